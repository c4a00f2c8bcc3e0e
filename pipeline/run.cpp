#include "pipeline/run.hpp"

#include "pipeline/alert/judge.hpp"
#include "pipeline/load/derive.hpp"
#include "pipeline/parse/parse.hpp"

#include <algorithm>

namespace tidemark {
namespace {

// Files to read: new bytes, bytes that waited for a mended layout, and bytes a person let in.
bool must_parse(const RawFile& file, const Known& known, const std::string& parser, bool force) {
    const auto same = std::ranges::find_if(known.files, [&](const KnownFile& k) {
        return k.file.sha256 == file.sha256 && k.file.name == file.name;
    });
    return same == known.files.end() || same->file.parser != parser || same->accepted || force;
}

// Without new bytes: the files we have, if what we make of them may have changed.
std::optional<Release> release_from_archive(const Source& source, const Known& known) {
    Release release;
    release.source = source.id;
    release.reread = true;
    for (const KnownFile& k : known.files) {
        release.files.push_back(k.file);
    }
    return known.files.empty() ? std::nullopt : std::optional(release);
}

Result<Batch>
parse_release(Release release, const Source& source, const Known& known, bool force, Ports& ports) {
    const std::string parser = parse::parser_digest(source.recipe);
    Batch batch;
    batch.release = std::move(release);
    for (RawFile& file : batch.release.files) {
        if (!must_parse(file, known, parser, force)) {
            continue;
        }
        file.parser = parser;
        auto parsed = ports.archive.get(file.sha256).and_then([&](const std::string& bytes) {
            return ports.parser.parse(file, bytes, source.recipe);
        });
        if (parsed) {
            batch.files.push_back(std::move(*parsed));
        } else if (parsed.error().fault == Fault::storage) {
            return propagate(parsed);
        } else {
            batch.refused.push_back({.file = file, .reasons = {parsed.error()}});
        }
    }
    return batch;
}

Outcome outcome_of(Fault fault) {
    return fault == Fault::held ? Outcome::held : Outcome::failed;
}

// What this pass came to, for `status` and the exit code. A release that still waits is held also
// when there is nothing new to say of it.
RunRecord summary(const Source& source,
                  const Result<Collected>& collected,
                  const Loaded& loaded,
                  const std::vector<Held>& waiting,
                  std::size_t lines,
                  Instant started,
                  Instant now) {
    RunRecord run;
    run.source = source.id;
    run.started = started;
    run.finished = now;
    run.lines = static_cast<std::int64_t>(lines);
    if (!collected) {
        run.outcome = outcome_of(collected.error().fault);
        run.detail = collected.error().to_text();
    } else if (const auto& held = loaded.held.empty() ? waiting : loaded.held;
               !held.empty() && (!loaded.held.empty() || !loaded.vintage)) {
        run.outcome = outcome_of(held.front().reasons.front().fault);
        run.detail = held.front().reasons.front().to_text();
    } else if (loaded.vintage) {
        run.outcome = Outcome::loaded;
    }
    return run;
}

// Everything inside the transaction.
Result<Report> judge_and_say(const Source& source,
                             const Codelists& codelists,
                             const Result<Collected>& collected,
                             const std::vector<Held>& waiting,
                             Instant started,
                             Pass& pass,
                             const Clock& clock) {
    const Instant now = clock.now();
    Report report;
    const Batch* batch = collected ? std::get_if<Batch>(&*collected) : nullptr;
    if (batch != nullptr) {
        auto loaded = pass.load(source, codelists, *batch, now);
        if (!loaded) {
            return propagate(loaded);
        }
        report.loaded = std::move(*loaded);
    }
    const auto said = pass.said();
    const auto judged = pass.judged();
    const auto snapshot = pass.snapshot();
    if (!said || !judged || !snapshot) {
        return fail(!said ? said.error() : !judged ? judged.error() : snapshot.error());
    }
    const auto subjects = load::derive(*snapshot, source, codelists);
    alert::Judgement judgement;
    if (collected) {
        judgement = alert::judge(
            {source, codelists, *snapshot, subjects, report.loaded, now}, *said, *judged);
    } else {
        judgement.sayings = alert::judge_failure(source, collected.error(), *said, now);
    }
    report.lines = alert::write_lines(source, judgement.sayings, *said, report.loaded.vintage, now);
    report.run =
        summary(source, collected, report.loaded, waiting, report.lines.size(), started, now);
    return pass.say(judgement.sayings, judgement.judged, report.lines)
        .and_then([&] { return pass.record(report.run); })
        .and_then([&] { return pass.commit(); })
        .map([&] { return std::move(report); });
}

} // namespace

Result<Collected> collect(const Source& source,
                          const Known& known,
                          bool force,
                          fetch::Progress& progress,
                          Ports& ports,
                          std::stop_token stop) {
    auto fetched = fetch::fetch(source,
                                known,
                                force,
                                progress,
                                ports.clock,
                                ports.transport,
                                ports.turns,
                                ports.archive,
                                stop);
    if (!fetched) {
        return propagate(fetched);
    }
    if (const auto* later = std::get_if<fetch::Later>(&*fetched)) {
        return *later;
    }
    fetch::Found found;
    if (auto* brought = std::get_if<fetch::Found>(&*fetched)) {
        found = std::move(*brought);
    }
    std::optional<Release> release = found.release.files.empty()
                                         ? release_from_archive(source, known)
                                         : std::optional(std::move(found.release));
    if (!release && found.refused.empty()) {
        return fetch::NothingNew{};
    }
    if (!release) {
        release.emplace();
        release->source = source.id;
    }
    auto batch = parse_release(std::move(*release), source, known, force, ports);
    if (!batch) {
        return propagate(batch);
    }
    std::ranges::move(found.refused, std::back_inserter(batch->refused));
    if (batch->files.empty() && batch->refused.empty()) {
        return fetch::NothingNew{};
    }
    return std::move(*batch);
}

Result<Report> commit(const Source& source,
                      const Codelists& codelists,
                      const Result<Collected>& collected,
                      Instant started,
                      Store& store,
                      const std::vector<std::unique_ptr<Sink>>& sinks,
                      const Clock& clock) {
    auto waiting = store.held(source.id);
    if (!waiting) {
        return propagate(waiting);
    }
    auto pass = store.begin(source.id);
    if (!pass) {
        return propagate(pass);
    }
    auto report = judge_and_say(source, codelists, collected, *waiting, started, **pass, clock);
    pass->reset(); // before the sinks ask the store
    for (const auto& sink : sinks) {
        if (auto delivered = sink->deliver(store); report && !delivered) {
            return propagate(delivered);
        }
    }
    return report;
}

} // namespace tidemark

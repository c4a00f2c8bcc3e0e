#include "pipeline/run.hpp"

#include "pipeline/alert/judge.hpp"
#include "pipeline/load/derive.hpp"
#include "pipeline/parse/parse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark {
namespace {

// Who reads: what it makes of a file depends on `read` alone, what it refuses also on the program's
// version and limits.
struct Reader {
    std::string read;
    std::string refused;
};

const KnownFile* find(const RawFile& file, const Known& known) {
    const auto same = std::ranges::find_if(known.files, [&](const KnownFile& k) {
        return k.file.sha256 == file.sha256 && k.file.name == file.name;
    });
    return same == known.files.end() ? nullptr : &*same;
}

// Files to read: new bytes, bytes that waited for a mended layout, and bytes a person let in.
bool must_parse(const KnownFile* known, const Reader& reader, bool force) {
    if (known == nullptr || known->accepted || force) {
        return true;
    }
    const bool refused = known->outcome == KnownFile::Outcome::refused;
    return known->file.parser != (refused ? reader.refused : reader.read);
}

// Why these bytes are not read: under whatever name, they broke this reader before.
const Quarantined* quarantined(const RawFile& file, const Known& known, const Reader& reader) {
    const auto found = std::ranges::find_if(known.quarantined, [&](const Quarantined& q) {
        return q.sha256 == file.sha256 && q.parser == reader.refused;
    });
    return found == known.quarantined.end() ? nullptr : &*found;
}

bool broke_the_parser(const Error& error) {
    return error.code.starts_with("parse.");
}

// A refusal that says how a quarantine ends.
Held refusal(const RawFile& file, Error error, const Source& source) {
    if (broke_the_parser(error)) {
        error.next +=
            fmt::format("; it is read again when the layout, the limits or the program are others, "
                        "or once by 'tidemark accept {} --check {}'",
                        source.id,
                        error.code);
    }
    return {.file = file, .reasons = {std::move(error)}};
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

// The child could not be started or locked in, or was stopped: the next pass tries again.
bool not_the_files_fault(const Error& error) {
    return error.fault == Fault::storage ||
           (error.fault == Fault::unavailable && broke_the_parser(error));
}

Result<Batch>
parse_release(Release release, const Source& source, const Known& known, bool force, Ports& ports) {
    const std::string parser = parse::parser_digest(source.recipe);
    const Reader reader{.read = parser,
                        .refused = parse::refusal_digest(parser, ports.parser.limits())};
    Batch batch;
    batch.release = std::move(release);
    for (RawFile& file : batch.release.files) {
        const KnownFile* before = find(file, known);
        if (const Quarantined* barred = quarantined(file, known, reader)) {
            if (before == nullptr) { // else it waits already
                file.parser = reader.refused;
                batch.refused.push_back({.file = file, .reasons = {barred->why}});
            }
            continue;
        }
        if (!must_parse(before, reader, force)) {
            continue;
        }
        file.parser = reader.read;
        auto parsed = ports.archive.get(file.sha256).and_then([&](const std::string& bytes) {
            return ports.parser.parse(file, bytes, source.recipe);
        });
        if (parsed) {
            batch.files.push_back(std::move(*parsed));
        } else if (not_the_files_fault(parsed.error())) {
            return propagate(parsed);
        } else {
            file.parser = reader.refused;
            batch.refused.push_back(refusal(file, std::move(parsed).error(), source));
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
                                ports.parser,
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

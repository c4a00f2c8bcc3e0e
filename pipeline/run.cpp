#include "pipeline/run.hpp"

#include "pipeline/alert/judge.hpp"
#include "pipeline/load/derive.hpp"
#include "pipeline/run/reading.hpp"
#include "pipeline/run/record.hpp"

#include <algorithm>

namespace tidemark {

Result<Collected> collect(const Source& source,
                          const Known& known,
                          Force force,
                          fetch::Progress& progress,
                          Ports& ports,
                          std::stop_token stop) {
    auto& [clock, transport, turns, archive, parser] = ports;
    auto fetched = fetch::fetch(
        source, known, force, progress, clock, transport, turns, archive, parser, std::move(stop));
    if (auto* later = fetched ? std::get_if<fetch::Later>(&*fetched) : nullptr) {
        return std::move(*later);
    }
    auto* brought = fetched ? std::get_if<fetch::Found>(&*fetched) : nullptr;
    auto found = brought != nullptr ? std::move(*brought) : fetch::Found{};
    auto batch =
        fetched ? read_release(std::move(found.release), source, known, force, archive, parser)
                : read_without_look(std::move(fetched).error(), source, known, archive, parser);
    if (!batch) {
        return propagate(batch);
    }
    std::ranges::move(found.refused, std::back_inserter(batch->refused));
    if (batch->files.empty() && batch->refused.empty() && batch->release.gone.empty()) {
        return fetch::NothingNew{};
    }
    return std::move(*batch);
}

namespace {

Result<alert::Judgement> judge(const Source& source,
                               const Codelists& codelists,
                               const Result<Collected>& collected,
                               const Loaded& loaded,
                               const std::vector<Said>& said,
                               Pass& pass,
                               Instant now) {
    if (!collected) {
        return alert::Judgement{alert::judge_failure(source, collected.error(), said, now), {}};
    }
    const auto judged = pass.judged();
    const auto snapshot = pass.snapshot();
    if (!judged || !snapshot) {
        return fail(!judged ? judged.error() : snapshot.error());
    }
    const auto subjects = load::derive(*snapshot, source, codelists);
    const auto* batch = std::get_if<Batch>(&*collected);
    const Error* failure = batch != nullptr && batch->failure ? &*batch->failure : nullptr;
    return alert::judge(
        {source, codelists, *snapshot, subjects, loaded, now, failure}, said, *judged);
}

// Everything inside the transaction: load, judge, say.
Result<Report> load_judge_say(const Source& source,
                              const Codelists& codelists,
                              const Result<Collected>& collected,
                              Pass& pass,
                              Instant now) {
    const auto* batch = collected ? std::get_if<Batch>(&*collected) : nullptr;
    auto loaded = batch == nullptr ? Loaded{} : pass.load(source, codelists, *batch, now);
    const auto said = loaded ? pass.said() : propagate(loaded);
    const auto judged =
        said ? judge(source, codelists, collected, *loaded, *said, pass, now) : fail(said.error());
    if (!judged) {
        return fail(judged.error());
    }
    auto lines = alert::write_lines(source, judged->sayings, *said, loaded->vintage, now);
    return pass.say(judged->sayings, judged->judged, lines).map([&] {
        return Report{.run = {}, .loaded = std::move(*loaded), .lines = std::move(lines)};
    });
}

} // namespace

Result<Report> commit(const Source& source,
                      const Codelists& codelists,
                      const Result<Collected>& collected,
                      Instant started,
                      Store& store,
                      const std::vector<std::unique_ptr<Sink>>& sinks,
                      const Clock& clock) {
    const Instant now = clock.now();
    auto pass = store.begin(source.id);
    if (!pass) {
        return propagate(pass);
    }
    auto report = load_judge_say(source, codelists, collected, **pass, now);
    if (const auto waiting = store.held(source.id); report && !waiting) { // after what was loaded
        report = fail(waiting.error());
    } else if (report) {
        report->run = record_of(source, collected, report->loaded, *waiting);
        report->run.started = started;
        report->run.finished = now;
        report->run.lines = static_cast<std::int64_t>(report->lines.size());
        auto done = (*pass)->record(report->run).and_then([&] { return (*pass)->commit(); });
        report = done ? std::move(report) : propagate(done);
    }
    pass->reset(); // before the sinks ask the store
    for (const auto& sink : sinks) {
        if (auto delivered = sink->deliver(store); report && !delivered) {
            return propagate(delivered);
        }
    }
    return report;
}

} // namespace tidemark

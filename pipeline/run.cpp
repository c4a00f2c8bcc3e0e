#include "pipeline/run.hpp"

#include "pipeline/run/reading.hpp"
#include "pipeline/run/record.hpp"
#include "pipeline/run/turns.hpp"

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
        source, known, force, progress, clock, transport, turns, archive, std::move(stop));
    if (!fetched) {
        return propagate(fetched);
    }
    if (auto* later = std::get_if<fetch::Later>(&*fetched)) {
        return std::move(*later);
    }
    auto* brought = std::get_if<fetch::Found>(&*fetched);
    auto found = brought != nullptr ? std::move(*brought) : fetch::Found{};
    if (found.release.files.empty()) {
        found.release = release_from_archive(source, known);
    }
    auto batch = read_release(std::move(found.release), source, known, force, archive, parser);
    if (!batch) {
        return propagate(batch);
    }
    std::ranges::move(found.refused, std::back_inserter(batch->refused));
    if (batch->files.empty() && batch->refused.empty()) {
        return fetch::NothingNew{};
    }
    return std::move(*batch);
}

namespace {

// What the look brought to load; null when it brought nothing.
Result<const Batch*> batch_of(const Result<Collected>& collected) {
    if (!collected) {
        return fail(collected.error());
    }
    return std::get_if<Batch>(&*collected);
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
    auto waiting = store.held(source.id);
    auto known = waiting ? store.known(source.id) : propagate(waiting);
    if (!known) {
        return propagate(known);
    }
    auto pass = store.begin(source.id);
    if (!pass) {
        return propagate(pass);
    }
    // Everything inside the transaction: load, judge, say.
    auto report = take_turns(source, codelists, batch_of(collected), *known, **pass, now)
                      .map([](Told&& told) {
                          return Report{.run = {},
                                        .loaded = std::move(told.loaded),
                                        .lines = std::move(told.lines)};
                      });
    if (report) {
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

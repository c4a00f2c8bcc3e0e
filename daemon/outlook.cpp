#include "daemon/outlook.hpp"

#include "daemon/unmatched.hpp"
#include "pipeline/load/store.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace tidemark {
namespace {

// Adds what the store remembers of each source.
Result<void>
remember(std::vector<Outlook>& all, const config::Config& config, const Folders& folders) {
    auto store = load::open_store_read_only(folders.state);
    if (!store && store.error().fault == Fault::unavailable) {
        return {};
    }
    if (!store) {
        return propagate(store);
    }
    auto health = (*store)->health();
    if (!health) {
        return propagate(health);
    }
    for (Outlook& outlook : all) {
        const auto known = std::ranges::find(*health, outlook.source.id, &Health::source);
        if (known == health->end()) {
            continue;
        }
        outlook.health = *known;
        auto held = (*store)->held(outlook.source.id);
        if (!held) {
            return propagate(held);
        }
        outlook.held = std::move(*held);
        auto series = (*store)->series_keys(outlook.source.id);
        if (!series) {
            return propagate(series);
        }
        outlook.unmatched = unmatched(outlook.source, config.codelists, *series);
    }
    return {};
}

} // namespace

bool Outlook::well() const {
    const bool failed = health.last && (health.last->outcome == Outcome::failed ||
                                        health.last->outcome == Outcome::held);
    return !failed && held.empty();
}

Result<std::vector<Outlook>>
look_out(const config::Config& config, const Folders& folders, Instant now) {
    std::vector<Outlook> all;
    for (const Source& source : config.sources) {
        all.push_back({.source = source,
                       .health = {.source = source.id,
                                  .last = std::nullopt,
                                  .last_success = std::nullopt,
                                  .vintage = std::nullopt},
                       .held = {},
                       .next = std::nullopt});
    }
    if (auto remembered = remember(all, config, folders); !remembered) {
        return propagate(remembered);
    }
    LastRuns last_runs;
    for (const Outlook& outlook : all) {
        if (outlook.health.last) {
            last_runs[outlook.source.id] = outlook.health.last->started;
        }
    }
    auto scheduler = Scheduler::plan(config.sources, last_runs, now);
    if (!scheduler) {
        return propagate(scheduler);
    }
    for (NextRun& run : scheduler->all()) {
        std::ranges::find(all, run.source, [](const Outlook& o) { return o.source.id; })->next =
            std::move(run);
    }
    for (const DueRun& due : scheduler->due(now)) {
        std::ranges::find(all, due.source, [](const Outlook& o) { return o.source.id; })->missed =
            due.missed;
    }
    return all;
}

} // namespace tidemark

#include "daemon/scheduler.hpp"

#include "pipeline/base/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace tidemark {
namespace {

// Nobody needs to know more exactly how many were missed.
constexpr int most_missed = 1000;

std::string in_words(std::chrono::milliseconds span) {
    const auto whole = std::chrono::round<std::chrono::seconds>(span).count();
    return whole < 120 ? fmt::format("{} s", whole) : fmt::format("{} min", whole / 60);
}

} // namespace

std::chrono::milliseconds stable_spread(std::string_view source, std::chrono::milliseconds jitter) {
    if (jitter.count() <= 0) {
        return std::chrono::milliseconds{0};
    }
    const std::uint64_t number = std::stoull(sha256(source).substr(0, 15), nullptr, 16);
    return std::chrono::milliseconds(number % static_cast<std::uint64_t>(jitter.count()));
}

Result<Scheduler>
Scheduler::plan(const std::vector<Source>& sources, const LastRuns& last_runs, Instant now) {
    Scheduler scheduler;
    scheduler.planned_ = now;
    for (const Source& source : sources) {
        if (!source.enabled || !source.schedule) {
            continue;
        }
        auto calendar = Calendar::parse(source.schedule->on);
        if (!calendar) {
            Error error = std::move(calendar).error();
            error.source = source.id;
            error.file = source.config_file;
            return fail(std::move(error));
        }
        Entry entry{.source = source.id,
                    .calendar = std::move(*calendar),
                    .zone = source.zone,
                    .spread = stable_spread(source.id, source.schedule->jitter),
                    .since = std::nullopt};
        if (const auto last = last_runs.find(source.id); last != last_runs.end()) {
            // A clock that was set back leaves a last run in the future: it must not silence us.
            const Instant from = source.schedule->catch_up ? std::min(last->second, now) : now;
            entry.since = from - entry.spread;
        }
        scheduler.entries_.push_back(std::move(entry));
    }
    return scheduler;
}

std::optional<Instant> Scheduler::run_at(const Entry& entry) {
    const auto elapse = entry.calendar.next(*entry.since, entry.zone);
    return elapse ? std::optional(*elapse + entry.spread) : std::nullopt;
}

std::vector<DueRun> Scheduler::due(Instant now) const {
    std::vector<DueRun> all;
    for (const Entry& entry : entries_) {
        if (!entry.since) {
            all.push_back({.source = entry.source, .elapse = planned_, .missed = 0, .first = true});
            continue;
        }
        int count = 0;
        Instant newest = *entry.since;
        for (auto elapse = entry.calendar.next(newest, entry.zone);
             elapse && *elapse + entry.spread <= now && count < most_missed;
             elapse = entry.calendar.next(newest, entry.zone)) {
            newest = *elapse;
            ++count;
        }
        if (count > 0) {
            all.push_back({.source = entry.source, .elapse = newest, .missed = count - 1});
        }
    }
    std::ranges::stable_sort(all, {}, &DueRun::elapse);
    return all;
}

std::vector<NextRun> Scheduler::all() const {
    std::vector<NextRun> runs;
    for (const Entry& entry : entries_) {
        if (!entry.since) {
            runs.push_back(
                {.source = entry.source, .at = planned_, .why = "never looked at before"});
        } else if (const auto at = run_at(entry)) {
            runs.push_back(
                {.source = entry.source,
                 .at = *at,
                 .why = fmt::format("{} {}{}",
                                    entry.calendar.to_text(),
                                    entry.zone,
                                    entry.spread.count() == 0
                                        ? ""
                                        : fmt::format(", spread {}", in_words(entry.spread)))});
        }
    }
    std::ranges::stable_sort(runs, {}, &NextRun::at);
    return runs;
}

std::optional<NextRun> Scheduler::next() const {
    auto runs = all();
    return runs.empty() ? std::nullopt : std::optional(std::move(runs.front()));
}

void Scheduler::began(const std::string& source, Instant now) {
    const auto entry = std::ranges::find(entries_, source, &Entry::source);
    if (entry != entries_.end()) {
        entry->since = now - entry->spread;
    }
}

} // namespace tidemark

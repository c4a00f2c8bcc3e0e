// Scheduler: which sources are due, and when the next one is. Pure: no clock, no timer, no threads.
//
// Each source elapses by its calendar expression in its zone, moved by its spread: a stable offset
// in [0, jitter) made from its id, so that many sources do not ask at one second and each asks at
// the same second every day. Elapses missed while nothing ran are made up by one run. A source that
// was never looked at is due at once.
// Thread: one. Fails: usage, a calendar expression that cannot be read.
#pragma once

#include "daemon/calendar.hpp"
#include "pipeline/model/source.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

struct DueRun {
    std::string source;
    Instant elapse; // the newest elapse that this run answers, without the spread
    int missed = 0; // further elapses it makes up for
    bool first = false;
};

struct NextRun {
    std::string source;
    Instant at;
    std::string why; // "Mon..Fri *-*-* 09:35:00 Europe/London, spread 3 min"
};

// When the runs of the past began, by source.
using LastRuns = std::map<std::string, Instant>;

class Scheduler {
  public:
    // Sources that are enabled and have a schedule; others are never due.
    [[nodiscard]] static Result<Scheduler>
    plan(const std::vector<Source>& sources, const LastRuns& last_runs, Instant now);

    [[nodiscard]] std::vector<DueRun> due(Instant now) const; // in order of their elapses
    [[nodiscard]] std::optional<NextRun> next() const;        // the earliest of all
    [[nodiscard]] std::vector<NextRun> all() const;           // one a source, earliest first

    // A run of the source began: its elapses up to now are answered.
    void began(const std::string& source, Instant now);

  private:
    struct Entry {
        std::string source;
        Calendar calendar;
        std::string zone;
        std::chrono::milliseconds spread{0};
        std::optional<Instant> since; // elapses after it are unanswered; nothing: never looked at
    };

    [[nodiscard]] static std::optional<Instant> run_at(const Entry& entry);

    std::vector<Entry> entries_;
    Instant planned_;
};

// In [0, jitter), from the id alone.
[[nodiscard]] std::chrono::milliseconds stable_spread(std::string_view source,
                                                      std::chrono::milliseconds jitter);

} // namespace tidemark

// Calendar: a systemd calendar expression ("Mon..Fri 09:35", "*-*~01", "quarterly").
//
// A value. Elapses are found in the local time of a zone and turned into instants afterwards:
//   clocks forward  a local time that does not exist is not an elapse; the search goes on after
//                   the gap, so a daily 01:30 is left out that day, as systemd leaves it out
//   clocks back     a local time that happens twice elapses once, the first time
// After 2037 a zone keeps its winter time: the date library reads no rule behind the tables.
// Whole seconds only; the zone stands in the source's `zone`, not in the expression.
// Thread: any. Fails: usage, code "schedule.calendar".
// Source: systemd.time(7), "CALENDAR EVENTS", checked against `systemd-analyze calendar` of 252.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/base/result.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

// One part of a list: "9", "9..17", "0/15", "9..17/2".
struct CalendarPart {
    int start = 0;
    std::optional<int> stop{};
    int repeat = 0; // 0: only `start`

    auto operator<=>(const CalendarPart&) const = default;
};

using CalendarParts = std::vector<CalendarPart>; // empty: "*"

class Calendar {
  public:
    [[nodiscard]] static Result<Calendar> parse(std::string_view expression);

    // The first elapse after `after`; nothing when there is none before the year 2200.
    // Requires: zone_exists(zone).
    [[nodiscard]] std::optional<Instant> next(Instant after, std::string_view zone) const;

    // Normal form, as `systemd-analyze calendar` prints it: "Mon..Fri *-*-* 09:35:00".
    [[nodiscard]] std::string to_text() const;

    bool operator==(const Calendar&) const = default;

  private:
    friend class CalendarReader;
    friend class CalendarSearch;

    std::uint8_t weekdays_ = 0; // bit 0 Monday; 0: any
    bool from_end_ = false;     // days count from the end of the month ("~")
    CalendarParts year_, month_, day_, hour_, minute_, second_;
};

} // namespace tidemark

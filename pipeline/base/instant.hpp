// Instant: a moment, UTC, milliseconds. Day: a calendar date without a zone.
//
// Texts are RFC 3339. Zones are IANA names, read from the system's time-zone database by
// Howard Hinnant's date library (g++ 12 has no std::chrono zones). Years 0000 to 9999.
//
// Thread: any. Fails: malformed, code "time.instant" or "time.day"; an unknown zone is a broken
// invariant (std::logic_error).
#pragma once

#include "pipeline/base/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace tidemark {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Day = std::chrono::sys_days;

// "2020-09-05T05:15:31.000Z"; parse_instant is its inverse and also accepts an offset and no
// fraction.
[[nodiscard]] std::string to_text(Instant instant);
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);

// "2020-09-05"; inverse. (Not named to_text: a Day would convert to an Instant unseen.)
[[nodiscard]] std::string day_text(Day day);
[[nodiscard]] Result<Day> parse_day(std::string_view text);

// "5 September 2020", as sentences say it.
[[nodiscard]] std::string day_in_words(Day day);

// "September". month: 1..12.
[[nodiscard]] std::string_view month_name(unsigned month);

// True when the system knows the zone ("Europe/London").
[[nodiscard]] bool zone_exists(std::string_view zone);

// "2020-09-05T06:15:31+01:00". Requires: zone_exists(zone).
[[nodiscard]] std::string local_text(Instant instant, std::string_view zone);

// The calendar date that a clock on the wall in `zone` shows. Requires: zone_exists(zone).
[[nodiscard]] Day local_day(Instant instant, std::string_view zone);

// The last millisecond of that date in `zone`: an "as of" date means by the end of that day.
[[nodiscard]] Instant end_of_day(Day day, std::string_view zone);

} // namespace tidemark

#include "pipeline/base/instant.hpp"

#include "pipeline/base/scan.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <array>
#include <optional>
#include <stdexcept>

namespace tidemark {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 12> months{"January",
                                                  "February",
                                                  "March",
                                                  "April",
                                                  "May",
                                                  "June",
                                                  "July",
                                                  "August",
                                                  "September",
                                                  "October",
                                                  "November",
                                                  "December"};

std::optional<Day> take_day(std::string_view& rest) {
    const auto year = take_digits(rest, 4);
    if (!year || !take(rest, "-")) {
        return std::nullopt;
    }
    const auto month = take_digits(rest, 2);
    if (!month || !take(rest, "-")) {
        return std::nullopt;
    }
    const auto day = take_digits(rest, 2);
    if (!day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

// 23:59:60, a leap second, is allowed by RFC 3339; it reads as the second after.
std::optional<milliseconds> take_time(std::string_view& rest) {
    const auto hour = take_digits(rest, 2);
    if (!hour || *hour > 23 || !take(rest, ":")) {
        return std::nullopt;
    }
    const auto minute = take_digits(rest, 2);
    if (!minute || *minute > 59 || !take(rest, ":")) {
        return std::nullopt;
    }
    const auto second = take_digits(rest, 2);
    if (!second || *second > 60) {
        return std::nullopt;
    }
    milliseconds time = hours{*hour} + minutes{*minute} + seconds{*second};
    if (take(rest, ".")) {
        const auto count = digits_ahead(rest);
        if (count == 0) {
            return std::nullopt;
        }
        int unit = 100;
        for (const char digit : rest.substr(0, count)) {
            time += milliseconds{unit * (digit - '0')};
            unit /= 10;
        }
        rest.remove_prefix(count);
    }
    return time;
}

std::optional<minutes> take_offset(std::string_view& rest) {
    if (take(rest, "Z") || take(rest, "z")) {
        return minutes{0};
    }
    const bool behind = rest.starts_with('-');
    if (!take(rest, "+") && !take(rest, "-")) {
        return std::nullopt;
    }
    const auto hour = take_digits(rest, 2);
    if (!hour || *hour > 23 || !take(rest, ":")) {
        return std::nullopt;
    }
    const auto minute = take_digits(rest, 2);
    if (!minute || *minute > 59) {
        return std::nullopt;
    }
    const minutes offset = hours{*hour} + minutes{*minute};
    return behind ? -offset : offset;
}

std::optional<Instant> read_instant(std::string_view text) {
    const auto day = take_day(text);
    if (!day || !(take(text, "T") || take(text, "t") || take(text, " "))) {
        return std::nullopt;
    }
    const auto time = take_time(text);
    if (!time) {
        return std::nullopt;
    }
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) {
        return std::nullopt;
    }
    return Instant{*day} + *time - *offset;
}

std::string clock_text(std::chrono::sys_time<seconds> wall) {
    const auto day = floor<days>(wall);
    const std::chrono::hh_mm_ss<seconds> time{wall - day};
    return fmt::format("{}T{:02}:{:02}:{:02}",
                       day_text(day),
                       time.hours().count(),
                       time.minutes().count(),
                       time.seconds().count());
}

const date::time_zone& zone_named(std::string_view zone) {
    try {
        return *date::locate_zone(std::string(zone));
    } catch (const std::runtime_error&) {
        throw std::logic_error(fmt::format("time zone '{}' was not checked", zone));
    }
}

seconds offset_at(Instant instant, std::string_view zone) {
    return zone_named(zone).get_info(instant).offset;
}

} // namespace

std::string to_text(Instant instant) {
    const auto second = floor<seconds>(instant);
    return fmt::format("{}.{:03}Z", clock_text(second), (instant - second).count());
}

Result<Instant> parse_instant(std::string_view text) {
    if (const auto instant = read_instant(text)) {
        return *instant;
    }
    return fail({.fault = Fault::malformed,
                 .code = "time.instant",
                 .expected = "a time such as 2020-09-05T06:15:31+01:00",
                 .found = fmt::format("'{}'", text),
                 .next = "write date, time and offset as RFC 3339 does"});
}

std::string day_text(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

Result<Day> parse_day(std::string_view text) {
    auto rest = text;
    const auto day = take_day(rest);
    if (day && rest.empty()) {
        return *day;
    }
    return fail({.fault = Fault::malformed,
                 .code = "time.day",
                 .expected = "a date such as 2020-09-05",
                 .found = fmt::format("'{}'", text),
                 .next = "write year, month and day of a date that exists"});
}

std::string day_in_words(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{} {} {}",
                       static_cast<unsigned>(date.day()),
                       month_name(static_cast<unsigned>(date.month())),
                       static_cast<int>(date.year()));
}

std::string_view month_name(unsigned month) {
    return months.at(month - 1);
}

bool zone_exists(std::string_view zone) {
    try {
        return date::locate_zone(std::string(zone)) != nullptr;
    } catch (const std::runtime_error&) {
        return false;
    }
}

std::string local_text(Instant instant, std::string_view zone) {
    const auto offset = offset_at(instant, zone);
    const auto sign = offset < seconds{0} ? '-' : '+';
    const auto size = floor<minutes>(std::chrono::abs(offset)); // RFC 3339 knows no seconds here
    return fmt::format("{}{}{:02}:{:02}",
                       clock_text(floor<seconds>(instant) + (sign == '-' ? -size : size)),
                       sign,
                       size.count() / 60,
                       size.count() % 60);
}

Day local_day(Instant instant, std::string_view zone) {
    return floor<days>(instant + offset_at(instant, zone));
}

Instant end_of_day(Day day, std::string_view zone) {
    // Where clocks skip midnight the next day begins at the change; where midnight comes twice, at
    // the first.
    const date::local_time<milliseconds> midnight{(day + days{1}).time_since_epoch()};
    return zone_named(zone).to_sys(midnight, date::choose::earliest) - milliseconds{1};
}

} // namespace tidemark

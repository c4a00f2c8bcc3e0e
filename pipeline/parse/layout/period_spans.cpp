#include "pipeline/parse/layout/period_spans.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_words.hpp"

#include <array>
#include <chrono>

namespace tidemark::parse {

namespace {

using std::chrono::last;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

struct Length {
    std::string_view words;
    int months;
};

constexpr std::array<Length, 8> lengths{{
    {"financial year", 12},
    {"year", 12},
    {"12 months", 12},
    {"twelve months", 12},
    {"quarter", 3},
    {"3 months", 3},
    {"three months", 3},
    {"month", 1},
}};

constexpr std::array<Length, 4> abbreviations{{{"fye", 12}, {"ye", 12}, {"qe", 3}, {"me", 1}}};

constexpr std::array<Length, 4> durations{{{"p1y", 12}, {"p12m", 12}, {"p3m", 3}, {"p1m", 1}}};

Day first_day(year_month month) {
    return month / 1;
}

Day last_day(year_month month) {
    return month / last;
}

year_month month_at(Day day) {
    const year_month_day date{day};
    return date.year() / date.month();
}

// The words before the last month: "year ending ", "ye", "12 months to ".
std::optional<int> take_length(std::string_view& rest) {
    for (const auto& [words, count] : lengths) {
        auto after = rest;
        if (!take(after, words)) {
            continue;
        }
        for (const std::string_view until : {" ending ", " ended ", " end ", " to "}) {
            if (take(after, until)) {
                rest = after;
                return count;
            }
        }
    }
    for (const auto& [words, count] : abbreviations) {
        if (take(rest, words)) {
            take(rest, " ");
            return count;
        }
    }
    return std::nullopt;
}

// A whole month, or a date that is the last of its month.
std::optional<year_month> read_last_month(std::string_view rest) {
    auto after = rest;
    if (const auto date = take_date(after); date && after.empty()) {
        const auto month = month_at(*date);
        return *date == last_day(month) ? std::optional(month) : std::nullopt;
    }
    const auto month = take_month_year(rest);
    return rest.empty() ? month : std::nullopt;
}

std::optional<Period> read_ending(std::string_view text) {
    const auto count = take_length(text);
    const auto end = count ? read_last_month(text) : std::nullopt;
    if (!end) {
        return std::nullopt;
    }
    return Period{first_day(*end - months{*count - 1}), last_day(*end)};
}

bool take_until(std::string_view& rest) {
    return take(rest, " to ") || take(rest, "-");
}

std::optional<Period> ordered(Day start, Day end) {
    return start <= end ? std::optional(Period{start, end}) : std::nullopt;
}

std::optional<Period> read_dates(std::string_view rest) {
    const auto start = take_date(rest);
    if (!start || !take_until(rest)) {
        return std::nullopt;
    }
    const auto end = take_date(rest);
    return end && rest.empty() ? ordered(*start, *end) : std::nullopt;
}

std::optional<Period> read_months(std::string_view rest) {
    const auto start = take_month_year(rest);
    if (!start || !take_until(rest)) {
        return std::nullopt;
    }
    const auto end = take_month_year(rest);
    return end && rest.empty() ? ordered(first_day(*start), last_day(*end)) : std::nullopt;
}

// "january to march 2020". "october to march 2020" is refused: the year of October is not said.
std::optional<Period> read_months_of_year(std::string_view rest) {
    const auto start = take_month(rest);
    if (!start || !take_until(rest)) {
        return std::nullopt;
    }
    const auto end = take_month_year(rest);
    if (!end || !rest.empty()) {
        return std::nullopt;
    }
    return ordered(first_day(end->year() / std::chrono::month{*start}), last_day(*end));
}

// "2019-04-01/2020-03-31", "2019-04-01/p1y"
std::optional<Period> read_interval(std::string_view rest) {
    const auto start = take_date(rest);
    if (!start || !take(rest, "/")) {
        return std::nullopt;
    }
    for (const auto& [words, count] : durations) {
        if (rest == words && year_month_day{*start}.day() == std::chrono::day{1}) {
            return Period{*start, last_day(month_at(*start) + months{count - 1})};
        }
    }
    const auto end = take_date(rest);
    return end && rest.empty() ? ordered(*start, *end) : std::nullopt;
}

std::optional<int> take_quarter(std::string_view& rest) {
    const auto number = take(rest, "q") ? take_digits(rest, 1) : std::nullopt;
    return number && *number >= 1 && *number <= 4 ? number : std::nullopt;
}

// The part of an identifier after "government-year/" or "government-quarter/".
std::optional<Period> read_government(std::string_view rest) {
    const auto first = take_year_pair(rest);
    if (!first) {
        return std::nullopt;
    }
    if (rest.empty()) {
        return financial_year(*first);
    }
    const auto quarter = take(rest, "/") ? take_quarter(rest) : std::nullopt;
    if (!quarter || !rest.empty()) {
        return std::nullopt;
    }
    const auto start = year{*first} / std::chrono::month{4} + months{3 * (*quarter - 1)};
    return Period{first_day(start), last_day(start + months{2})};
}

std::optional<Period> read_identifier(std::string_view text) {
    if (take(text, "http://") || take(text, "https://")) {
        if (!take(text, "reference.data.gov.uk/id/")) {
            return std::nullopt;
        }
    }
    if (take(text, "government-year/") || take(text, "government-quarter/")) {
        return read_government(text);
    }
    if (take(text, "gregorian-interval/")) {
        return read_interval(text);
    }
    if (take(text, "year/")) {
        const auto year = take_year(text);
        return year && text.empty() ? std::optional(calendar_year(*year)) : std::nullopt;
    }
    if (take(text, "quarter/")) {
        const auto year = take_year(text);
        const auto quarter = year && take(text, "-") ? take_quarter(text) : std::nullopt;
        return quarter && text.empty() ? std::optional(quarter_of(*year, *quarter)) : std::nullopt;
    }
    if (take(text, "month/")) {
        const auto month = take_month_year(text);
        return month && text.empty() ? std::optional(Period{first_day(*month), last_day(*month)})
                                     : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<Period> read_span(std::string_view text) {
    constexpr std::array readers{
        read_ending, read_dates, read_months, read_months_of_year, read_interval, read_identifier};
    for (const auto read : readers) {
        if (const auto period = read(text)) {
            return period;
        }
    }
    return std::nullopt;
}

} // namespace tidemark::parse

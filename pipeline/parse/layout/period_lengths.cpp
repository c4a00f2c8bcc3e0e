#include "pipeline/parse/layout/period_lengths.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_words.hpp"

#include <array>
#include <chrono>

namespace tidemark::parse {

namespace {

using std::chrono::days;
using std::chrono::last;
using std::chrono::months;
using std::chrono::year_month_day;

constexpr int week = 7;

// Of one of both.
struct Length {
    int months = 0;
    int days = 0;
};

struct Unit {
    std::string_view words;
    Length length;
};

constexpr std::array<Unit, 6> units{{{"half year", {.months = 6}},
                                     {"half", {.months = 6}},
                                     {"year", {.months = 12}},
                                     {"quarter", {.months = 3}},
                                     {"month", {.months = 1}},
                                     {"week", {.days = week}}}};

// StatsWales writes the date straight behind them.
constexpr std::array<Unit, 8> abbreviations{{{"fye", {.months = 12}},
                                             {"ye", {.months = 12}},
                                             {"he", {.months = 6}},
                                             {"qe", {.months = 3}},
                                             {"me", {.months = 1}},
                                             {"we", {.days = week}},
                                             {"w/e", {.days = week}},
                                             {"y/e", {.months = 12}}}};

constexpr std::array<std::string_view, 12> numbers{"one",
                                                   "two",
                                                   "three",
                                                   "four",
                                                   "five",
                                                   "six",
                                                   "seven",
                                                   "eight",
                                                   "nine",
                                                   "ten",
                                                   "eleven",
                                                   "twelve"};

constexpr std::array<std::string_view, 4> untils{" ending ", " ended ", " end ", " to "};
constexpr std::array<std::string_view, 5> sinces{
    "w/c ", "wc ", "week commencing ", "week beginning ", "week starting "};

// "five ", "12 "
std::optional<int> take_count(std::string_view& rest) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto after = rest;
        if (take(after, numbers.at(i)) && take(after, " ")) {
            rest = after;
            return static_cast<int>(i) + 1;
        }
    }
    auto after = rest;
    const auto digits = digits_ahead(after);
    const auto number = digits > 0 && digits < 4 ? take_digits(after, digits) : std::nullopt;
    if (!number || *number < 1 || !take(after, " ")) {
        return std::nullopt;
    }
    rest = after;
    return number;
}

Length times(int count, Length one) {
    return {.months = count * one.months, .days = count * one.days};
}

// "year ending ", "financial year ending ", "12 months to ": only several have the s.
std::optional<Length> take_words(std::string_view& rest) {
    auto after = rest;
    const auto count = take_count(after);
    if (!count) {
        take(after, "financial ");
    }
    for (const auto& [words, one] : units) {
        auto behind = after;
        if (!take(behind, words)) {
            continue;
        }
        const bool several = count.value_or(1) > 1;
        if (take(behind, "s") == several && take_any(behind, untils)) {
            rest = behind;
            return times(count.value_or(1), one);
        }
    }
    return std::nullopt;
}

std::optional<Length> take_length(std::string_view& rest) {
    if (const auto length = take_words(rest)) {
        return length;
    }
    for (const auto& [words, one] : abbreviations) {
        if (take(rest, words)) {
            take(rest, " ");
            return one;
        }
    }
    auto after = rest; // "3y31/03/2020"
    const auto count = take_digits(after, 1);
    if (!count || *count < 1 || !take(after, "y")) {
        return std::nullopt;
    }
    rest = after;
    return Length{.months = 12 * *count};
}

// A date, or the last day of a month. Weeks end on a date.
std::optional<Day> read_last_day(std::string_view rest, Length length) {
    auto after = rest;
    if (const auto date = take_date(after); date && after.empty()) {
        return date;
    }
    const auto month = take_month_year(rest);
    return month && rest.empty() && length.months > 0 ? std::optional<Day>(*month / last)
                                                      : std::nullopt;
}

// Months that end with a month begin with one: the year to 29 February 2020 on 1 March 2019.
std::optional<Day> first_day(Day end, Length length) {
    if (length.months == 0) {
        return end - days{length.days - 1};
    }
    const auto start = year_month_day{end + days{1}} - months{length.months};
    return start.ok() ? std::optional<Day>(start) : std::nullopt;
}

} // namespace

std::optional<Period> read_ending(std::string_view text) {
    const auto length = take_length(text);
    const auto end = length ? read_last_day(text, *length) : std::nullopt;
    const auto start = end ? first_day(*end, *length) : std::nullopt;
    return start ? std::optional(Period{*start, *end}) : std::nullopt;
}

std::optional<Period> read_commencing(std::string_view text) {
    const auto start = take_any(text, sinces) ? take_date(text) : std::nullopt;
    return start && text.empty() ? std::optional(Period{*start, *start + days{week - 1}})
                                 : std::nullopt;
}

} // namespace tidemark::parse

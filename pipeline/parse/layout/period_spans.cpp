#include "pipeline/parse/layout/period_spans.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_lengths.hpp"
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

Day first_day(year_month month) {
    return month / 1;
}

Day last_day(year_month month) {
    return month / last;
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

// "20th march-29th march 2020", "1 to 7 march 2020": the year, and the month, are those of the end.
std::optional<Period> read_dates_of_year(std::string_view rest) {
    const auto number = take_day_number(rest);
    if (!number) {
        return std::nullopt;
    }
    auto after = rest;
    take(after, " ");
    auto in_month = take_month(after);
    if (in_month) {
        rest = after;
    }
    const auto end = take_until(rest) ? take_date(rest) : std::nullopt;
    if (!end || !rest.empty()) {
        return std::nullopt;
    }
    const year_month_day final{*end};
    const auto month = in_month ? std::chrono::month{*in_month} : final.month();
    const year_month_day first{final.year(), month, std::chrono::day{*number}};
    return first.ok() ? ordered(first, *end) : std::nullopt;
}

std::optional<Period> read_months(std::string_view rest) {
    const auto start = take_month_year(rest);
    if (!start || !take_until(rest)) {
        return std::nullopt;
    }
    const auto end = take_month_year(rest);
    return end && rest.empty() ? ordered(first_day(*start), last_day(*end)) : std::nullopt;
}

std::optional<Period> months_of_year(int in_year, unsigned first, unsigned final) {
    const year_month start{year{in_year}, std::chrono::month{first}};
    return ordered(first_day(start), last_day(year{in_year} / std::chrono::month{final}));
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
    return months_of_year(
        static_cast<int>(end->year()), *start, static_cast<unsigned>(end->month()));
}

// "2020 jan-mar": two columns joined.
std::optional<Period> read_months_after_year(std::string_view rest) {
    const auto in_year = take_year(rest);
    const auto start = in_year && take(rest, " ") ? take_month(rest) : std::nullopt;
    const auto end = start && take_until(rest) ? take_month(rest) : std::nullopt;
    return end && rest.empty() ? months_of_year(*in_year, *start, *end) : std::nullopt;
}

// "p1y", "p3m", "p7d" from that day.
std::optional<Period> read_duration(Day start, std::string_view rest) {
    if (!take(rest, "p")) {
        return std::nullopt;
    }
    const auto digits = digits_ahead(rest);
    const int number = digits < 4 ? take_digits(rest, digits).value_or(0) : 0;
    if (number < 1) {
        return std::nullopt;
    }
    if (rest == "d") {
        return Period{start, start + std::chrono::days{number - 1}};
    }
    return rest == "y" || rest == "m" ? months_from(start, rest == "y" ? 12 * number : number)
                                      : std::nullopt;
}

// "2019-04-01/2020-03-31", "2019-04-01/p1y"
std::optional<Period> read_interval(std::string_view rest) {
    const auto start = take_date(rest);
    if (!start || !take(rest, "/")) {
        return std::nullopt;
    }
    if (const auto lasting = read_duration(*start, rest)) {
        return lasting;
    }
    const auto end = take_date(rest);
    return end && rest.empty() ? ordered(*start, *end) : std::nullopt;
}

// "q1", "h2"
std::optional<int> take_numbered(std::string_view& rest, std::string_view letter, int most) {
    const auto number = take(rest, letter) ? take_digits(rest, 1) : std::nullopt;
    return number && *number >= 1 && *number <= most ? number : std::nullopt;
}

// The part of an identifier after "government-year/", "government-half/" or "government-quarter/".
std::optional<Period> read_government(std::string_view rest) {
    const auto first = take_year_pair(rest);
    if (!first || rest.empty()) {
        return first ? std::optional(financial_year(*first)) : std::nullopt;
    }
    const bool half = rest.starts_with("/h");
    const int length = half ? 6 : 3;
    const auto number =
        take(rest, "/") ? take_numbered(rest, half ? "h" : "q", 12 / length) : std::nullopt;
    if (!number || !rest.empty()) {
        return std::nullopt;
    }
    const auto start = year{*first} / std::chrono::month{4} + months{length * (*number - 1)};
    return Period{first_day(start), last_day(start + months{length - 1})};
}

// After "year/", "quarter/" or "month/".
std::optional<Period> read_of_calendar(std::string_view rest) {
    if (take(rest, "month/")) {
        const auto month = take_month_year(rest);
        return month && rest.empty() ? std::optional(Period{first_day(*month), last_day(*month)})
                                     : std::nullopt;
    }
    const bool quarterly = take(rest, "quarter/");
    const auto year = quarterly || take(rest, "year/") ? take_year(rest) : std::nullopt;
    if (!year || !quarterly) {
        return year && rest.empty() ? std::optional(calendar_year(*year)) : std::nullopt;
    }
    const auto quarter = take(rest, "-") ? take_numbered(rest, "q", 4) : std::nullopt;
    return quarter && rest.empty() ? std::optional(quarter_of(*year, *quarter)) : std::nullopt;
}

std::optional<Period> read_identifier(std::string_view text) {
    if (take(text, "http://") || take(text, "https://")) {
        if (!take(text, "reference.data.gov.uk/id/")) {
            return std::nullopt;
        }
    }
    constexpr std::array<std::string_view, 3> government{
        "government-year/", "government-half/", "government-quarter/"};
    if (take_any(text, government)) {
        return read_government(text);
    }
    return take(text, "gregorian-interval/") ? read_interval(text) : read_of_calendar(text);
}

} // namespace

std::optional<Period> read_span(std::string_view text) {
    constexpr std::array readers{read_ending,
                                 read_commencing,
                                 read_dates,
                                 read_dates_of_year,
                                 read_months,
                                 read_months_of_year,
                                 read_months_after_year,
                                 read_interval,
                                 read_identifier};
    for (const auto read : readers) {
        if (const auto period = read(text)) {
            return period;
        }
    }
    return std::nullopt;
}

} // namespace tidemark::parse

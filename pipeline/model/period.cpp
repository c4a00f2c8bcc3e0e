#include "pipeline/model/period.hpp"

#include "pipeline/base/scan.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>

namespace tidemark {

namespace {

using std::chrono::last;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::years;

Day first_day(year_month m) {
    return m / 1;
}

Day last_day(year_month m) {
    return m / last;
}

year_month month_at(Day day) {
    const year_month_day date{day};
    return date.year() / date.month();
}

bool is_last_day(Day day) {
    return day == last_day(month_at(day));
}

Period whole_months(year_month first, int count) {
    return {first_day(first), last_day(first + months{count - 1})};
}

// The number of whole calendar months, 0 when it does not consist of whole months.
int months_in(const Period& period) {
    if (year_month_day{period.start}.day() != std::chrono::day{1} || !is_last_day(period.end)) {
        return 0;
    }
    return static_cast<int>((month_at(period.end) - month_at(period.start)).count()) + 1;
}

int year_at(Day day) {
    return static_cast<int>(year_month_day{day}.year());
}

unsigned month_number(Day day) {
    return static_cast<unsigned>(year_month_day{day}.month());
}

// The same day number a year before; 29 February has none and becomes the 28th.
Day day_before(Day day) {
    const year_month_day date = year_month_day{day} - years{1};
    return date.ok() ? Day{date} : last_day(date.year() / date.month());
}

std::string financial(int first_year) {
    return fmt::format("{:04}/{:02}", first_year, (first_year + 1) % 100);
}

std::optional<unsigned> take_month_name(std::string_view& rest) {
    for (unsigned number = 1; number <= 12; ++number) {
        if (take(rest, month_name(number))) {
            return number;
        }
    }
    return std::nullopt;
}

std::optional<Period> read_year_ending(std::string_view rest) {
    const auto month = take_month_name(rest);
    if (!month || !take(rest, " ")) {
        return std::nullopt;
    }
    const auto year = take_digits(rest, 4);
    return year && rest.empty() ? std::optional(year_ending(*year, *month)) : std::nullopt;
}

std::optional<Period> read_days(std::string_view text) {
    const auto slash = text.find('/');
    const auto start = parse_day(text.substr(0, slash));
    const auto end = slash == std::string_view::npos ? start : parse_day(text.substr(slash + 1));
    return start && end && *start <= *end ? std::optional(Period{*start, *end}) : std::nullopt;
}

// What may follow the four digits of a year, when it is not a date.
std::optional<Period> read_in_year(int year, std::string_view rest) {
    if (rest.empty()) {
        return calendar_year(year);
    }
    if (take(rest, "/")) {
        const auto next = take_digits(rest, 2);
        const bool follows = next && *next == (year + 1) % 100 && rest.empty();
        return follows ? std::optional(financial_year(year)) : std::nullopt;
    }
    if (take(rest, "-Q")) {
        const auto quarter = take_digits(rest, 1);
        const bool exists = quarter && *quarter >= 1 && *quarter <= 4 && rest.empty();
        return exists ? std::optional(quarter_of(year, *quarter)) : std::nullopt;
    }
    if (take(rest, "-")) {
        const auto month = take_digits(rest, 2);
        const bool exists = month && *month >= 1 && *month <= 12 && rest.empty();
        return exists ? std::optional(month_of(year, static_cast<unsigned>(*month))) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Period> read_period_text(std::string_view text) {
    auto rest = text;
    if (take(rest, "year ending ")) {
        return read_year_ending(rest);
    }
    if (const auto days = read_days(text)) {
        return days;
    }
    const auto year = take_digits(rest, 4);
    return year ? read_in_year(*year, rest) : std::nullopt;
}

// Of several whole months: "April to December 2019", "October 2018 to June 2019".
std::string months_in_words(const Period& period) {
    const auto first = month_name(month_number(period.start));
    const auto final = month_name(month_number(period.end));
    const int from = year_at(period.start);
    const int to = year_at(period.end);
    if (from == to) {
        return fmt::format("{} to {} {}", first, final, to);
    }
    return fmt::format("{} {} to {} {}", first, from, final, to);
}

// Years in a row have names of their own: "2015/16 to 2019/20".
std::string span_in_words(const Period& period) {
    const int count = months_in(period);
    if (count == 0) {
        return fmt::format("{} to {}", day_in_words(period.start), day_in_words(period.end));
    }
    const int from = year_at(period.start);
    if (count % 12 == 0 && month_number(period.start) == 1) {
        return fmt::format("{} to {}", from, from + count / 12 - 1);
    }
    if (count % 12 == 0 && month_number(period.start) == 4) {
        return fmt::format("{} to {}", financial(from), financial(from + count / 12 - 1));
    }
    return months_in_words(period);
}

} // namespace

Period calendar_year(int year) {
    return whole_months(std::chrono::year{year} / month{1}, 12);
}

Period financial_year(int first_year) {
    return whole_months(year{first_year} / month{4}, 12);
}

Period quarter_of(int year, int quarter) {
    const month first{static_cast<unsigned>(3 * quarter - 2)};
    return whole_months(std::chrono::year{year} / first, 3);
}

Period month_of(int year, unsigned month) {
    return whole_months(std::chrono::year{year} / std::chrono::month{month}, 1);
}

Period year_ending(int year, unsigned month) {
    return whole_months(std::chrono::year{year} / std::chrono::month{month} - months{11}, 12);
}

Period single_day(Day day) {
    return {day, day};
}

Frequency frequency(const Period& period) {
    if (period.start == period.end) {
        return Frequency::day;
    }
    const auto first = month_number(period.start);
    switch (months_in(period)) {
    case 1:
        return Frequency::month;
    case 3:
        return first % 3 == 1 ? Frequency::quarter : Frequency::span;
    case 12:
        if (first == 1) {
            return Frequency::calendar_year;
        }
        return first == 4 ? Frequency::financial_year : Frequency::year_ending;
    default:
        return Frequency::span;
    }
}

Period year_before(const Period& period) {
    const auto end = is_last_day(period.end) ? last_day(month_at(period.end) - years{1})
                                             : day_before(period.end);
    // One day stays one day, also when it is the last of February.
    return {period.start == period.end ? end : day_before(period.start), end};
}

std::string to_text(const Period& period) {
    const int first_year = year_at(period.start);
    const auto first_month = month_number(period.start);
    switch (frequency(period)) {
    case Frequency::calendar_year:
        return fmt::format("{:04}", first_year);
    case Frequency::financial_year:
        return financial(first_year);
    case Frequency::year_ending:
        return fmt::format(
            "year ending {} {:04}", month_name(month_number(period.end)), year_at(period.end));
    case Frequency::quarter:
        return fmt::format("{:04}-Q{}", first_year, (first_month + 2) / 3);
    case Frequency::month:
        return fmt::format("{:04}-{:02}", first_year, first_month);
    case Frequency::day:
        return day_text(period.start);
    case Frequency::span:
        break;
    }
    return fmt::format("{}/{}", day_text(period.start), day_text(period.end));
}

Result<Period> parse_period(std::string_view text) {
    if (const auto period = read_period_text(text)) {
        return *period;
    }
    return fail({.fault = Fault::usage,
                 .code = "period.text",
                 .expected = "a period such as 2019, 2019/20, 2019-Q3, 2019-07, 'year ending June "
                             "2019', 2019-09-30 or 2019-04-01/2019-12-31",
                 .found = fmt::format("'{}'", text),
                 .next = "write the period in one of these forms"});
}

std::string in_words(const Period& period) {
    switch (frequency(period)) {
    case Frequency::calendar_year:
    case Frequency::financial_year:
        return to_text(period);
    case Frequency::year_ending:
        return "the " + to_text(period);
    case Frequency::quarter:
        return months_in_words(period);
    case Frequency::month:
        return fmt::format("{} {}", month_name(month_number(period.start)), year_at(period.start));
    case Frequency::day:
        return day_in_words(period.start);
    case Frequency::span:
        break;
    }
    return span_in_words(period);
}

} // namespace tidemark

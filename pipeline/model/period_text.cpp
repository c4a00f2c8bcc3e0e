// The texts of a period: canonical, standard, and as sentences say it.
#include "pipeline/base/scan.hpp"
#include "pipeline/model/period.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>

namespace tidemark {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

int year_at(Day day) {
    return static_cast<int>(year_month_day{day}.year());
}

unsigned month_number(Day day) {
    return static_cast<unsigned>(year_month_day{day}.month());
}

// It consists of calendar months.
bool is_of_months(const Period& period) {
    return months_in(period) > 0 && year_month_day{period.start}.day() == std::chrono::day{1};
}

std::string financial(int first_year) {
    return fmt::format("{:04}/{:02}", first_year, (first_year + 1) % 100);
}

// --- reading -----------------------------------------------------------------------------------

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

// "P1Y", "P9M", "P70D", to the year 9999 at most.
std::optional<Period> read_duration(Day start, std::string_view rest) {
    constexpr std::size_t most_digits = 5;
    constexpr int most_months = 12 * 9'999;
    if (!take(rest, "P")) {
        return std::nullopt;
    }
    const auto count = digits_ahead(rest);
    const int number = count > most_digits ? 0 : take_digits(rest, count).value_or(0);
    std::optional<Period> lasting;
    if (rest == "D" && number > 0) {
        lasting = Period{start, start + days{number - 1}};
    } else if (rest == "Y" || rest == "M") {
        const int months = rest == "Y" ? 12 * number : number;
        lasting = months > 0 && months <= most_months ? months_from(start, months) : std::nullopt;
    }
    return lasting && year_at(lasting->end) <= 9'999 ? lasting : std::nullopt;
}

std::optional<Period> read_days(std::string_view text) {
    const auto slash = text.find('/');
    const auto start = parse_day(text.substr(0, slash));
    if (!start || slash == std::string_view::npos) {
        return start ? std::optional(single_day(*start)) : std::nullopt;
    }
    const auto rest = text.substr(slash + 1);
    if (const auto lasting = read_duration(*start, rest)) {
        return lasting;
    }
    const auto end = parse_day(rest);
    return end && *start <= *end ? std::optional(Period{*start, *end}) : std::nullopt;
}

std::optional<int> take_number(std::string_view& rest, std::size_t digits, int most) {
    const auto number = take_digits(rest, digits);
    return number && *number >= 1 && *number <= most && rest.empty() ? number : std::nullopt;
}

Period months_of(int year, int first_month, int count) {
    const Day start = month_of(year, static_cast<unsigned>(first_month)).start;
    return months_from(start, count).value(); // each month has a first day
}

// SDMX's parts of a year, after "2019-".
std::optional<Period> read_part_of_year(int year, std::string_view rest) {
    struct Part {
        std::string_view letter;
        int months;
    };

    for (const auto& [letter, count] : {Part{"A", 12}, Part{"S", 6}, Part{"T", 4}, Part{"Q", 3}}) {
        if (take(rest, letter)) {
            const auto number = take_number(rest, 1, 12 / count);
            return number ? std::optional(months_of(year, count * (*number - 1) + 1, count))
                          : std::nullopt;
        }
    }
    if (take(rest, "W")) {
        const auto week = take_number(rest, 2, 53);
        return week ? week_of(year, *week) : std::nullopt;
    }
    const auto month = take_number(rest, 2, 12);
    return month ? std::optional(months_of(year, *month, 1)) : std::nullopt;
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
    return take(rest, "-") ? read_part_of_year(year, rest) : std::nullopt;
}

std::optional<Period> read_period_text(std::string_view text) {
    auto rest = text;
    if (take(rest, "year ending ")) {
        return read_year_ending(rest);
    }
    if (const auto dated = read_days(text)) {
        return dated;
    }
    const auto year = take_digits(rest, 4);
    return year ? read_in_year(*year, rest) : std::nullopt;
}

// --- writing -----------------------------------------------------------------------------------

std::string both_ends(const Period& period) {
    return fmt::format("{}/{}", day_text(period.start), day_text(period.end));
}

// Of a week of ISO 8601: it belongs to the year of its Thursday.
std::optional<std::string> week_text(const Period& period) {
    if (std::chrono::weekday{period.start} != std::chrono::Monday) {
        return std::nullopt;
    }
    const int year = year_at(period.start + days{3});
    const auto first = week_of(year, 1).value(); // each year has one
    return fmt::format("{:04}-W{:02}", year, (period.start - first.start).count() / 7 + 1);
}

// Its place among the parts of a calendar year that have as many months, "2019-Q3".
std::optional<std::string> part_text(const Period& period) {
    const int count = months_in(period);
    const std::string_view letter = count == 12  ? "A"
                                    : count == 6 ? "S"
                                    : count == 4 ? "T"
                                    : count == 3 ? "Q"
                                                 : "";
    const int before = static_cast<int>(month_number(period.start)) - 1;
    if (letter.empty() || !is_of_months(period) || before % count != 0) {
        return std::nullopt;
    }
    return fmt::format("{:04}-{}{}", year_at(period.start), letter, before / count + 1);
}

std::string lasting_text(const Period& period) {
    const int count = months_in(period);
    const auto start = day_text(period.start);
    if (count > 0) {
        return count % 12 == 0 ? fmt::format("{}/P{}Y", start, count / 12)
                               : fmt::format("{}/P{}M", start, count);
    }
    return fmt::format("{}/P{}D", start, (period.end - period.start).count() + 1);
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
    if (!is_of_months(period)) {
        return fmt::format("{} to {}", day_in_words(period.start), day_in_words(period.end));
    }
    const int count = months_in(period);
    const int from = year_at(period.start);
    if (count % 12 == 0 && month_number(period.start) == 1) {
        return fmt::format("{} to {}", from, from + count / 12 - 1);
    }
    if (count % 12 == 0 && month_number(period.start) == 4) {
        return fmt::format("{} to {}", financial(from), financial(from + count / 12 - 1));
    }
    return months_in_words(period);
}

std::string year_ending_in_words(const Period& period) {
    return is_of_months(period) ? "the " + to_text(period)
                                : "the year ending " + day_in_words(period.end);
}

} // namespace

std::string to_text(const Period& period) {
    const int first_year = year_at(period.start);
    switch (frequency(period)) {
    case Frequency::calendar_year:
        return fmt::format("{:04}", first_year);
    case Frequency::financial_year:
        return financial(first_year);
    case Frequency::year_ending:
        return is_of_months(period) ? fmt::format("year ending {} {:04}",
                                                  month_name(month_number(period.end)),
                                                  year_at(period.end))
                                    : both_ends(period);
    case Frequency::half:
    case Frequency::quarter:
        return part_text(period).value_or(both_ends(period));
    case Frequency::month:
        return fmt::format("{:04}-{:02}", first_year, month_number(period.start));
    case Frequency::week:
        return week_text(period).value_or(both_ends(period));
    case Frequency::day:
        return day_text(period.start);
    case Frequency::span:
        break;
    }
    return both_ends(period);
}

std::string sdmx_text(const Period& period) {
    switch (frequency(period)) {
    case Frequency::month:
    case Frequency::day:
        return to_text(period);
    case Frequency::week:
        return week_text(period).value_or(lasting_text(period));
    case Frequency::calendar_year:
    case Frequency::financial_year:
    case Frequency::year_ending:
    case Frequency::half:
    case Frequency::quarter:
    case Frequency::span:
        break;
    }
    return part_text(period).value_or(lasting_text(period));
}

Result<Period> parse_period(std::string_view text) {
    if (const auto period = read_period_text(text)) {
        return *period;
    }
    return fail({.fault = Fault::usage,
                 .code = "period.text",
                 .expected = "a period such as 2019, 2019/20, 2019-S1, 2019-Q3, 2019-07, 2020-W01, "
                             "'year ending June 2019', 2019-09-30 or 2019-04-01/2019-12-31",
                 .found = fmt::format("'{}'", text),
                 .next = "write the period in one of these forms"});
}

std::string in_words(const Period& period) {
    switch (frequency(period)) {
    case Frequency::calendar_year:
    case Frequency::financial_year:
        return to_text(period);
    case Frequency::year_ending:
        return year_ending_in_words(period);
    case Frequency::half:
    case Frequency::quarter:
        return months_in_words(period);
    case Frequency::month:
        return fmt::format("{} {}", month_name(month_number(period.start)), year_at(period.start));
    case Frequency::week:
        return "the week ending " + day_in_words(period.end);
    case Frequency::day:
        return day_in_words(period.start);
    case Frequency::span:
        break;
    }
    return span_in_words(period);
}

} // namespace tidemark

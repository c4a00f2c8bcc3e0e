// Period: an interval of whole days, first and last day included. Identified by start and end
// alone, never by a publisher's label.
//
// Canonical texts, chosen so that parse_period(to_text(p)) == p for every period
// (SDMX 2.1 section 4.2.14 and ISO 8601 where they have a form; UK usage for financial years):
//   2019                    calendar year          2019-01-01 .. 2019-12-31
//   2019/20                 UK financial year      2019-04-01 .. 2020-03-31
//   2019-S1                 calendar half          2019-01-01 .. 2019-06-30
//   2019-Q3                 calendar quarter       2019-07-01 .. 2019-09-30
//   2019-07                 month
//   2020-W01                ISO 8601 week          2019-12-30 .. 2020-01-05
//   year ending June 2019   twelve whole months that are neither of the two years above
//   2019-09-30              one day
//   2019-04-01/2019-12-31   anything else (both ends included)
// parse_period also reads what sdmx_text writes.
// Publishers' own spellings are read by parse/layout/periods, which knows the source's year type.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/base/result.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark {

// year_ending: any other twelve months, from the 1st or not (UK tax years); half: from January,
// April, July or October; week: seven days from any day of the week.
enum class Frequency {
    calendar_year,
    financial_year,
    year_ending,
    half,
    quarter,
    month,
    week,
    day,
    span
};

struct Period {
    Day start;
    Day end; // included

    auto operator<=>(const Period&) const = default;
};

[[nodiscard]] Period calendar_year(int year);            // 2019 -> 2019-01-01 .. 2019-12-31
[[nodiscard]] Period financial_year(int first_year);     // 2019 -> 2019-04-01 .. 2020-03-31
[[nodiscard]] Period quarter_of(int year, int quarter);  // 1..4, calendar
[[nodiscard]] Period month_of(int year, unsigned month); // 1..12
[[nodiscard]] Period year_ending(int year,
                                 unsigned month); // twelve months to the end of that month
[[nodiscard]] Period single_day(Day day);

// A week of ISO 8601: Monday to Sunday, the first has the year's first Thursday. Nothing where the
// year has no such week.
[[nodiscard]] std::optional<Period> week_of(int year, int week);

// `count` months from any day: to the day before that day of the last month. Nothing where that
// month has no such day.
[[nodiscard]] std::optional<Period> months_from(Day start, int count);

// The number of months, from the 1st or from any other day; 0 where it does not consist of months.
[[nodiscard]] int months_in(const Period& period);

[[nodiscard]] Frequency frequency(const Period& period);

// The same months (or the same day) a year before: ends on the last day of a month stay there, so
// that 2020-02-29 goes to 2019-02-28 and February 2021 to February 2020 with 29 days. A week goes
// to that 52 weeks before, which begins on the same day of the week.
[[nodiscard]] Period year_before(const Period& period);

[[nodiscard]] std::string to_text(const Period& period);
[[nodiscard]] Result<Period> parse_period(std::string_view text);

// For other programs: SDMX 2.1 section 4.2.14, and ISO 8601 where that has a form. "2019-A1",
// "2019-S1", "2019-T1" (four months), "2019-Q3", "2020-W01" of the calendar alone; "2019-07",
// "2019-09-30"; all else by its first day and its length: "2019-04-01/P1Y", "2020-04-01/P9M",
// "2019-12-28/P7D".
[[nodiscard]] std::string sdmx_text(const Period& period);

// As sentences say it: "2019/20", "2019", "July to September 2019", "July 2019",
// "the year ending June 2019", "the week ending 3 January 2020", "30 September 2018",
// "April to December 2019".
[[nodiscard]] std::string in_words(const Period& period);

} // namespace tidemark

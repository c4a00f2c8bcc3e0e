// Period: an interval of whole days, first and last day included. Identified by start and end
// alone, never by a publisher's label.
//
// Canonical texts, chosen so that parse_period(to_text(p)) == p for every period
// (SDMX 2.1 section 4.2.14 and ISO 8601 where they have a form; UK usage for financial years):
//   2019                    calendar year          2019-01-01 .. 2019-12-31
//   2019/20                 UK financial year      2019-04-01 .. 2020-03-31
//   2019-Q3                 calendar quarter       2019-07-01 .. 2019-09-30
//   2019-07                 month
//   year ending June 2019   twelve whole months that are neither of the two years above
//   2019-09-30              one day
//   2019-04-01/2019-12-31   anything else (both ends included)
// Publishers' own spellings are read by parse/layout/periods, which knows the source's year type.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/base/result.hpp"

#include <compare>
#include <string>
#include <string_view>

namespace tidemark {

enum class Frequency { calendar_year, financial_year, year_ending, quarter, month, day, span };

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

[[nodiscard]] Frequency frequency(const Period& period);

// The same months (or the same day) a year before: ends on the last day of a month stay there, so
// that 2020-02-29 goes to 2019-02-28 and February 2021 to February 2020 with 29 days.
[[nodiscard]] Period year_before(const Period& period);

[[nodiscard]] std::string to_text(const Period& period);
[[nodiscard]] Result<Period> parse_period(std::string_view text);

// As sentences say it: "2019/20", "2019", "July to September 2019", "July 2019",
// "the year ending June 2019", "30 September 2018", "April to December 2019".
[[nodiscard]] std::string in_words(const Period& period);

} // namespace tidemark

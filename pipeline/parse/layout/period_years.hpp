// period_years: calendar, financial and academic years.
//
// A financial year begins on 1 April and an academic one on 1 September, unless the source declares
// another day with year_from: 1 July in Australia, 6 April for UK taxes.
// `text` as plain_label() makes it. Thread: any. Fails: never; nothing when it is no such year.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

[[nodiscard]] std::optional<Period> read_calendar_year(std::string_view text,
                                                       const PeriodSpelling& spelling);
[[nodiscard]] std::optional<Period> read_financial_year(std::string_view text,
                                                        const PeriodSpelling& spelling);
[[nodiscard]] std::optional<Period> read_academic_year(std::string_view text,
                                                       const PeriodSpelling& spelling);

[[nodiscard]] bool is_financial_year(const Period& period, const PeriodSpelling& spelling);
[[nodiscard]] bool is_academic_year(const Period& period, const PeriodSpelling& spelling);
[[nodiscard]] bool is_twelve_months(const Period& period, const PeriodSpelling& spelling);

// The first day of the financial year that begins in that year; nothing where there is no such day.
[[nodiscard]] std::optional<Day> financial_start(int year, const PeriodSpelling& spelling);

// `count` financial years from the one that begins in `first_year`.
[[nodiscard]] std::optional<Period>
financial_years(int first_year, int count, const PeriodSpelling& spelling);

// Takes a financial year off the front, "2019/20", "FY 2019-20", "FY20": the year in which it
// begins. A single number counts only where the source says what it names. Nothing may be taken
// in part, so that the caller must give up when it finds none.
[[nodiscard]] std::optional<int> take_financial_year(std::string_view& rest,
                                                     const PeriodSpelling& spelling);

// The year in "2020", "FY 2020", "FY20": of a financial or academic year the first or the second.
[[nodiscard]] std::optional<int> single_year(std::string_view text);

} // namespace tidemark::parse

// date_cells: a date cell in a period's place.
//
// The day stands for the month or quarter that holds it; a year only where it is shown as one,
// since a day does not say which kind of year it ends. Pure. Thread: any. Fails: never.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tidemark::parse {

// `days`: since 1970-01-01. Nothing where several forms make different periods of the day: what the
// cell shows must tell.
[[nodiscard]] std::optional<Period> period_of_day(double days,
                                                  const std::vector<PeriodForm>& forms);

// A date as a reader sees it where its format shows a month alone: "June 2010", not its first day.
[[nodiscard]] std::string shown_text(const Cell& cell);

} // namespace tidemark::parse

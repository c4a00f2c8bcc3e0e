// roll: quarters, months or halves put together to longer spans, where none between is missing.
// Pure.
//
// A member answers a span when it answered every part of it; a member that answered some stands
// outside with the reason ("2 of 4 parts of 2019/20").
#pragma once

#include "pipeline/alert/rules/change.hpp"

#include <vector>

namespace tidemark::alert {

// Years that end with each quarter, month or half, oldest first.
[[nodiscard]] std::vector<Total> rolling_years(const Subject& subject, const Snapshot& snapshot);

// From the first day of `month` to the end of each quarter, month or half within the year, the
// whole year left out, oldest first.
[[nodiscard]] std::vector<Total>
years_so_far(const Subject& subject, unsigned month, const Snapshot& snapshot);

// Each span beside the one a year before.
void for_each_year_apart(const Subject& subject,
                         const std::vector<Total>& spans,
                         const SidesWork& work);

} // namespace tidemark::alert

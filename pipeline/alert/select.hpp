// select: which series a rule speaks of.
#pragma once

#include "pipeline/model/figures.hpp"
#include "pipeline/model/rule.hpp"
#include "pipeline/model/source.hpp"

#include <vector>

namespace tidemark::alert {

// The subjects whose dimensions are those of `where`, each with its code, a derived one too. "*"
// stands for every published code: sums are not their own members.
[[nodiscard]] std::vector<const Subject*>
select(const Dims& where, const std::vector<Subject>& subjects, const Source& source);

// Whether any part of it has a figure.
[[nodiscard]] bool is_answered(const Total& total);

// Twelve months, whichever they begin with.
[[nodiscard]] bool is_year(const Period& period);

// Totals of one frequency, oldest first: months and years of a subject are never set side by side.
[[nodiscard]] std::vector<std::vector<const Total*>> by_frequency(const Subject& subject);

// The total of exactly this period; null when it has none.
[[nodiscard]] const Total* total_of(const Subject& subject, const Period& period);

} // namespace tidemark::alert

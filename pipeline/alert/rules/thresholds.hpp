// thresholds: which round numbers lie between an earlier peak and a value. Pure.
#pragma once

#include "pipeline/model/rule.hpp"

#include <optional>
#include <vector>

namespace tidemark::alert {

// The thresholds of the rule with earlier <= threshold < value, the furthest first, at most four.
// Without an earlier value the furthest alone. With `up` false the same downwards.
[[nodiscard]] std::vector<double>
crossed(const Rule& rule, std::optional<double> earlier, double value, bool up);

} // namespace tidemark::alert

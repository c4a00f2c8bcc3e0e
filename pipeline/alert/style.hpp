// style: how a statement's figures are printed: with the decimals they were published with, the
// most that one of them has, and "%" where the source publishes percentages. Pure.
#pragma once

#include "pipeline/alert/names.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/statement.hpp"

#include <initializer_list>
#include <optional>
#include <string>

namespace tidemark::alert {

// Of figures and sums of them; only those that answered count.
[[nodiscard]] Style style_of(const Names& names, std::initializer_list<const Total*> totals);

// "10,391", "1,234.50", "16.0%".
[[nodiscard]] std::string figure(double value, const Style& style);

// A number that the operator wrote beside figures of this style: "10,000", "7.5%".
[[nodiscard]] std::string limit(double value, const Style& style);

// What a statement says by how much it changed: "16.0%", "2.0 percentage points"; "16%" or
// "between 14% and 26%" where rounded counts allow no more; nothing where it prints no size.
[[nodiscard]] std::string size_of_change(const Statement& statement);

// The same with a sign: "+16.0%", "+2.0 points", "+14% to +26%".
[[nodiscard]] std::string signed_change(const Statement& statement);

} // namespace tidemark::alert

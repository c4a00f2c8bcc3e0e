// group: many statements of one rule as one line (group_by). Pure.
//
// Members share the period and the dimensions named in group_by. They have no line of their own,
// but each keeps its identity for `explain`; a changed member restates the group.
#pragma once

#include "pipeline/alert/view.hpp"
#include "pipeline/model/rule.hpp"
#include "pipeline/model/statement.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tidemark::alert {

[[nodiscard]] std::vector<Statement>
gather(const Rule& rule, const View& view, const std::vector<Statement>& members);

[[nodiscard]] std::string
restated_group(const View& view, const Statement& now, const Statement& said);
[[nodiscard]] std::string withdrawn_group(const View& view, const Statement& said);

// "Hampshire +88.5% (131 to 247)": one statement among many.
[[nodiscard]] std::string in_short(const View& view, const Statement& statement);

// Larger first: severity, then the size of the change.
[[nodiscard]] bool is_stronger(const Statement& a, const Statement& b);

} // namespace tidemark::alert

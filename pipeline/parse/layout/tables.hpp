// tables: a sheet in which several tables stand one below the other, cut into one sheet each.
//
// A table begins at the row of a cell that matches [read] table's `title` and ends above the next
// such row; what stands above the first belongs to none. Its cells keep their addresses. Titles are
// matched squeezed, the first of a row counts.
// Fails: held (layout.table). Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"

#include <vector>

namespace tidemark::parse {

// The tables that [read] asks for, in order. Requires: it names a title.
[[nodiscard]] Result<std::vector<Sheet>> cut_tables(const Sheet& sheet, const Read& read);

} // namespace tidemark::parse

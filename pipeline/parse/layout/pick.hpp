// pick: a choice that must find exactly one cell.
//
// Patterns are matched against squeezed texts. Fails: held, naming the cells where two were found.
// Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

// Every cell that matches, in reading order.
[[nodiscard]] std::vector<const Cell*> find_all(const SheetView& view, const CellPick& pick);

// `code` and `what` of the error: "layout.anchor", "the anchor".
[[nodiscard]] Result<const Cell*>
find_one(const SheetView& view, const CellPick& pick, std::string_view code, std::string_view what);

// 'text' in quotes, squeezed; a long one cut at 80 bytes with "...".
[[nodiscard]] std::string quoted(std::string_view text);

// "B7 'Police force', B40 'Police force'"; at most five, then how many more.
[[nodiscard]] std::string name_cells(const std::vector<const Cell*>& cells);

} // namespace tidemark::parse

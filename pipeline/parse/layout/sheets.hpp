// sheets: which sheets of a workbook are read.
//
// [read] sheet names exactly one, each at least one; without either the workbook must have exactly
// one sheet that holds anything. A [[file]] override stands before both. Names are squeezed before
// they are matched ("Table P1 "). Hidden sheets count only with hidden = true. A CSV file has no
// sheet names: its one sheet is always taken. Fails: held (layout.sheet, layout.file).
// Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"

#include <string_view>
#include <vector>

namespace tidemark::parse {

// The [[file]] table for this file, null when there is none; two are held.
[[nodiscard]] Result<const FileOverride*> find_override(const Recipe& recipe,
                                                        std::string_view file_name);

[[nodiscard]] Result<std::vector<const Sheet*>>
choose_sheets(const Workbook& book, const Recipe& recipe, const FileOverride* file);

} // namespace tidemark::parse

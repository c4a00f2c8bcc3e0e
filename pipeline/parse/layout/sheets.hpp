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

#include <cstddef>
#include <string_view>
#include <vector>

namespace tidemark::parse {

// The [[file]] table for this file, null when there is none; two are held.
[[nodiscard]] Result<const FileOverride*> find_override(const Recipe& recipe,
                                                        std::string_view file_name);

// Whether each matching sheet is read, not exactly one.
[[nodiscard]] bool several_sheets(const Recipe& recipe, const FileOverride* file);

// What the choice looks at.
struct SheetSeen {
    std::string_view name;
    Visibility visibility = Visibility::visible;
    bool filled = false; // has cells
};

// Indices, in order; exactly one unless several_sheets().
[[nodiscard]] Result<std::vector<std::size_t>> choose_sheets(const std::vector<SheetSeen>& sheets,
                                                             Format format,
                                                             const Recipe& recipe,
                                                             const FileOverride* file);

} // namespace tidemark::parse

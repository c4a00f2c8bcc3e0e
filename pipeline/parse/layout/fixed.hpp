// fixed: dimensions that have one value for a whole sheet: a title cell, the sheet's name, the
// file's name, or a constant. The name of a file in an archive is the archive's, and its path
// there: where both match, they must say the same.
//
// Fails: held (layout.cell, layout.name). Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

struct FileName {
    std::string_view name;
    std::string_view member{}; // its path in the archive `name`; empty: it lies in none
};

struct FixedLabel {
    std::size_t dim = 0;
    std::string text;
    Address at; // A1 unless a title cell
};

// The layout's dimensions, and the one that [find] member reads from the file's name.
[[nodiscard]] std::vector<DimRule> dims_of(const Layout& layout, const Recipe& recipe);

[[nodiscard]] Result<std::vector<FixedLabel>>
find_fixed(const SheetView& view, const FileName& file, const std::vector<DimRule>& dims);

} // namespace tidemark::parse

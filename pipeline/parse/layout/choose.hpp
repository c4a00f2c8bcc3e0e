// choose: which [[layout]] a sheet has.
//
// A layout fits when its `when` holds and its anchor or header, its named rows and columns and its
// title cells are all found. Exactly one must fit; otherwise the sheet is held, with the reason of
// each layout. Borrows view and recipe. Fails: held (layout.choice, or the one candidate's own
// reason). Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/parse/layout/fixed.hpp"
#include "pipeline/parse/layout/grid.hpp"
#include "pipeline/parse/layout/list.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tidemark::parse {

struct Plan {
    const Layout* layout = nullptr;
    std::string name; // of the layout, or its number
    std::vector<DimRule> dims;
    std::vector<FixedLabel> fixed;
    std::variant<GridPlan, ListPlan> body;
};

// Of a layout of the recipe: what it is called, or its number.
[[nodiscard]] std::string layout_name(const Recipe& recipe, std::size_t index);

// The layouts that the file's name and `only` leave, before a sheet is looked at.
[[nodiscard]] std::vector<std::size_t>
candidates(const Recipe& recipe, std::string_view file_name, std::string_view only);

// `only`: the layout that a [[file]] override names, or empty.
[[nodiscard]] Result<Plan> choose_layout(const SheetView& view,
                                         const FileName& file,
                                         const Recipe& recipe,
                                         std::string_view only);

} // namespace tidemark::parse

#include "pipeline/parse/layout/grid.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <utility>

namespace tidemark::parse {
namespace {

// The only filled cell right of the anchor, in its row.
Result<const Cell*> find_form(const SheetView& view, const Cell& anchor) {
    const Area range = view.range_of(anchor.at);
    std::vector<const Cell*> filled;
    for (const SheetView::Row& row : view.rows()) {
        for (const Cell& cell : row.cells) {
            if (row.row == anchor.at.row && cell.at.column > range.last.column &&
                !is_blank(&cell)) {
                filled.push_back(&cell);
            }
        }
    }
    if (filled.size() != 1) {
        return fail({.fault = Fault::held,
                     .code = "layout.form",
                     .sheet = view.sheet().name,
                     .cell = to_text(anchor.at),
                     .expected = "exactly one number right of the anchor",
                     .found = filled.empty() ? "none" : name_cells(filled),
                     .next = "give the dimensions directions if this is a table"});
    }
    return filled.front();
}

} // namespace

Result<GridPlan>
plan_grid(const SheetView& view, const Layout& layout, const std::vector<DimRule>& dims) {
    auto anchor = find_one(view, layout.anchor, "layout.anchor", "the anchor");
    if (!anchor) {
        return propagate(anchor);
    }
    auto layers = find_layers(view, dims, **anchor);
    if (!layers) {
        return propagate(layers);
    }
    GridPlan plan{.anchor = *anchor, .layers = std::move(*layers)};
    if (plan.layers.rows.empty() && plan.layers.columns.empty()) {
        auto form = find_form(view, *plan.anchor);
        if (!form) {
            return propagate(form);
        }
        plan.form = *form;
    }
    return plan;
}

} // namespace tidemark::parse

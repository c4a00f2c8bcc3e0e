// grid: numbers in a block right of and below an anchor, labels above and to the left.
//
// Rows: `stop`, `skip` and `keep` see the label in the anchor's column, or where that is empty the
// nearest filled cell to its left; '^$' is a row without a label. `stop` and `skip` see the texts
// of the other label columns too. The row of the printed total is read although `skip` or `keep`
// would leave it out; `stop` comes before everything. Columns: `skip` and `keep` see each of a
// column's header texts. Columns and rows without any figure and label are no part of the block; a
// labelled row without a figure holds the file, an empty cell among figures too. A grid without
// directions is a form: one number, the only filled cell right of the anchor. Fails: held. Thread:
// any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/parse/layout/collect.hpp"
#include "pipeline/parse/layout/headers.hpp"
#include "pipeline/parse/layout/used.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <vector>

namespace tidemark::parse {

struct GridPlan {
    const Cell* anchor = nullptr;
    Layers layers;
    const Cell* form = nullptr; // the one number of a form
};

[[nodiscard]] Result<GridPlan>
plan_grid(const SheetView& view, const Layout& layout, const std::vector<DimRule>& dims);

// `labels`: one id a dimension; those that have no direction are already in place.
void read_grid(const GridPlan& plan,
               const SheetView& view,
               const Layout& layout,
               std::vector<LabelId> labels,
               Collector& collector,
               Used& used);

} // namespace tidemark::parse

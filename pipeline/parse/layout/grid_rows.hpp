// grid_rows: which rows of a sheet are rows of a grid's block, and what labels stand beside them.
//
// Takes what stop, skip, keep and the anchor's column say; labels spread over merged cells and
// carried on down their groups. Rows come in the sheet's order; what they point at is the view's.
// Fails: never; what cannot be read goes to the collector's holds. Thread: one.
#pragma once

#include "pipeline/parse/layout/collect.hpp"
#include "pipeline/parse/layout/groups.hpp"
#include "pipeline/parse/layout/headers.hpp"
#include "pipeline/parse/layout/used.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <string>
#include <vector>

namespace tidemark::parse {

struct BlockRow {
    const SheetView::Row* row = nullptr;
    std::string label; // in the anchor's column
};

struct BlockRows {
    std::vector<BlockRow> rows;
    Lines labels; // a label layer, by row from Layers::first_row
};

[[nodiscard]] BlockRows find_rows(const Layers& layers,
                                  const SheetView& view,
                                  const Layout& layout,
                                  Collector& collector,
                                  Used& used);

} // namespace tidemark::parse

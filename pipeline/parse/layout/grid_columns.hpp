// grid_columns: which columns of a sheet are columns of a grid's block, and what heads them.
//
// A column with a figure in a row of the block, or with a head of its own; skip and keep choose
// among them by their heads, skip also by those that are stacked on them without a gap. A column
// without a head of its own right of one that has it holds markers where the layout says so.
// A head is read once a column, not once a figure.
// Fails: never; what cannot be read goes to the collector's holds. Thread: one.
#pragma once

#include "pipeline/parse/layout/grid_rows.hpp"

#include <cstdint>
#include <vector>

namespace tidemark::parse {

struct BlockColumn {
    std::uint32_t column = 0;
    std::vector<LabelId> labels;    // one a header layer
    std::vector<const Cell*> heads; // they were read from; null where there is none
    bool marked = false;            // the column right of it holds the markers of its figures
};

[[nodiscard]] std::vector<BlockColumn> find_columns(const Layers& layers,
                                                    const SheetView& view,
                                                    const Layout& layout,
                                                    const std::vector<BlockRow>& rows,
                                                    Collector& collector,
                                                    Used& used);

// The label that a layer gives to the place `at`.
[[nodiscard]] LabelId label_at(
    const Layer& layer, const Seen& seen, Address at, const SheetView& view, Collector& collector);

} // namespace tidemark::parse

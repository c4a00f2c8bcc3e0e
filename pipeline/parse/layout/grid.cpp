#include "pipeline/parse/layout/grid.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/grid_columns.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

namespace tidemark::parse {
namespace {

// Hostile extents (a cell in each corner of a huge sheet) must end in an error, not in hours.
constexpr std::size_t most_places = 50'000'000;

// Puts each figure of the block with its labels.
void read_block(const Layers& layers,
                const SheetView& view,
                const BlockRows& block,
                const std::vector<BlockColumn>& columns,
                std::vector<LabelId> labels,
                Collector& collector) {
    for (const BlockRow& row : block.rows) {
        const std::size_t place = row.row->row - layers.first_row;
        for (std::size_t i = 0; i < layers.columns.size(); ++i) {
            const Layer& layer = layers.columns[i];
            labels[layer.dim] = label_at(
                layer, block.labels[i][place], {row.row->row, layer.line}, view, collector);
        }
        auto cell = row.row->cells.begin();
        for (const BlockColumn& column : columns) {
            for (std::size_t i = 0; i < layers.rows.size(); ++i) {
                labels[layers.rows[i].dim] = column.labels[i];
            }
            while (cell != row.row->cells.end() && cell->at.column < column.column) {
                ++cell;
            }
            const bool here = cell != row.row->cells.end() && cell->at.column == column.column;
            const Cell* mark = column.marked ? cell_in(row.row->cells, column.column + 1) : nullptr;
            collector.put(here ? &*cell : nullptr, {row.row->row, column.column}, labels, mark);
        }
    }
}

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

void read_grid(const GridPlan& plan,
               const SheetView& view,
               const Layout& layout,
               std::vector<LabelId> labels,
               Collector& collector,
               Used& used) {
    if (plan.form != nullptr) {
        used = {.stop = true, .skip_row = true, .skip_column = true}; // it has no lines
        collector.put(plan.form, plan.form->at, labels);
        return;
    }
    const BlockRows block = find_rows(plan.layers, view, layout, collector, used);
    const auto columns = find_columns(plan.layers, view, layout, block.rows, collector, used);
    if (!columns.empty() && block.rows.size() > most_places / columns.size()) {
        collector.hold({.code = "layout.size",
                        .expected = fmt::format("a block of at most {} cells", most_places),
                        .found = fmt::format("{} rows of {}", block.rows.size(), columns.size()),
                        .next = "end the block with stop, or leave columns out with skip"});
        return;
    }
    read_block(plan.layers, view, block, columns, std::move(labels), collector);
}

} // namespace tidemark::parse

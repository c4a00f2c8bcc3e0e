#include "pipeline/parse/layout/grid.hpp"

#include "pipeline/parse/layout/grid_columns.hpp"
#include "pipeline/parse/layout/trace.hpp"

#include <fmt/format.h>

#include <utility>

namespace tidemark::parse {
namespace {

// Hostile extents (a cell in each corner of a huge sheet) must end in an error, not in hours.
constexpr std::size_t most_places = 50'000'000;

void trace_columns(Tracer& tracer,
                   const Layers& layers,
                   const BlockRows& block,
                   const std::vector<BlockColumn>& columns) {
    if (block.rows.empty()) {
        return;
    }
    for (const BlockColumn& column : columns) {
        const Area figures{{block.rows.front().row->row, column.column},
                           {block.rows.back().row->row, column.column}};
        for (std::size_t i = 0; i < layers.rows.size(); ++i) {
            if (column.heads[i] != nullptr) {
                tracer.label(layers.rows[i].dim, column.heads[i]->at, figures);
            }
        }
    }
}

void trace_row(Tracer& tracer,
               const Layers& layers,
               const BlockRows& block,
               std::uint32_t row,
               const std::vector<BlockColumn>& columns) {
    if (columns.empty()) {
        return;
    }
    const Area figures{{row, columns.front().column}, {row, columns.back().column}};
    for (std::size_t i = 0; i < layers.columns.size(); ++i) {
        const Seen& label = block.labels[i][row - layers.first_row];
        if (label.cell != nullptr) {
            tracer.label(layers.columns[i].dim, label.cell->at, figures);
        }
    }
}

// One row of figures, each with the labels of its column.
void put_row(const Layers& layers,
             const SheetView::Row& row,
             const std::vector<BlockColumn>& columns,
             std::vector<LabelId>& labels,
             Collector& collector) {
    auto cell = row.cells.begin();
    for (const BlockColumn& column : columns) {
        for (std::size_t i = 0; i < layers.rows.size(); ++i) {
            labels[layers.rows[i].dim] = column.labels[i];
        }
        while (cell != row.cells.end() && cell->at.column < column.column) {
            ++cell;
        }
        const bool here = cell != row.cells.end() && cell->at.column == column.column;
        const Cell* mark = column.marked ? cell_in(row.cells, column.column + 1) : nullptr;
        collector.put(here ? &*cell : nullptr, {row.row, column.column}, labels, mark);
    }
}

// Puts each figure of the block with its labels.
void read_block(const Layers& layers,
                const SheetView& view,
                const BlockRows& block,
                const std::vector<BlockColumn>& columns,
                std::vector<LabelId> labels,
                Collector& collector) {
    Tracer* const tracer = collector.tracer();
    if (tracer != nullptr) {
        trace_columns(*tracer, layers, block, columns);
    }
    for (const BlockRow& row : block.rows) {
        if (tracer != nullptr) {
            trace_row(*tracer, layers, block, row.row->row, columns);
        }
        const std::size_t place = row.row->row - layers.first_row;
        for (std::size_t i = 0; i < layers.columns.size(); ++i) {
            const Layer& layer = layers.columns[i];
            labels[layer.dim] = label_at(
                layer, block.labels[i][place], {row.row->row, layer.line}, view, collector);
        }
        put_row(layers, *row.row, columns, labels, collector);
    }
}

} // namespace

void read_grid(const GridPlan& plan,
               const SheetView& view,
               const Layout& layout,
               std::vector<LabelId> labels,
               Collector& collector,
               Used& used) {
    if (plan.form != nullptr) {
        used.form = true;
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

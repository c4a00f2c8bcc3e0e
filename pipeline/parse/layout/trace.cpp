#include "pipeline/parse/layout/trace.hpp"

#include <algorithm>
#include <variant>

namespace tidemark::parse {
namespace {

bool overlap(const Area& a, const Area& b) {
    return a.first.row <= b.last.row && b.first.row <= a.last.row &&
           a.first.column <= b.last.column && b.first.column <= a.last.column;
}

} // namespace

void Tracer::fits(const std::string& layout, const std::vector<DimRule>& dims) {
    trace_.layout = layout;
    for (const DimRule& dim : dims) {
        trace_.dims.push_back(dim.name);
    }
}

void Tracer::label(std::size_t dim, Address at, const Area& figures) {
    if (area_.holds(at) && overlap(area_, figures)) {
        trace_.uses.push_back({.role = CellUse::Role::label,
                               .dim = static_cast<std::uint32_t>(dim),
                               .at = at,
                               .area = figures});
    }
}

void Tracer::mark(CellUse::Role role, const Area& cells) {
    if (overlap(area_, cells)) {
        trace_.uses.push_back({.role = role, .dim = 0, .at = cells.first, .area = cells});
    }
}

void add_table(std::vector<SheetTrace>& sheets, SheetTrace table, const Area& rows) {
    for (CellUse& use : table.uses) { // "all below" is all of this table
        use.area.first.row = std::max(use.area.first.row, rows.first.row);
        use.area.last.row = std::min(use.area.last.row, rows.last.row);
    }
    const auto known = std::ranges::find(sheets, table.name, &SheetTrace::name);
    if (known == sheets.end()) {
        sheets.push_back(std::move(table));
        return;
    }
    for (CellUse& use : table.uses) {
        if (use.role == CellUse::Role::label) {
            const std::string& dim = table.dims[use.dim];
            const auto same = std::ranges::find(known->dims, dim);
            use.dim = static_cast<std::uint32_t>(same - known->dims.begin());
            if (same == known->dims.end()) {
                known->dims.push_back(dim);
            }
        }
        known->uses.push_back(use);
    }
    if (known->layout.empty()) {
        known->layout = table.layout;
    }
}

void trace_heads(Tracer& tracer, const ListPlan& list) {
    const auto head = [&](std::uint32_t column) {
        tracer.mark(CellUse::Role::anchor, one_cell({list.header_row, column}));
    };
    for (const auto& column : {list.value_column, list.mark_column}) {
        if (column) {
            head(*column);
        }
    }
    for (const ListPlan::DimColumns& dim : list.dims) {
        std::ranges::for_each(dim.columns, head);
        std::ranges::for_each(dim.instead, head);
    }
}

void trace_plan(Tracer& tracer, const SheetView& view, const Plan& plan) {
    tracer.fits(plan.name, plan.dims);
    for (const FixedLabel& fixed : plan.fixed) {
        if (std::holds_alternative<FromCell>(plan.dims[fixed.dim].from)) {
            tracer.label(fixed.dim, fixed.at, whole_sheet);
        }
    }
    if (const auto* grid = std::get_if<GridPlan>(&plan.body)) {
        tracer.mark(CellUse::Role::anchor, view.range_of(grid->anchor->at));
    } else if (const auto* list = std::get_if<ListPlan>(&plan.body)) {
        trace_heads(tracer, *list);
    }
}

} // namespace tidemark::parse

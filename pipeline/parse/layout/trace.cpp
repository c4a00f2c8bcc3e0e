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

void trace_heads(Tracer& tracer, const ListPlan& list) {
    const auto head = [&](std::uint32_t column) {
        tracer.mark(CellUse::Role::anchor, one_cell({list.header_row, column}));
    };
    head(list.value_column);
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

#include "pipeline/parse/layout/list.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/list_header.hpp"
#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tidemark::parse {
namespace {

Result<std::uint32_t>
find_column(const std::string& sheet, const SheetView::Row& header, const std::string& text) {
    const std::string wanted = fold(text);
    std::vector<const Cell*> found;
    for (const Cell& cell : header.cells) {
        if (fold(cell.text) == wanted) {
            found.push_back(&cell);
        }
    }
    if (found.size() == 1) {
        return found.front()->at.column;
    }
    return fail(no_header(sheet,
                          fmt::format("exactly one column '{}' in row {}", text, header.row + 1),
                          found.empty() ? "none" : name_cells(found)));
}

Result<std::vector<std::uint32_t>> find_columns(const std::string& sheet,
                                                const SheetView::Row& header,
                                                const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> columns;
    for (const std::string& text : texts) {
        auto column = find_column(sheet, header, text);
        if (!column) {
            return propagate(column);
        }
        columns.push_back(*column);
    }
    return columns;
}

const Cell* first_filled(const SheetView::Row& row, const std::vector<std::uint32_t>& columns) {
    for (const std::uint32_t column : columns) {
        if (const Cell* cell = cell_in(row.cells, column); !is_blank(cell)) {
            return cell;
        }
    }
    return nullptr;
}

} // namespace

Result<ListPlan> plan_columns(const std::string& sheet,
                              const SheetView::Row& header,
                              const Layout& layout,
                              const std::vector<DimRule>& dims) {
    ListPlan plan;
    plan.header_row = header.row;
    for (const auto& [text, column] : {std::pair(&layout.value_column, &plan.value_column),
                                       std::pair(&layout.mark_column, &plan.mark_column)}) {
        if (text->empty()) {
            continue;
        }
        auto found = find_column(sheet, header, *text);
        if (!found) {
            return propagate(found);
        }
        *column = *found;
    }
    for (const auto& [text, match] : layout.skip_where) {
        auto found = find_column(sheet, header, text);
        if (!found) {
            return propagate(found);
        }
        plan.skip_where.emplace_back(*found, &match);
    }
    for (std::size_t i = 0; i < dims.size(); ++i) {
        const auto* from = std::get_if<FromColumns>(&dims[i].from);
        if (from == nullptr) {
            continue;
        }
        auto columns = find_columns(sheet, header, from->columns);
        auto instead = find_columns(sheet, header, from->instead);
        if (!columns || !instead) {
            return propagate(columns ? instead : columns);
        }
        plan.dims.push_back(
            {.dim = i, .columns = std::move(*columns), .instead = std::move(*instead)});
    }
    return plan;
}

Result<ListPlan>
plan_list(const SheetView& view, const Layout& layout, const std::vector<DimRule>& dims) {
    HeaderSearch search(layout.header_has, view.sheet().name);
    const SheetView::Row* header = nullptr;
    for (const SheetView::Row& row : view.rows()) {
        if (search.see(row)) {
            header = &row;
        }
    }
    return search.outcome().and_then(
        [&] { return plan_columns(view.sheet().name, *header, layout, dims); });
}

ListRows::ListRows(const ListPlan& plan,
                   const Layout& layout,
                   std::string sheet,
                   std::vector<LabelId> labels,
                   Collector& collector,
                   Used& used)
    : plan_(plan)
    , layout_(layout)
    , sheet_(std::move(sheet))
    , labels_(std::move(labels))
    , collector_(collector)
    , used_(used)
    , asked_(!layout.stop_row.empty() || !layout.skip_row.empty() || !layout.keep_row.empty())
    , named_(plan.dims.empty() ? plan.value_column.value_or(0)
                               : plan.dims.front().columns.front()) {}

void ListRows::put(const SheetView::Row& row) {
    if (stopped_ || row.row <= plan_.header_row ||
        std::ranges::all_of(row.cells, [](const Cell& cell) { return is_blank(&cell); })) {
        return;
    }
    const Verdict verdict = asked_ ? judge(row) : Verdict::take;
    stopped_ = verdict == Verdict::stop;
    if (stopped_) {
        collector_.mark(CellUse::Role::stop, rows_of(row.row, UINT32_MAX));
        return;
    }
    if (verdict == Verdict::leave || is_left_out(row)) {
        collector_.mark(CellUse::Role::skipped, rows_of(row.row, row.row));
        return;
    }
    for (const ListPlan::DimColumns& dim : plan_.dims) {
        labels_[dim.dim] = label_of(dim, row);
    }
    if (collector_.tracer() != nullptr) {
        trace(row);
    }
    if (!plan_.value_column) {
        collector_.count({row.row, named_}, labels_);
        return;
    }
    const Cell* mark = plan_.mark_column ? cell_in(row.cells, *plan_.mark_column) : nullptr;
    collector_.put(
        cell_in(row.cells, *plan_.value_column), {row.row, *plan_.value_column}, labels_, mark);
}

bool ListRows::is_left_out(const SheetView::Row& row) {
    const bool all = std::ranges::all_of(plan_.skip_where, [&](const auto& condition) {
        const Cell* cell = cell_in(row.cells, condition.first);
        return condition.second->matches(cell == nullptr ? "" : squeeze(cell->text));
    });
    const bool left_out = all && !plan_.skip_where.empty();
    used_.skip_where = used_.skip_where || left_out;
    if (left_out && has_figure(row)) {
        used_.leave_out(Used::Choice::skip_where, true);
    }
    return left_out;
}

// A row that is counted is a figure itself.
bool ListRows::has_figure(const SheetView::Row& row) const {
    const Cell* cell = plan_.value_column ? cell_in(row.cells, *plan_.value_column) : nullptr;
    return !plan_.value_column || (cell != nullptr && is_number(*cell));
}

void ListRows::trace(const SheetView::Row& row) const {
    for (const ListPlan::DimColumns& dim : plan_.dims) {
        for (const std::uint32_t column : dim.columns) {
            const Cell* own = cell_in(row.cells, column);
            const Cell* cell = is_blank(own) ? first_filled(row, dim.instead) : own;
            if (cell != nullptr) {
                collector_.tracer()->label(
                    dim.dim, cell->at, one_cell({row.row, plan_.value_column.value_or(named_)}));
            }
        }
    }
}

ListRows::Verdict ListRows::judge(const SheetView::Row& row) {
    const Cell* cell = cell_in(row.cells, named_);
    const std::string label = cell == nullptr ? "" : squeeze(cell->text);
    if (layout_.stop_row.matches(label)) {
        used_.stop = true;
        return Verdict::stop;
    }
    const bool skipped = layout_.skip_row.matches(label);
    used_.skip_row = used_.skip_row || (skipped && !label.empty());
    const bool left_out =
        skipped || (!layout_.keep_row.empty() && !layout_.keep_row.matches(label));
    if (!left_out || collector_.is_total(label)) {
        return Verdict::take;
    }
    if (has_figure(row)) {
        used_.leave_out(skipped ? Used::Choice::skip_row : Used::Choice::keep_row, !label.empty());
    }
    return Verdict::leave;
}

// One row's label of one dimension. Several columns: all must be filled.
LabelId ListRows::label_of(const ListPlan::DimColumns& dim, const SheetView::Row& row) {
    LabelReader& labels = collector_.labels(dim.dim);
    joined_.clear();
    for (const std::uint32_t column : dim.columns) {
        const Cell* cell = cell_in(row.cells, column);
        if (is_blank(cell)) {
            cell = first_filled(row, dim.instead);
        }
        if (cell == nullptr) {
            return labels.missing(sheet_, {row.row, column});
        }
        if (dim.columns.size() == 1) {
            return labels.read(*cell, sheet_);
        }
        joined_ += joined_.empty() ? "" : " ";
        joined_ += squeeze(cell->text);
    }
    return labels.read(joined_, sheet_, {row.row, dim.columns.front()});
}

void read_list(const ListPlan& plan,
               const SheetView& view,
               const Layout& layout,
               std::vector<LabelId> labels,
               Collector& collector,
               Used& used) {
    ListRows rows(plan, layout, view.sheet().name, std::move(labels), collector, used);
    for (const SheetView::Row& row : view.rows()) {
        rows.put(row);
    }
}

} // namespace tidemark::parse

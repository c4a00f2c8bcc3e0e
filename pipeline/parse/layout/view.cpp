#include "pipeline/parse/layout/view.hpp"

#include "pipeline/base/text.hpp"

#include <algorithm>

namespace tidemark::parse {

bool is_blank(const Cell* cell) {
    return cell == nullptr || cell->type == CellType::empty ||
           (cell->type == CellType::text && tidemark::is_blank(cell->text));
}

SheetView::SheetView(const Sheet& sheet)
    : sheet_(sheet) {
    for_each_row(sheet.cells, [this](const Row& row) { rows_.push_back(row); });
}

Area SheetView::range_of(Address at) const {
    const auto merge =
        std::ranges::find_if(sheet_.merges, [&](const Area& area) { return area.holds(at); });
    return merge != sheet_.merges.end() ? *merge : Area{.first = at, .last = at};
}

std::vector<Seen>
SheetView::across(std::uint32_t row, std::uint32_t first, std::uint32_t last) const {
    return first > last ? std::vector<Seen>{} : line({{row, first}, {row, last}});
}

std::vector<Seen>
SheetView::down(std::uint32_t column, std::uint32_t first, std::uint32_t last) const {
    return first > last ? std::vector<Seen>{} : line({{first, column}, {last, column}});
}

std::vector<Seen> SheetView::line(const Area& area) const {
    const bool one_row = area.first.row == area.last.row;
    const auto place = [&](Address at) -> std::size_t {
        return one_row ? at.column - area.first.column : at.row - area.first.row;
    };
    std::vector<Seen> seen(place(area.last) + 1);
    const auto first_row = std::ranges::lower_bound(rows_, area.first.row, {}, &Row::row);
    for (auto row = first_row; row != rows_.end() && row->row <= area.last.row; ++row) {
        auto cell = std::ranges::lower_bound(
            row->cells, area.first.column, {}, [](const Cell& c) { return c.at.column; });
        for (; cell != row->cells.end() && cell->at.column <= area.last.column; ++cell) {
            if (!is_blank(&*cell)) {
                seen[place(cell->at)].cell = &*cell;
            }
        }
    }
    for (const Area& merge : sheet_.merges) {
        const Address from{std::max(merge.first.row, area.first.row),
                           std::max(merge.first.column, area.first.column)};
        const Address to{std::min(merge.last.row, area.last.row),
                         std::min(merge.last.column, area.last.column)};
        const Cell* value = sheet_.at(merge.first);
        if (from.row > to.row || from.column > to.column || is_blank(value)) {
            continue;
        }
        for (std::size_t i = place(from); i <= place(to); ++i) {
            seen[i] = {.cell = value, .merged = merge.first != merge.last};
        }
    }
    return seen;
}

const Cell* cell_in(std::span<const Cell> row, std::uint32_t column) {
    const auto cell =
        std::ranges::lower_bound(row, column, {}, [](const Cell& c) { return c.at.column; });
    return cell != row.end() && cell->at.column == column ? &*cell : nullptr;
}

} // namespace tidemark::parse

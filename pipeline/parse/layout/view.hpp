// SheetView: a sheet as a reader's eye sees it: rows, and labels that reach over merged cells.
//
// Borrows the Sheet, which must outlive it. Rows and columns count from 0. A cell that holds only
// white space counts as empty. Fails: never. Thread: any, const.
#pragma once

#include "pipeline/model/cell.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tidemark::parse {

[[nodiscard]] bool is_blank(const Cell* cell); // absent, or only white space

// What is seen in one place of a header row or label column.
struct Seen {
    const Cell* cell = nullptr; // null: nothing
    bool merged = false;        // from a merged range of more than one cell
};

class SheetView {
  public:
    struct Row {
        std::uint32_t row = 0;
        std::span<const Cell> cells; // by column
    };

    explicit SheetView(const Sheet& sheet);

    [[nodiscard]] const Sheet& sheet() const { return sheet_; }

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; } // not empty, by row

    // The merged range that holds `at`, else the one cell.
    [[nodiscard]] Area range_of(Address at) const;

    // Merged values spread: one entry a place, first..last included; empty when first > last.
    [[nodiscard]] std::vector<Seen>
    across(std::uint32_t row, std::uint32_t first, std::uint32_t last) const;
    [[nodiscard]] std::vector<Seen>
    down(std::uint32_t column, std::uint32_t first, std::uint32_t last) const;

  private:
    [[nodiscard]] std::vector<Seen> line(const Area& area) const;

    const Sheet& sheet_;
    std::vector<Row> rows_;
};

// Calls `take` with each row of cells that stand in order.
template <typename Take>
void for_each_row(std::span<const Cell> cells, Take&& take) {
    for (std::size_t i = 0; i < cells.size();) {
        std::size_t end = i + 1;
        while (end < cells.size() && cells[end].at.row == cells[i].at.row) {
            ++end;
        }
        take(SheetView::Row{.row = cells[i].at.row, .cells = cells.subspan(i, end - i)});
        i = end;
    }
}

// The cell of a row in that column; null when empty.
[[nodiscard]] const Cell* cell_in(std::span<const Cell> row, std::uint32_t column);

} // namespace tidemark::parse

// SheetBuilder: cells as a reader meets them -> a Sheet's cells, in order and within budget.
//
// Cells usually come in row-major order; a file that has them otherwise is sorted at the end, and
// of two at one address the last stands.
// Does not own the sheet and what was spent; both outlive it.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <string_view>
#include <vector>

namespace tidemark::parse {

inline constexpr std::uint32_t most_rows = 1U << 20U; // of XLSX and ODS
inline constexpr std::uint32_t most_columns = 1U << 14U;

// TextPool: texts seen lately, so that a label repeated in every row is kept once.
//
// A table of fixed size in which a new text takes the place of another: never large, never wrong,
// and of use because tables repeat themselves.
class TextPool {
  public:
    [[nodiscard]] CellText share(std::string_view text);

  private:
    std::vector<CellText> texts_;
};

class SheetBuilder {
  public:
    SheetBuilder(Sheet& sheet, const Budgets& budgets, Spent& spent)
        : cells_(sheet.cells)
        , most_(budgets.cells)
        , spent_(spent) {}

    // A new cell to fill in; null when the budget of cells is used up.
    [[nodiscard]] Cell* add(Address at, CellType type) {
        if (spent_.cells >= most_) {
            return nullptr;
        }
        ++spent_.cells;
        sorted_ = sorted_ && (cells_.empty() || cells_.back().at < at);
        Cell& cell = cells_.emplace_back();
        cell.at = at;
        cell.type = type;
        return &cell;
    }

    [[nodiscard]] std::size_t size() const { return cells_.size(); }

    // A text for a cell of this sheet, shared with others where it is long.
    [[nodiscard]] CellText text(std::string_view text) { return pool_.share(text); }

    // The cells from `first` on, which make up a row, again in each of the `times` rows below.
    [[nodiscard]] bool repeat_row(std::size_t first, std::uint32_t times);

    [[nodiscard]] Error over() const;

    // Once a row: `progress` of the part foretells how many cells are to come.
    template <typename Progress>
    void make_room(const Progress& source) {
        if (cells_.capacity() - cells_.size() < most_columns && cells_.size() > most_columns) {
            grow(source.progress());
        }
    }

    void finish();

  private:
    void grow(double progress);

    std::vector<Cell>& cells_;
    std::uint64_t most_;
    Spent& spent_;
    bool sorted_ = true;
    TextPool pool_;
};

} // namespace tidemark::parse

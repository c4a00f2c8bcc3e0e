// SheetBuilder: cells as a reader meets them -> whole rows for a SheetSink, within budget.
//
// Does not own the sink and what was spent; both outlive it. Thread: one; several builders may
// share one Spent.
#pragma once

#include "pipeline/parse/read/sink.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
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
    SheetBuilder(SheetSink& sink, const Budgets& budgets, Spent& spent)
        : sink_(sink)
        , most_(budgets.cells)
        , spent_(spent) {}

    SheetBuilder(const SheetBuilder&) = delete;
    SheetBuilder& operator=(const SheetBuilder&) = delete;

    // A new cell to fill in; null when the budget of cells is used up. Good until the next call.
    [[nodiscard]] Cell* add(Address at, CellType type) {
        if (left_ == 0 && !allow_more()) {
            return nullptr;
        }
        --left_;
        const auto place = static_cast<std::int64_t>(at.row) << 32U | at.column;
        sorted_ = sorted_ && place > last_;
        last_ = place;
        Cell& cell = cells_.emplace_back();
        cell.at = at;
        cell.type = type;
        return &cell;
    }

    // A text for a cell of this sheet, shared with others where it is long.
    [[nodiscard]] CellText text(std::string_view text) { return pool_.share(text); }

    void merge(const Area& area) { merges_.push_back(area); }

    // The cells of the row, which make up a row, again in each of the `times` rows below.
    [[nodiscard]] bool repeat_row(std::uint32_t times);

    [[nodiscard]] bool row_has_cells() const { return cells_.size() > row_; }

    [[nodiscard]] Error over() const;

    // Between rows; `source` can say its progress().
    template <typename Progress>
    void row(const Progress& source) {
        if (cells_.size() >= due_) {
            hand_over(source.progress());
        }
        row_ = cells_.size();
    }

    // The sheet is whole. Fails: over(), as cells of several sheets are added up now and then only.
    [[nodiscard]] Result<void> finish();

  private:
    [[nodiscard]] bool allow_more();
    std::uint64_t settle();
    void hand_over(double progress);

    SheetSink& sink_;
    std::uint64_t most_;
    Spent& spent_;
    std::vector<Cell> cells_;
    std::vector<Area> merges_;
    std::size_t due_ = 0;       // cells that may stand before the sink is asked
    std::size_t row_ = 0;       // where the row begins
    std::uint64_t allowed_ = 0; // cells, not yet in spent_
    std::uint64_t left_ = 0;    // of them
    std::int64_t last_ = -1;    // place of the last cell
    bool sorted_ = true;
    TextPool pool_;
};

} // namespace tidemark::parse

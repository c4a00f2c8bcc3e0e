#include "pipeline/parse/read/outline.hpp"

#include "pipeline/parse/read/read.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace tidemark::parse {
namespace {

class CountSheet final : public SheetSink {
  public:
    explicit CountSheet(SheetOutline& sheet)
        : sheet_(sheet) {}

    [[nodiscard]] std::size_t rows(std::vector<Cell>& cells, double /*progress*/) override {
        constexpr std::size_t batch = 4096;
        count(cells);
        cells.clear();
        return batch;
    }

    void end(std::vector<Cell> cells, std::vector<Area> merges, bool in_order) override {
        count(cells);
        sheet_.merges = std::move(merges);
        in_order_ = in_order;
    }

    [[nodiscard]] bool in_order() const { return in_order_; }

  private:
    void count(const std::vector<Cell>& cells) {
        sheet_.cells += cells.size();
        Address& last = sheet_.extent.last;
        for (const Cell& cell : cells) {
            add_first(sheet_, cell);
            last.row = std::max(last.row, cell.at.row);
            last.column = std::max(last.column, cell.at.column);
        }
    }

    SheetOutline& sheet_;
    bool in_order_ = true;
};

class CountBook final : public BookSink {
  public:
    [[nodiscard]] SheetSink* sheet(std::string_view name, Visibility visibility) override {
        SheetOutline& outline = outlines_.emplace_back();
        outline.name = name;
        outline.visibility = visibility;
        return &sheets_.emplace_back(outline);
    }

    [[nodiscard]] bool in_order() const {
        return std::ranges::all_of(sheets_, &CountSheet::in_order);
    }

    [[nodiscard]] std::vector<SheetOutline> take() { return {outlines_.begin(), outlines_.end()}; }

  private:
    std::deque<SheetOutline> outlines_; // stay where they are
    std::deque<CountSheet> sheets_;
};

} // namespace

Result<Outline> read_outline(std::string_view bytes, const Read& how, const Budgets& budgets) {
    CountBook book;
    auto as = read_into(book, bytes, how, budgets);
    if (!as) {
        return propagate(as);
    }
    if (!book.in_order()) { // an address may stand twice: only who keeps them can tell
        return read_workbook(bytes, how, {}, budgets).map(outline_of);
    }
    return Outline{.format = as->format, .decided = std::move(as->decided), .sheets = book.take()};
}

} // namespace tidemark::parse

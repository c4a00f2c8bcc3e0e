// KeepBook: the sink that keeps every wanted sheet's cells, as a Workbook has them.
#pragma once

#include "pipeline/parse/read/read.hpp"
#include "pipeline/parse/read/sink.hpp"

#include <deque>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::parse {

// By address; of two at one the last is kept.
void sort_cells(std::vector<Cell>& cells);

class KeepSheet : public SheetSink {
  public:
    KeepSheet(std::string_view name, Visibility visibility) {
        sheet_.name = name;
        sheet_.visibility = visibility;
    }

    [[nodiscard]] std::size_t rows(std::vector<Cell>& cells, double progress) override;
    void end(std::vector<Cell> cells, std::vector<Area> merges, bool in_order) override;

    [[nodiscard]] Sheet take() { return std::move(sheet_); }

  private:
    Sheet sheet_;
};

class KeepBook : public BookSink {
  public:
    explicit KeepBook(const SheetFilter& wanted)
        : wanted_(wanted) {}

    [[nodiscard]] SheetSink* sheet(std::string_view name, Visibility visibility) override;

    // All sheets, those that were not wanted without cells.
    [[nodiscard]] std::vector<Sheet> take();

  private:
    const SheetFilter& wanted_;
    std::deque<KeepSheet> sheets_; // readers hold pointers
};

// All that `read` (BookSink& -> Result<ReadAs>) gives, as a workbook.
template <typename Reader>
[[nodiscard]] Result<Workbook> keep(const SheetFilter& wanted, Reader&& read) {
    KeepBook book(wanted);
    return read(book).map([&](ReadAs as) {
        return Workbook{.format = as.format,
                        .decided = std::move(as.decided),
                        .member = std::move(as.member),
                        .sheets = book.take()};
    });
}

} // namespace tidemark::parse

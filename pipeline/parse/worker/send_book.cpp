#include "pipeline/parse/worker/send_book.hpp"

#include "pipeline/parse/read/read.hpp"
#include "pipeline/parse/worker/wire_records.hpp"

#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

namespace tidemark::parse {
namespace {

class SendBook;

class SendSheet final : public SheetSink {
  public:
    SendSheet(SendBook& book, std::size_t index, std::string_view name, Visibility visibility)
        : name_(name)
        , visibility_(visibility)
        , book_(book)
        , index_(index) {}

    [[nodiscard]] std::size_t rows(std::vector<Cell>& cells, double progress) override;
    void end(std::vector<Cell> cells, std::vector<Area> merges, bool in_order) override;

    void begin(BookWriter& out) const { out.sheet(name_, visibility_); }

  private:
    std::string name_;
    Visibility visibility_;
    SendBook& book_;
    std::size_t index_;
};

// A reader may ask for all sheets before it reads the first: each goes out when its cells come, and
// those that have none before the next that has.
class SendBook final : public BookSink {
  public:
    SendBook(AnswerWriter& out, const Read& how, const Area& area)
        : out_(out)
        , how_(how)
        , area_(area) {}

    [[nodiscard]] SheetSink* sheet(std::string_view name, Visibility visibility) override {
        SendSheet& sheet = sheets_.emplace_back(*this, sheets_.size(), name, visibility);
        return names_sheet(how_, name) ? &sheet : nullptr;
    }

    void cells(std::size_t index, std::vector<Cell>& cells) {
        reach(index);
        std::erase_if(cells, [&](const Cell& cell) { return !area_.holds(cell.at); });
        out_.cells(cells);
    }

    void end_sheet(std::size_t index, const std::vector<Area>& merges, bool in_order) {
        reach(index);
        out_.end_sheet(merges, in_order);
        ++ended_;
    }

    void end(const ReadAs& as) {
        pass_by(sheets_.size());
        out_.end(as.format, as.decided, as.member);
    }

  private:
    void begin_next() { sheets_[begun_++].begin(out_); }

    void pass_by(std::size_t upto) {
        while (ended_ < upto) {
            if (begun_ == ended_) {
                begin_next();
            }
            out_.end_sheet({}, true);
            ++ended_;
        }
    }

    void reach(std::size_t index) {
        if (begun_ == index + 1 && ended_ == index) {
            return;
        }
        if (index < begun_ || begun_ != ended_) {
            throw std::logic_error("sheets that are not read one after the other");
        }
        pass_by(index);
        begin_next();
    }

    BookWriter out_;
    const Read& how_;
    Area area_;
    std::deque<SendSheet> sheets_; // stay where they are
    std::size_t begun_ = 0;
    std::size_t ended_ = 0;
};

std::size_t SendSheet::rows(std::vector<Cell>& cells, double /*progress*/) {
    constexpr std::size_t batch = 4096;
    book_.cells(index_, cells);
    cells.clear();
    return batch;
}

void SendSheet::end(std::vector<Cell> cells, std::vector<Area> merges, bool in_order) {
    book_.cells(index_, cells);
    book_.end_sheet(index_, merges, in_order);
}

} // namespace

void send_book(AnswerWriter& out,
               std::string_view name,
               std::string_view bytes,
               const Read& how,
               const Area& area,
               const Budgets& budgets) {
    SendBook book(out, how, area);
    if (auto as = read_into(book, bytes, how, budgets)) {
        book.end(*as);
    } else {
        out.put(in_file(std::move(as).error(), name));
    }
}

} // namespace tidemark::parse

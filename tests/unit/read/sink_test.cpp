// Cells handed on as they are read: whole rows, few at a time, from one thread or from two.
#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/sink.hpp"
#include "tests/support/books/book.hpp"
#include "tests/unit/read/helpers.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <thread>

namespace tidemark::test {
namespace {

// Notes where the batches of a sheet begin and end, and takes the cells away.
class Batches : public parse::SheetSink {
  public:
    std::size_t rows(std::vector<Cell>& cells, double /*progress*/) override {
        if (!cells.empty()) {
            if (count_ > 0 && cells.front().at.row == last_row_) {
                torn_ = true;
            }
            last_row_ = cells.back().at.row;
            count_ += cells.size();
            most_ = std::max(most_, cells.size());
            cells.clear();
        }
        return 100;
    }

    void end(std::vector<Cell> cells, std::vector<Area> merges, bool in_order) override {
        static_cast<void>(rows(cells, 1));
        merges_ = merges.size();
        in_order_ = in_order;
        ended_ = true;
    }

    std::size_t count_ = 0, most_ = 0, merges_ = 0;
    std::uint32_t last_row_ = 0;
    bool torn_ = false, in_order_ = false, ended_ = false;
};

class BatchBook : public parse::BookSink {
  public:
    parse::SheetSink* sheet(std::string_view name, Visibility /*visibility*/) override {
        names_.emplace_back(name);
        return name == "left out" ? nullptr : &sheets_.emplace_back();
    }

    std::vector<std::string> names_;
    std::deque<Batches> sheets_;
};

std::vector<Row> rows_of(std::size_t count) {
    return std::vector<Row>(count, Row{1.0, std::string("Kent"), 3.0});
}

TEST(Sink, GetsWholeRowsAFewAtATime) {
    const Book book{{.name = "one", .rows = rows_of(1000)},
                    {.name = "left out", .rows = rows_of(5)},
                    {.name = "two", .rows = rows_of(10)}};
    for (const std::string& bytes : {to_xlsx(book), to_ods(book), to_xls(book)}) {
        BatchBook sink;
        ASSERT_TRUE(parse::read_into(sink, bytes, {}).has_value());
        EXPECT_THAT(sink.names_, testing::ElementsAre("one", "left out", "two"));
        ASSERT_EQ(sink.sheets_.size(), 2U);
        EXPECT_EQ(sink.sheets_[0].count_, 3000U);
        EXPECT_LT(sink.sheets_[0].most_, 200U);
        EXPECT_EQ(sink.sheets_[1].count_, 30U);
        for (const Batches& sheet : sink.sheets_) {
            EXPECT_TRUE(sheet.ended_ && sheet.in_order_ && !sheet.torn_);
        }
    }
}

// One row, a million times: never more than a few stand at once.
TEST(Sink, RepeatedRowsAreHandedOnAsTheyAreMade) {
    BatchBook sink;
    const auto read = parse::read_into(
        sink,
        ods_of(R"(<table:table-row table:number-rows-repeated="1000000"><table:table-cell)"
               R"( office:value-type="float" office:value="1"><text:p>1</text:p>)"
               R"(</table:table-cell></table:table-row>)"),
        {});
    ASSERT_TRUE(read.has_value()) << read.error().to_text();
    EXPECT_EQ(sink.sheets_[0].count_, 1'000'000U);
    EXPECT_LT(sink.sheets_[0].most_, 200U);
}

TEST(Sink, IsToldWhenCellsAreOutOfOrder) {
    BatchBook sink;
    ASSERT_TRUE(parse::read_into(sink,
                                 xlsx_of(R"(<row r="2"><c r="A2"><v>2</v></c></row>)"
                                         R"(<row r="1"><c r="A1"><v>1</v></c></row>)"),
                                 {})
                    .has_value());
    EXPECT_FALSE(sink.sheets_[0].in_order_);
}

// As some writers leave them: what goes on after its row was handed over is told as out of order.
TEST(Sink, IsToldWhenARowGoesOnInTheNext) {
    std::string rows = R"(<row r="1"><c r="A1"><v>1</v></c></row>)"; // a batch has 100 cells
    for (int row = 2; row <= 100; ++row) {
        rows += fmt::format(R"(<row r="{0}"><c r="A{0}"><v>1</v></c></row>)"
                            R"(<row r="{0}"><c r="B{0}"><v>2</v></c></row>)",
                            row);
    }
    BatchBook sink;
    ASSERT_TRUE(parse::read_into(sink, xlsx_of(rows), {}).has_value());
    EXPECT_TRUE(sink.sheets_[0].torn_);
    EXPECT_FALSE(sink.sheets_[0].in_order_);
    const auto kept = read_or_throw(xlsx_of(rows));
    ASSERT_EQ(kept.sheets[0].cells.size(), 199U);
    EXPECT_EQ(to_text(kept.sheets[0].cells[2].at), "B2");
}

// Two sheets of six cells: twelve are enough, in whatever order they are read; eleven are not.
TEST(Builder, SheetsReadAtOnceDoNotTakeCellsFromEachOther) {
    for (const std::uint64_t most : {12U, 11U}) {
        const parse::Budgets budgets{.cells = most};
        parse::Spent spent;
        Batches first;
        Batches second;
        parse::SheetBuilder one(first, budgets, spent);
        parse::SheetBuilder two(second, budgets, spent);
        for (std::uint32_t column = 0; column < 6; ++column) {
            EXPECT_NE(one.add({0, column}, CellType::number), nullptr);
            EXPECT_NE(two.add({0, column}, CellType::number), nullptr);
        }
        EXPECT_TRUE(two.finish());
        EXPECT_EQ(one.finish().has_value(), most == 12);
        EXPECT_EQ(first.ended_, most == 12);
    }
}

Book many_sheets() {
    Book book;
    for (int i = 0; i < 40; ++i) {
        BookSheet sheet{.name = fmt::format("sheet {}", i), .rows = {}};
        for (int row = 0; row < 50; ++row) {
            sheet.rows.push_back({fmt::format("a label of some length, number {}", row % 7),
                                  static_cast<double>(row * i)});
        }
        book.push_back(sheet);
    }
    return book;
}

TEST(Threads, TwoGiveWhatOneGives) {
    const std::string bytes = to_xlsx(many_sheets());
    const auto one = parse::read_workbook(bytes, {});
    ASSERT_TRUE(one.has_value());
    for (int again = 0; again < 20; ++again) {
        const auto two = parse::read_workbook(bytes, {}, {}, {}, 2);
        ASSERT_TRUE(two.has_value());
        ASSERT_EQ(two->sheets.size(), one->sheets.size());
        for (std::size_t i = 0; i < one->sheets.size(); ++i) {
            EXPECT_EQ(two->sheets[i].name, one->sheets[i].name);
            EXPECT_EQ(cells_of(two->sheets[i]), cells_of(one->sheets[i]));
        }
    }
}

TEST(Threads, ShareTheBudgetOfCells) {
    const std::string bytes = to_xlsx(many_sheets());
    const parse::Budgets enough{.cells = 4000};
    EXPECT_TRUE(parse::read_workbook(bytes, {}, {}, enough, 1).has_value());
    const parse::Budgets little{.cells = 3999};
    for (const unsigned threads : {1U, 2U}) {
        const auto refused = parse::read_workbook(bytes, {}, {}, little, threads);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().fault, Fault::limit);
    }
}

// Whose rows are read by which thread.
class Threads : public parse::SheetSink {
  public:
    std::size_t rows(std::vector<Cell>& cells, double /*progress*/) override {
        cells.clear();
        by_ = std::this_thread::get_id();
        return 100;
    }

    void end(std::vector<Cell> cells, std::vector<Area> /*merges*/, bool /*in_order*/) override {
        static_cast<void>(rows(cells, 1));
    }

    std::thread::id by_;
};

class ThreadBook : public parse::BookSink {
  public:
    parse::SheetSink* sheet(std::string_view /*name*/, Visibility /*visibility*/) override {
        return &sheets_.emplace_back();
    }

    std::deque<Threads> sheets_;
};

// The second thread copies the strings: a book that one thread can read within its memory must not
// fail for two.
TEST(Sink, ManyStringsAreReadByOneThread) {
    Book book;
    for (const char* name : {"one", "two", "three", "four"}) {
        BookSheet& table = book.emplace_back(BookSheet{.name = name, .rows = {}});
        for (int row = 0; row < 1000; ++row) {
            table.rows.push_back({fmt::format("{} {} {}", name, row, std::string(5000, 'x'))});
        }
    }
    ThreadBook sink;
    ASSERT_TRUE(parse::read_into(sink, to_xlsx(book), {}, {.ratio = 10'000}, 2).has_value());
    ASSERT_EQ(sink.sheets_.size(), 4U);
    for (const Threads& sheet : sink.sheets_) {
        EXPECT_EQ(sheet.by_, std::this_thread::get_id());
    }
}

} // namespace
} // namespace tidemark::test

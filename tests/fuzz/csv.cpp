// A text file read under a [read] that its last byte chooses (by content when it ends in a line
// break). What was read, written as CSV and read again is the same.
#include "pipeline/parse/read/csv.hpp"

#include "pipeline/parse/read/keep.hpp"
#include "tests/fuzz/support/book_check.hpp"
#include "tests/fuzz/support/check.hpp"
#include "tests/support/books/book.hpp"

#include <array>

namespace tidemark::fuzz {

namespace {

struct Way {
    std::string_view encoding;
    std::string_view delimiter;
};

constexpr std::array<Way, 8> ways{{{"", ""},
                                   {"utf-8", ","},
                                   {"windows-1252", ";"},
                                   {"utf-16le", "tab"},
                                   {"utf-16be", "|"},
                                   {"iso-8859-1", ""},
                                   {"shift_jis", ","},
                                   {"utf-7", ""}}};

// The texts of the sheet, where they stand; nothing when it would be a table of great holes.
std::vector<test::Row> texts_of(const Sheet& sheet) {
    constexpr std::uint32_t most = 4096;
    const Address last = sheet.extent().last;
    std::vector<test::Row> rows;
    if (sheet.cells.empty() || last.row >= most || last.column >= most) {
        return rows;
    }
    for (const Cell& cell : sheet.cells) {
        rows.resize(cell.at.row + 1);
        rows.back().resize(cell.at.column + 1);
        rows.back().back() = cell.text.str();
    }
    return rows;
}

Result<Workbook> read(std::string_view bytes, const Read& how, const parse::Budgets& budgets) {
    parse::Spent spent;
    return parse::keep({}, [&](parse::BookSink& sink) {
        return parse::read_csv(bytes, how, sink, budgets, spent);
    });
}

void check_again(const Sheet& sheet, const parse::Budgets& budgets) {
    const std::vector<test::Row> texts = texts_of(sheet);
    if (texts.empty()) {
        return;
    }
    // With a mark of its own: one that begins the first text is part of it.
    const std::string written = "\xEF\xBB\xBF" + test::to_csv(texts);
    const Read how{.sheet = {}, .each_sheet = {}, .encoding = "utf-8", .delimiter = ","};
    const auto again = read(written, how, budgets);
    check(again.has_value(), "a table written as CSV is read again");
    const auto& cells = again->sheets.front().cells;
    check(cells.size() == sheet.cells.size(), "no cell is lost or made on the way", written);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        check(cells[i].at == sheet.cells[i].at, "a cell keeps its place", to_text(cells[i].at));
        check(cells[i].text == sheet.cells[i].text, "a cell keeps its text", to_text(cells[i].at));
    }
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark;
    const std::string_view input = fuzz::text_of(data, size);
    const fuzz::Way& way = fuzz::ways.at(fuzz::variant_of(input, fuzz::ways.size()));
    const Read how{.sheet = {},
                   .each_sheet = {},
                   .encoding = std::string(way.encoding),
                   .delimiter = std::string(way.delimiter)};
    const auto budgets = fuzz::small_budgets();
    const auto book = fuzz::read(input, how, budgets);
    if (!book) {
        fuzz::check_error(book.error());
        return 0;
    }
    fuzz::check_book(*book, budgets);
    fuzz::check_again(book->sheets.front(), budgets);
    return 0;
}

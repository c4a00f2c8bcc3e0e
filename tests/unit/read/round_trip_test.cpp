// Tables written by other hands than the reader's come back as they were.
#include "pipeline/base/text.hpp"
#include "pipeline/parse/read/csv.hpp"
#include "tests/support/books/book.hpp"
#include "tests/unit/read/helpers.hpp"

#include <rapidcheck/gtest.h>

namespace tidemark::test {
namespace {

rc::Gen<std::string> some_text() {
    const auto piece = rc::gen::element<std::string>("a",
                                                     "B",
                                                     "7",
                                                     " ",
                                                     "  ",
                                                     "&",
                                                     "<",
                                                     ">",
                                                     "\"",
                                                     "'",
                                                     ",",
                                                     ";",
                                                     "\xC3\xA9",
                                                     "\xE2\x82\xAC",
                                                     "\n",
                                                     "\t",
                                                     "-",
                                                     "Kent");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) { return join(pieces, ""); });
}

rc::Gen<Value> some_value() {
    return rc::gen::oneOf(
        rc::gen::just(Value{}),
        rc::gen::map(rc::gen::inRange(-5'000'000, 5'000'000),
                     [](int n) { return Value(n / 100.0); }),
        rc::gen::map(rc::gen::inRange(0, 1000), [](int n) { return Value(double(n)); }),
        rc::gen::map(some_text(), [](std::string text) { return Value(std::move(text)); }),
        rc::gen::map(rc::gen::inRange(61 - 25569, 60'000),
                     [](int day) { return Value(Day{std::chrono::days{day}}); }));
}

std::vector<Row> some_rows() {
    const auto row = rc::gen::container<Row>(some_value());
    return *rc::gen::container<std::vector<Row>>(row);
}

enum class Dates : std::uint8_t { dates, texts };
enum class Blanks : std::uint8_t { kept, nothing };

// What the cells must be: "A1 number 5 | ...", with the number beside.
std::string expected(const std::vector<Row>& rows, Dates dates, Blanks blanks) {
    Sheet sheet;
    for (std::uint32_t r = 0; r < rows.size(); ++r) {
        for (std::uint32_t c = 0; c < rows[r].size(); ++c) {
            Cell cell;
            cell.at = {r, c};
            if (const auto* number = std::get_if<double>(&rows[r][c])) {
                cell.type = CellType::number;
                cell.text = plain(*number);
            } else if (const auto* day = std::get_if<Day>(&rows[r][c])) {
                cell.type = dates == Dates::dates ? CellType::date : CellType::text;
                cell.text = day_text(*day);
            } else if (const auto* text = std::get_if<std::string>(&rows[r][c])) {
                const bool only_blanks = text->find_first_not_of(" \t") == std::string::npos;
                if (text->empty() || (only_blanks && blanks == Blanks::nothing)) {
                    continue;
                }
                cell.text = *text;
                cell.type = CellType::text;
                if (blanks == Blanks::nothing && parse::field_number(*text, parse::Commas::group)) {
                    cell.type = CellType::number;
                }
            } else {
                continue;
            }
            sheet.cells.push_back(std::move(cell));
        }
    }
    return cells_of(sheet);
}

RC_GTEST_PROP(RoundTrip, XlsxWithSharedAndInlineStrings, (bool in_line)) {
    const auto rows = some_rows();
    const auto bytes = to_xlsx({{.name = "T", .rows = rows, .merges = {}, .shown = Shown::yes}},
                               in_line ? Strings::in_line : Strings::shared);
    RC_ASSERT(cells_of(read_or_throw(bytes).sheets[0]) ==
              expected(rows, Dates::dates, Blanks::kept));
}

RC_GTEST_PROP(RoundTrip, Ods, ()) {
    const auto rows = some_rows();
    const auto bytes =
        to_ods({{.name = "T & <U>", .rows = rows, .merges = {}, .shown = Shown::yes}});
    const auto book = read_or_throw(bytes);
    RC_ASSERT(book.sheets[0].name == "T & <U>");
    RC_ASSERT(cells_of(book.sheets[0]) == expected(rows, Dates::dates, Blanks::kept));
}

RC_GTEST_PROP(RoundTrip, Xls, ()) {
    const auto rows = some_rows();
    const auto bytes = to_xls({{.name = "T", .rows = rows, .merges = {}, .shown = Shown::yes}});
    RC_ASSERT(cells_of(read_or_throw(bytes).sheets[0]) ==
              expected(rows, Dates::dates, Blanks::kept));
}

RC_GTEST_PROP(RoundTrip, CsvWithADeclaredDelimiter, ()) {
    const auto rows = some_rows();
    Read how;
    how.delimiter = ",";
    how.encoding = "utf-8";
    const auto bytes = to_csv(rows);
    RC_PRE(!bytes.empty());
    RC_PRE(bytes.find_first_not_of(" \t\n") != std::string::npos);
    const char first = bytes[bytes.find_first_not_of(" \t\n")];
    RC_PRE(first != '<'); // might be mark-up
    RC_ASSERT(cells_of(read_or_throw(bytes, how).sheets[0]) ==
              expected(rows, Dates::texts, Blanks::nothing));
}

TEST(RoundTrip, MergesAndNumbersComeBackFromAllWriters) {
    const BookSheet sheet{.name = "Table P1 ",
                          .rows = {{std::string("Title")}, {}, {Value{}, 10391.0, 0.1}},
                          .merges = {{0, 0, 1, 2}},
                          .shown = Shown::yes};
    for (const auto& bytes : {to_xlsx({sheet}), to_xls({sheet}), to_ods({sheet})}) {
        const auto book = read_or_throw(bytes);
        EXPECT_EQ(book.sheets[0].name, "Table P1 ");
        EXPECT_EQ(cells_of(book.sheets[0]), "A1 text Title | B3 number 10391 | C3 number 0.1");
        EXPECT_EQ(book.sheets[0].at({2, 2})->number, 0.1);
        ASSERT_EQ(book.sheets[0].merges.size(), 1U);
        EXPECT_EQ(to_text(book.sheets[0].merges[0]), "A1:C2");
    }
}

TEST(RoundTrip, TheSameBookIsTheSameBytes) {
    const Book book{
        {.name = "S", .rows = {{1.0, std::string("a")}}, .merges = {}, .shown = Shown::yes}};
    EXPECT_EQ(to_xlsx(book), to_xlsx(book));
    EXPECT_EQ(to_ods(book), to_ods(book));
}

} // namespace
} // namespace tidemark::test

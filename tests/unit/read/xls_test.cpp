// XLS by hand: each record as the standard has it, and what the cells must be.
#include "tests/unit/read/xls_helpers.hpp"

#include <rapidcheck/gtest.h>

namespace tidemark::test {
namespace {

using namespace std::string_literals;

// [MS-XLS] 2.5.217, examples worked out by hand.
TEST(Xls, EachFormOfPackedNumbersIsExact) {
    const std::uint32_t half_of_one_and_a_half = 0x3FF80000; // the upper half of 1.5
    EXPECT_EQ(cells_in(rk(0, 2145U << 2U | 2U) +             // an integer
                       rk(1, 0xFFFFFFFAU) +                  // -2
                       rk(2, 12345U << 2U | 3U) +            // hundredths
                       rk(3, half_of_one_and_a_half) +       // a double
                       rk(4, half_of_one_and_a_half | 1U) +  // a double's hundredth
                       rk(5, 0x1FFFFFFFU << 2U | 2U) +       // the largest
                       rk(6, 0x20000000U << 2U | 2U) +       // the smallest
                       rk(7, 29U << 2U | 3U)),               // 0.29: no sum of halves
              "A1 number 2145 | A2 number -2 | A3 number 123.45 | A4 number 1.5 | A5 number 0.015"
              " | A6 number 536870911 | A7 number -536870912 | A8 number 0.29");
}

TEST(Xls, WholeDoublesAndRunsOfPackedNumbersAreRead) {
    const std::string run = le16(1) + le16(2) + // row, first column; then XF and number
                            le16(0) + le32(1U << 2U | 2U) + le16(0) + le32(250U << 2U | 3U) +
                            le16(3); // last column
    EXPECT_EQ(
        cells_in(number(0, 0.1 + 0.2) + record(0x00BD, run) + number(2, 1e300) + number(3, -0.0)),
        "A1 number 0.30000000000000004 | C2 number 1 | D2 number 2.5 | A3 number 1e+300"
        " | A4 number 0");
}

TEST(Xls, BlankCellsAreNone) {
    EXPECT_EQ(cells_in(record(0x0201, cell(0, 0)) +
                       record(0x00BE, le16(1) + le16(0) + le16(0) + le16(0) + le16(1)) +
                       number(2, 7)),
              "A3 number 7");
}

TEST(Xls, BooleansAndErrorsAreRead) {
    const auto flag = [](std::uint16_t row, char value, char is_error) {
        return record(0x0205, cell(row, 0) + std::string{value, is_error});
    };
    EXPECT_EQ(cells_in(flag(0, 1, 0) + flag(1, 0, 0) + flag(2, 0x2A, 1) + flag(3, 0x17, 1)),
              "A1 boolean TRUE | A2 boolean FALSE | A3 error #N/A | A4 error #REF!");
}

TEST(Xls, FormulasAreTheirLastResult) {
    const std::string number_result = record(0x0006, cell(0, 0) + le_double(12.5) + le32(0));
    const std::string shared_formula = record(0x04BC, std::string(12, '\0'));
    EXPECT_EQ(cells_in(number_result + formula(1, 1, 1) + formula(2, 2, 0x07) + formula(3, 3) +
                       formula(4, 0) + shared_formula + record(0x0207, text8("Kent")) +
                       formula(5, 0) + record(0x0207, text8("\xE2\x82\xAC 5"))),
              "A1 number 12.5 | A2 boolean TRUE | A3 error #DIV/0! | A5 text Kent"
              " | A6 text \xE2\x82\xAC 5");
}

TEST(Xls, AFormulaWithoutItsTextIsAnErrorAtItsCell) {
    for (const auto& after : {number(9, 1), ""s, formula(9, 0), shared_string(9, 0)}) {
        const auto error = refused(formula(6, 0) + after, sst({"x"}));
        EXPECT_EQ(error.code, "read.record");
        EXPECT_EQ(error.cell, "A7");
        EXPECT_EQ(error.sheet, "S");
    }
}

TEST(Xls, DatesAreKnownByTheirFormat) {
    const auto globals = style(0) + style(14) + own_format(164, "dd/mm/yyyy\\ hh:mm") + style(164) +
                         style(20) + own_format(165, "#,##0") + style(165) +
                         own_format(166, "General_)") + style(166);
    const auto book =
        read_or_throw(book_of(number(0, 43373, 0) + number(1, 43373, 1) + number(2, 43373.5, 2) +
                                  number(3, 0.25, 3) + number(4, 43373, 4) + number(5, 43373, 5),
                              globals));
    EXPECT_EQ(cells_of(book.sheets[0]),
              "A1 number 43373 | A2 date 30/09/2018 | A3 date 30/09/2018 12:00"
              " | A4 number 06:00:00 | A5 number 43373 | A6 number 43373");
    EXPECT_EQ(book.sheets[0].at({4, 0})->style.format(), "#,##0");
    EXPECT_EQ(book.sheets[0].at({0, 0})->style.format(), "");
}

TEST(Xls, TheEpochOf1904IsKept) {
    EXPECT_EQ(cells_in(number(0, 41911, 1), record(0x0022, le16(1)) + style(0) + style(14)),
              "A1 date 30/09/2018");
}

TEST(Xls, SheetsKeepTheirVisibilityAndChartsHaveNoCells) {
    const auto file = in_compound(biff_stream(biff8,
                                              "",
                                              {{.name = "A", .records = number(0, 1)},
                                               {.name = "B", .records = number(0, 2), .state = 1},
                                               {.name = "C", .records = number(0, 3), .state = 2},
                                               {.name = "D", .records = "", .kind = 2}}));
    const auto book = read_or_throw(file);
    ASSERT_EQ(book.sheets.size(), 4U);
    EXPECT_EQ(book.sheets[0].visibility, Visibility::visible);
    EXPECT_EQ(book.sheets[1].visibility, Visibility::hidden);
    EXPECT_EQ(book.sheets[2].visibility, Visibility::very_hidden);
    EXPECT_EQ(cells_of(book.sheets[2]), "A1 number 3");
    EXPECT_EQ(book.sheets[3].name, "D");
    EXPECT_TRUE(book.sheets[3].cells.empty());
    EXPECT_EQ(book.format, Format::xls);
    EXPECT_EQ(book.decided, "XLS, BIFF8");

    const auto some = parse::read_workbook(
        file, {}, [](std::string_view name, Visibility) { return name == "B"; });
    ASSERT_TRUE(some.has_value());
    EXPECT_TRUE(some->sheets[0].cells.empty());
    EXPECT_EQ(cells_of(some->sheets[1]), "A1 number 2");
}

TEST(Xls, MergesAreRead) {
    const auto book = read_or_throw(
        book_of(record(0x00E5, le16(1) + le16(0) + le16(1) + le16(1) + le16(3)) + number(0, 1)));
    ASSERT_EQ(book.sheets[0].merges.size(), 1U);
    EXPECT_EQ(to_text(book.sheets[0].merges[0]), "B1:D2");
    EXPECT_EQ(refused(record(0x00E5, le16(1) + le16(2) + le16(1) + le16(1) + le16(3))).code,
              "read.cell");
    EXPECT_EQ(refused(record(0x00E5, le16(9) + std::string(8, '\0'))).code, "read.record");
}

TEST(Xls, ChartsWithinASheetArePassedOver) {
    const std::string chart = record(0x0809, le16(biff8) + le16(0x0020) + std::string(12, '\0')) +
                              number(7, 99) + record(0x000A, "");
    EXPECT_EQ(cells_in(number(0, 1) + chart + number(1, 2)), "A1 number 1 | A2 number 2");
}

TEST(Xls, CellsOutOfOrderAreSorted) {
    EXPECT_EQ(cells_in(number(2, 3) + number(0, 1) + number(2, 4)), "A1 number 1 | A3 number 4");
}

TEST(Xls, RecordsThatLieAcrossScatteredSectorsAreTheSame) {
    std::string records;
    std::vector<std::string> texts;
    for (std::uint16_t row = 0; row < 900; ++row) {
        records += shared_string(row, row) + record(0x0203, cell(row, 1) + le_double(row / 7.0));
        texts.push_back(fmt::format("label {} {}", row, std::string(row % 40U, 'x')));
    }
    const auto stream = biff_stream(biff8, sst(texts), {{.name = "S", .records = records}});
    const auto in_order = read_or_throw(in_compound(stream));
    EXPECT_EQ(in_order.sheets[0].cells.size(), 1800U);
    EXPECT_EQ(in_order.sheets[0].at({899, 0})->text, texts[899]);
    EXPECT_EQ(cells_of(read_or_throw(in_compound(stream, Sectors::scattered)).sheets[0]),
              cells_of(in_order.sheets[0]));
}

TEST(Xls, EncryptedBooksAreNamed) {
    const auto error = refused(number(0, 1), record(0x002F, std::string(54, '\1')));
    EXPECT_EQ(error.code, "read.encrypted");
    EXPECT_EQ(error.found, "an encrypted XLS workbook");
}

TEST(Xls, OlderAndOtherVersionsAreNamed) {
    EXPECT_EQ(refusal("\x09\x04\x06\x00\x00\x00\x10\x00"s).found, "an Excel 4 workbook");
    EXPECT_EQ(refusal(in_compound(record(0x0409, le16(0) + le16(0x0100)))).found,
              "an Excel 4 workbook");
    EXPECT_EQ(refusal(in_compound(record(0x0809, le16(0x0700) + le16(5)))).found,
              "a workbook of BIFF version 0700");
    EXPECT_EQ(refusal(in_compound(record(0x0809, le16(biff8) + le16(0x10)))).code, "read.workbook");
}

TEST(Xls, RecordsThatAreTooShortAreRefused) {
    for (const auto& records : {record(0x00FD, cell(0, 0)),
                                record(0x027E, cell(0, 0) + "xx"),
                                record(0x0203, cell(0, 0) + "1234567"),
                                record(0x0204, cell(0, 0)),
                                record(0x0205, cell(0, 0) + "x"),
                                record(0x0006, cell(0, 0) + "1234567"),
                                record(0x00BD, cell(0, 0) + "1234567"),
                                record(0x0204, cell(0, 0) + le16(5) + "\0abc"s),
                                record(0x0204, cell(0, 0) + le16(2) + "\1abc"s)}) {
        const auto error = refused(records);
        EXPECT_EQ(error.code, "read.record") << error.to_text();
        EXPECT_EQ(error.sheet, "S");
    }
}

TEST(Xls, AColumnThatXlsDoesNotHaveIsRefused) {
    EXPECT_EQ(refused(record(0x0203, cell(0, 256) + le_double(1))).code, "read.cell");
    EXPECT_EQ(cells_in(record(0x0203, cell(65535, 255) + le_double(1))), "IV65536 number 1");
}

TEST(Xls, ASheetWithoutItsEndIsRefused) {
    auto stream = biff_stream(biff8, "", {{.name = "S", .records = number(0, 1)}});
    stream.resize(stream.size() - 4);
    const auto error = refusal(in_compound(stream));
    EXPECT_EQ(error.code, "read.record");
    EXPECT_NE(error.expected.find("EOF"), std::string::npos);
}

TEST(Xls, SheetsThatOverlapAreRefusedBeforeTheyMultiply) {
    std::string globals; // each leads to the one sheet there is
    for (int i = 0; i < 50; ++i) {
        globals += record(0x0085, le32(20 + 50 * 13 + 13 + 4) + "\0\0\1\0X"s);
    }
    const std::string records(100 * 20, '\0'); // records of type 0
    const auto error = refused(records, globals);
    EXPECT_EQ(error.code, "read.workbook");
    EXPECT_EQ(error.expected, "sheets that lie apart");
}

TEST(Xls, CellsAreCountedAgainstTheBudget) {
    const auto error = refusal(book_of(number(0, 1) + number(1, 2) + number(2, 3)), {.cells = 2});
    EXPECT_EQ(error.fault, Fault::limit);
    EXPECT_EQ(refusal(book_of(shared_string(0, 0), sst({"too long"})), {.cell_text = 7}).fault,
              Fault::limit);
}

// As in a real file: strings over several records, a formula, merges, styles.
std::string rich_book() {
    std::vector<std::string> texts;
    for (int i = 0; i < 30; ++i) {
        texts.push_back(std::string(600, 'a') + fmt::format("{}", i));
    }
    std::string records = formula(0, 0) + record(0x0207, text8("text"));
    for (std::uint16_t row = 1; row < 30; ++row) {
        records += shared_string(row, row) + record(0x027E, cell(row, 1, 1) + le32(row << 2U | 2U));
    }
    records += record(0x00E5, le16(1) + le16(0) + le16(1) + le16(1) + le16(3));
    return book_of(records, style(0) + own_format(164, "#,##0") + style(164) + sst(texts));
}

TEST(Xls, EveryTruncationIsRefusedOrChangesNothing) {
    const auto whole = rich_book();
    const auto cells = cells_of(read_or_throw(whole).sheets[0]);
    for (std::size_t size = 8; size < whole.size(); size += 13) {
        const std::string cut = whole.substr(0, size);
        const auto book = parse::read_workbook(cut, {});
        EXPECT_TRUE(!book || cells_of(book->sheets[0]) == cells) << size;
    }
}

RC_GTEST_PROP(Xls, DamagedBooksNeverHarm, ()) {
    static const std::string whole = rich_book();
    auto bytes = whole;
    const int changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes; ++i) {
        bytes[*rc::gen::inRange<std::size_t>(8, bytes.size())] = *rc::gen::arbitrary<char>();
    }
    const auto book = parse::read_workbook(bytes, {});
    const auto code = book ? std::string("none") : book.error().code;
    RC_ASSERT(!code.empty());
    if (book) {
        for (const auto& cell : book->sheets[0].cells) {
            RC_ASSERT(cell.type != CellType::empty);
        }
    }
}

} // namespace
} // namespace tidemark::test

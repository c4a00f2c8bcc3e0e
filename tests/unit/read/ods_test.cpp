#include "pipeline/base/files.hpp"
#include "pipeline/parse/read/zip.hpp"
#include "tests/support/books/book.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/read/helpers.hpp"

namespace tidemark::test {
namespace {

std::string cells(std::string_view rows) {
    return cells_of(read_or_throw(ods_of(rows)).sheets[0]);
}

constexpr std::string_view one =
    R"(<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>)";

TEST(Ods, ReadsEveryTypeOfCell) {
    EXPECT_EQ(
        cells(
            R"(<table:table-row>)"
            R"(<table:table-cell office:value-type="float" office:value="2145"><text:p>2,145</text:p></table:table-cell>)"
            R"(<table:table-cell office:value-type="percentage" office:value="0.16"><text:p>16%</text:p></table:table-cell>)"
            R"(<table:table-cell office:value-type="date" office:date-value="2018-09-30"><text:p>30 Sep 2018</text:p></table:table-cell>)"
            R"(<table:table-cell office:value-type="boolean" office:boolean-value="true"/>)"
            R"(<table:table-cell office:value-type="string"><text:p>Kent</text:p></table:table-cell>)"
            R"(<table:table-cell office:value-type="time" office:time-value="PT12H00M00S"/>)"
            R"(<table:table-cell office:value-type="float" office:value="1273.53"/>)"
            R"(<table:table-cell office:value-type="float" office:value="x"><text:p>?</text:p></table:table-cell>)"
            R"(</table:table-row>)"),
        "A1 number 2,145 | B1 number 16% | C1 date 30 Sep 2018 | D1 boolean TRUE | E1 text Kent | "
        "F1 number 12:00:00 | G1 number 1273.53 | H1 text ?");
}

TEST(Ods, TextsThatLookLikeNumbersKeepTheirDigits) {
    EXPECT_EQ(
        cells(
            R"(<table:table-row>)"
            R"(<table:table-cell office:value-type="string"><text:p>0.10</text:p></table:table-cell>)"
            R"(<table:table-cell office:value-type="string"><text:p>1234567890123456789</text:p></table:table-cell>)"
            R"(<table:table-cell office:value-type="currency" office:currency="GBP" office:value="1234.5"><text:p>£1,234.50</text:p></table:table-cell>)"
            R"(<table:table-cell office:value-type="string" office:string-value="007"/>)"
            R"(</table:table-row>)"),
        "A1 text 0.10 | B1 text 1234567890123456789 | C1 number £1,234.50 | D1 text 007");
}

TEST(Ods, NumbersStandBesideTheTextDisplayed) {
    const auto book = read_or_throw(ods_of(
        R"(<table:table-row><table:table-cell office:value-type="float" office:value="1273.53">)"
        R"(<text:p>1,274</text:p></table:table-cell></table:table-row>)"));
    EXPECT_EQ(book.sheets[0].at({0, 0})->number, 1273.53);
    EXPECT_EQ(book.sheets[0].at({0, 0})->text, "1,274");
}

TEST(Ods, TextsAreJoinedAsDisplayed) {
    EXPECT_EQ(cells(R"(<table:table-row><table:table-cell office:value-type="string">)"
                    "<office:annotation><text:p>a note</text:p></office:annotation>"
                    "<text:p>\n  two <text:span>  words</text:span>"
                    R"(<text:s text:c="3"/>apart<text:tab/>x<text:line-break/>y </text:p>)"
                    "<text:p>&lt;5<text:note><text:p>n</text:p></text:note></text:p>"
                    "</table:table-cell></table:table-row>"),
              "A1 text two words   apart\tx\ny\n<5");
}

TEST(Ods, RepeatsAreExpandedWhereThereIsSomething) {
    EXPECT_EQ(
        cells(R"(<table:table-row table:number-rows-repeated="2">)"
              R"(<table:table-cell table:number-columns-repeated="2"/>)"
              R"(<table:table-cell office:value-type="string" table:number-columns-repeated="2">)"
              R"(<text:p>x</text:p></table:table-cell></table:table-row>)"
              R"(<table:table-row table:number-rows-repeated="3"/>)"
              R"(<table:table-row-group><table:table-row>)" +
              std::string(one) + "</table:table-row></table:table-row-group>"),
        "C1 text x | D1 text x | C2 text x | D2 text x | A6 number 1");
}

TEST(Ods, EmptyTailsOfAMillionRowsAreFree) {
    EXPECT_EQ(
        cells("<table:table-row>" + std::string(one) +
              R"(<table:table-cell table:number-columns-repeated="16383"/></table:table-row>)"
              R"(<table:table-row table:number-rows-repeated="1048575">)"
              R"(<table:table-cell table:number-columns-repeated="16384"/></table:table-row>)"),
        "A1 number 1");
}

TEST(Ods, CoveredCellsAreLeftOutAndMergesKept) {
    const auto book = read_or_throw(ods_of(
        R"(<table:table-row><table:table-cell office:value-type="string")"
        R"( table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>wide</text:p>)"
        R"(</table:table-cell><table:covered-table-cell office:value-type="string"><text:p>under)"
        R"(</text:p></table:covered-table-cell>)" +
        std::string(one) + "</table:table-row>"));
    EXPECT_EQ(cells_of(book.sheets[0]), "A1 text wide | C1 number 1");
    ASSERT_EQ(book.sheets[0].merges.size(), 1U);
    EXPECT_EQ(to_text(book.sheets[0].merges[0]), "A1:B3");
}

TEST(Ods, HiddenTablesAreKnownByTheirStyle) {
    BookSheet shown{.name = "shown", .rows = {{1.0}}, .merges = {}, .shown = Shown::yes};
    BookSheet hidden{.name = "hidden", .rows = {{2.0}}, .merges = {}, .shown = Shown::no};
    const auto book = read_or_throw(to_ods({shown, hidden}));
    EXPECT_EQ(book.sheets[0].visibility, Visibility::visible);
    EXPECT_EQ(book.sheets[1].visibility, Visibility::hidden);
    const auto chosen =
        parse::read_workbook(to_ods({shown, hidden}), {}, [](std::string_view, Visibility seen) {
            return seen == Visibility::visible;
        });
    EXPECT_EQ(chosen->sheets[0].cells.size(), 1U);
    EXPECT_TRUE(chosen->sheets[1].cells.empty());
    EXPECT_EQ(chosen->sheets[1].name, "hidden");
}

TEST(Ods, RepeatsThatFillTooMuchAreRefused) {
    const auto full = [](std::string_view rows, std::string_view columns) {
        return ods_of(fmt::format(
            R"(<table:table-row table:number-rows-repeated="{}"><table:table-cell)"
            R"( office:value-type="float" office:value="1" table:number-columns-repeated="{}">)"
            R"(<text:p>1</text:p></table:table-cell></table:table-row>)",
            rows,
            columns));
    };
    EXPECT_EQ(refusal(full("1048576", "16384"), {.cells = 100'000}).fault, Fault::limit);
    for (const auto* repeats : {"99999999999999999999", "-1", "0", "x"}) {
        EXPECT_EQ(refusal(full(repeats, "1")).code, "read.cell") << repeats;
        EXPECT_EQ(refusal(full("1", repeats)).code, "read.cell") << repeats;
    }
    EXPECT_EQ(refusal(full("1", "16385")).code, "read.cell");
    EXPECT_EQ(refusal(full("1048577", "1")).code, "read.cell");
    const auto blanks =
        ods_of(R"(<table:table-row><table:table-cell office:value-type="string"><text:p>a)"
               R"(<text:s text:c="2000000000"/>b</text:p></table:table-cell></table:table-row>)");
    EXPECT_EQ(refusal(blanks).fault, Fault::limit);
}

std::string flat(std::string_view rows, std::string_view mimetype = "spreadsheet") {
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?>)"
        "\n"
        R"(<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
        R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
        R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
        R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
        R"( office:mimetype="application/vnd.oasis.opendocument.{}"><office:meta/>)"
        R"(<office:styles><style:style style:name="Default" style:family="table-cell"/>)"
        R"(</office:styles><office:automatic-styles><style:style style:name="ta2")"
        R"( style:family="table"><style:table-properties table:display="false"/></style:style>)"
        R"(</office:automatic-styles><office:body><office:spreadsheet>)"
        R"(<table:table table:name="S" table:style-name="ta2">{}</table:table>)"
        R"(</office:spreadsheet></office:body></office:document>)",
        mimetype,
        rows);
}

TEST(FlatOds, IsReadLikeOds) {
    const auto bytes = flat("<table:table-row>" + std::string(one) + "</table:table-row>");
    for (const auto& each : {bytes, "\xEF\xBB\xBF" + bytes}) {
        const auto book = read_or_throw(each);
        EXPECT_EQ(book.format, Format::ods);
        EXPECT_EQ(book.decided, "flat ODS");
        EXPECT_EQ(book.sheets[0].visibility, Visibility::hidden);
        EXPECT_EQ(cells_of(book.sheets[0]), "A1 number 1");
    }
    for (std::size_t size = bytes.find("office:mimetype"); size < bytes.size(); ++size) {
        EXPECT_EQ(refusal(bytes.substr(0, size)).code, "read.xml") << size;
    }
}

TEST(FlatOds, OtherDocumentsAreRefused) {
    const auto error = refusal(flat("", "text"));
    EXPECT_EQ(error.code, "read.kind");
    EXPECT_EQ(error.found, "'application/vnd.oasis.opendocument.text'");
    EXPECT_EQ(refusal(flat("", "spreadsheet").insert(39, "<!DOCTYPE a>")).code, "read.xml");
}

// The content of a published ODS file, as the flat document it also is.
TEST(FlatOds, GivesTheCellsOfTheArchive) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    for (const auto* name : {"any_sheets.ods", "covered.ods", "number_rows_repeated.ods"}) {
        const auto bytes = read_file(*shared / "data" / "peers" / "calamine" / name).value();
        const auto zip = parse::Zip::open(bytes, {}).value();
        parse::Spent spent;
        auto content = zip.whole("content.xml", 1U << 24U, spent).value();
        for (std::size_t at = 0;
             (at = content.find("document-content", at)) != std::string::npos;) {
            content.replace(at, std::string_view("document-content").size(), "document");
        }
        const auto flat_book = read_or_throw(content);
        const auto book = read_or_throw(bytes);
        ASSERT_EQ(flat_book.sheets.size(), book.sheets.size());
        for (std::size_t i = 0; i < book.sheets.size(); ++i) {
            EXPECT_EQ(flat_book.sheets[i].name, book.sheets[i].name);
            EXPECT_EQ(flat_book.sheets[i].visibility, book.sheets[i].visibility);
            EXPECT_EQ(cells_of(flat_book.sheets[i]), cells_of(book.sheets[i]));
        }
    }
}

// The second by another prefix, so that it is XML that any reader takes.
TEST(Ods, ACellOfTwoValuesIsRefused) {
    const auto row = [](std::string_view second) {
        return fmt::format(
            R"(<table:table-row xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0">)"
            R"(<table:table-cell office:value-type="float" office:value="8224"{}>)"
            R"(<text:p>8,224</text:p></table:table-cell></table:table-row>)",
            second);
    };
    EXPECT_EQ(cells(row("")), "A1 number 8,224");
    for (const char* second : {R"( o:value="9540")", R"( office:value="9540")"}) {
        const auto error = refusal(ods_of(row("") + row(second)));
        EXPECT_EQ(error.expected, "one value, '8224'");
        EXPECT_EQ(error.found, "'9540' too");
    }
    EXPECT_EQ(
        refusal(
            ods_of(R"(<table:table-row xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0">)"
                   R"(<table:table-cell office:value-type="string" office:string-value="12")"
                   R"( o:string-value="3"/></table:table-row>)"))
            .found,
        "'3' too");
}

} // namespace
} // namespace tidemark::test

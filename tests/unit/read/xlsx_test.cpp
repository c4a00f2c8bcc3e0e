#include "pipeline/base/files.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/read/helpers.hpp"

#include <array>

namespace tidemark::test {
namespace {

std::string cells(std::string_view sheet_data) {
    return cells_of(read_or_throw(xlsx_of(sheet_data)).sheets[0]);
}

TEST(Xlsx, ReadsEveryTypeOfCell) {
    EXPECT_EQ(
        cells(R"(<row r="1"><c r="A1"><v>2145</v></c><c r="B1" t="n"><v>1273.53</v></c>)"
              R"(<c r="C1" t="s"><v>0</v></c><c r="D1" t="str"><f>A1&amp;"x"</f><v>ab</v></c>)"
              R"(<c r="E1" t="inlineStr"><is><t>in</t></is></c><c r="F1" t="b"><v>1</v></c>)"
              R"(<c r="G1" t="e"><v>#REF!</v></c><c r="H1" t="d"><v>2018-09-30</v></c>)"
              R"(<c r="I1"><f>1+1</f><v>2</v></c><c r="J1" s="1"/><c r="K1"><v/></c></row>)"),
        "A1 number 2145 | B1 number 1273.53 | C1 text hello | D1 text ab | E1 text in | "
        "F1 boolean TRUE | G1 error #REF! | H1 date 2018-09-30 | I1 number 2");
}

TEST(Xlsx, FastAndGeneralReadingAgree) {
    constexpr std::string_view fast =
        R"(<row r="1"><c r="A1" s="0"><v>10391</v></c><c r="B1" t="s"><v>0</v></c>)"
        R"(<c r="C1" s="1"/><c r="D1"><v>-0.5</v></c></row>)";
    constexpr std::string_view general =
        R"(<row  r='1'><c  s='0' r='A1' ><v >10391</v></c><c t='s' r='B1'><v>0</v ></c>)"
        R"(<c r='C1' s='1'></c><c r='D1'><!-- x --><v>-0.5</v></c></row>)";
    EXPECT_EQ(cells(fast), cells(general));
    EXPECT_EQ(cells(fast), "A1 number 10391 | B1 text hello | D1 number -0.5");
}

TEST(Xlsx, RowsAndCellsWithoutAddressFollowOn) {
    EXPECT_EQ(cells("<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='C5'><v>3</v></c>"
                    "<c><v>4</v></c></row><row><c><v>5</v></c></row>"),
              "A1 number 1 | B1 number 2 | C5 number 3 | D5 number 4 | A6 number 5");
}

TEST(Xlsx, CellsOutOfOrderAreSortedAndTheLastOfTwoStands) {
    EXPECT_EQ(cells("<row r='9'><c r='B9'><v>1</v></c></row><row r='1'><c r='A1'><v>2</v></c></row>"
                    "<row r='9'><c r='B9'><v>3</v></c></row>"),
              "A1 number 2 | B9 number 3");
}

TEST(Xlsx, WhatIsNotANumberStaysText) {
    EXPECT_EQ(cells("<row r='1'><c r='A1'><v>NaN</v></c><c r='B1'><v>1e400</v></c>"
                    "<c r='C1'><v>-0</v></c><c r='D1'><v>0x10</v></c><c r='E1'><v>1,5</v></c>"
                    "<c r='F1'><v> </v></c></row>"),
              "A1 text NaN | B1 text 1e400 | C1 number 0 | D1 text 0x10 | E1 text 1,5");
}

TEST(Xlsx, RunsAreJoinedPhoneticsLeftOutAndEscapesDecoded) {
    XlsxParts parts;
    parts.strings =
        "<si><r><rPr><b/></rPr><t xml:space='preserve'>Kent </t></r><r><t>Police</t></r>"
        "<rPh sb='0' eb='1'><t>kento</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><t>two_x000A_lines _x005F_x &lt;5</t></si><si/>";
    parts.sheet_data = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
                       "<c r='C1' t='s'><v>2</v></c></row>";
    EXPECT_EQ(cells_of(read_or_throw(xlsx(parts)).sheets[0]),
              "A1 text Kent Police | B1 text two\nlines _x <5");
}

TEST(Xlsx, NumberFormatsTellDatesFromNumbers) {
    XlsxParts parts;
    parts.styles = "<numFmts><numFmt numFmtId='164' formatCode='d mmm yyyy'/></numFmts>"
                   "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
                   "<xf numFmtId='3'/><xf numFmtId='164'/><xf numFmtId='22'/><xf numFmtId='20'/>"
                   "</cellXfs>";
    parts.sheet_data = "<row r='1'><c r='A1' s='0'><v>43373</v></c><c r='B1' s='1'><v>43373</v></c>"
                       "<c r='C1' s='2'><v>43373</v></c><c r='D1' s='3'><v>43373.5</v></c>"
                       "<c r='E1' s='4'><v>0.5</v></c><c r='F1' s='99'><v>43373</v></c></row>";
    const auto book = read_or_throw(xlsx(parts));
    EXPECT_EQ(cells_of(book.sheets[0]),
              "A1 number 43373 | B1 number 43373 | C1 date 30 Sep 2018 | D1 date "
              "30/09/2018 12:00 | E1 number 12:00:00 | F1 number 43373");
    EXPECT_EQ(book.sheets[0].at({0, 1})->style.format(), "#,##0");
    EXPECT_EQ(book.sheets[0].at({0, 2})->style.format(), "d mmm yyyy");
    EXPECT_EQ(book.sheets[0].at({0, 2})->number, 17804);
    EXPECT_TRUE(book.sheets[0].at({0, 0})->style.format().empty());
}

TEST(Xlsx, LettersThatAreNoDateLettersMakeNoDates) {
    constexpr std::array codes{"[h]:mm",
                               "[mm]:ss",
                               "0&quot; days&quot;",
                               "&quot;yyyy&quot; 0",
                               "[Red]#,##0",
                               "[Magenta]0",
                               "0\\d",
                               "0_d",
                               "#,##0;&quot;dmy&quot;",
                               "[$DM-407] 0"};
    XlsxParts parts;
    std::string xfs;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        parts.styles += fmt::format("<numFmt numFmtId='{}' formatCode='{}'/>", 164 + i, codes[i]);
        xfs += fmt::format("<xf numFmtId='{}'/>", 164 + i);
    }
    parts.styles = "<numFmts>" + parts.styles + "</numFmts><cellXfs>" + xfs + "</cellXfs>";
    for (std::size_t i = 0; i < codes.size(); ++i) {
        parts.sheet_data = fmt::format(R"(<row r="1"><c r="A1" s="{}"><v>1.5</v></c></row>)", i);
        EXPECT_EQ(cells_of(read_or_throw(xlsx(parts)).sheets[0]), "A1 number 1.5") << codes[i];
    }
}

TEST(Xlsx, TextsThatLookLikeNumbersKeepTheirDigits) {
    XlsxParts parts;
    parts.strings = "<si><t>0.10</t></si><si><t>1234567890123456789</t></si>"
                    "<si><r><t>0</t></r><r><t xml:space='preserve'>.50 </t></r></si>";
    parts.sheet_data = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>)"
                       R"(<c r="C1" t="s"><v>2</v></c><c r="D1" t="str"><f>A1</f><v>0.10</v></c>)"
                       R"(<c r="E1" t="inlineStr"><is><t>007</t></is></c></row>)";
    EXPECT_EQ(cells_of(read_or_throw(xlsx(parts)).sheets[0]),
              "A1 text 0.10 | B1 text 1234567890123456789 | C1 text 0.50  | D1 text 0.10 | "
              "E1 text 007");
}

TEST(Xlsx, WhatIsNeitherTrueNorFalseIsText) {
    EXPECT_EQ(cells(R"(<row r="1"><c r="A1" t="b"><v>0</v></c><c r="B1" t="b"><v>2</v></c>)"
                    R"(<c r="C1" t="b"><v>TRUE</v></c></row>)"),
              "A1 boolean FALSE | B1 text 2 | C1 text TRUE");
}

TEST(Xlsx, FormulasAreTheirLastResultOfEachType) {
    EXPECT_EQ(
        cells(R"(<row r="1"><c r="A1" t="b"><f>1=1</f><v>1</v></c>)"
              R"(<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>)"
              R"(<c r="C1" t="str"><f>"a"</f><v>a &lt;5</v></c><c r="D1"><f>2+3</f></c></row>)"),
        "A1 boolean TRUE | B1 error #DIV/0! | C1 text a <5");
}

TEST(Xlsx, AStrictBookOfOfficeIsRead) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    const auto bytes = read_file(*shared / "data/peers/calamine/strict_iso_paths.xlsx").value();
    EXPECT_FALSE(read_or_throw(bytes).sheets[0].cells.empty());
}

TEST(Xlsx, TheEpochOf1904IsKept) {
    XlsxParts parts;
    parts.workbook_pr = "<workbookPr date1904='1'/>";
    parts.styles = "<cellXfs><xf numFmtId='14'/></cellXfs>";
    parts.sheet_data = "<row r='1'><c r='A1' s='0'><v>41911</v></c></row>";
    EXPECT_EQ(cells_of(read_or_throw(xlsx(parts)).sheets[0]), "A1 date 30/09/2018");
}

TEST(Xlsx, AMergeThatEndsBeforeItBeginsIsNone) {
    XlsxParts parts;
    parts.after_data = "<mergeCells><mergeCell ref='A8:A5'/></mergeCells>";
    EXPECT_EQ(refusal(xlsx(parts)).found, "'A8:A5'");
}

TEST(Xlsx, MergesAndVisibilityAreKept) {
    XlsxParts parts;
    parts.state = "veryHidden";
    parts.after_data =
        "<mergeCells count='2'><mergeCell ref='A1:C2'/><mergeCell ref='D4'/></mergeCells>";
    const auto book = read_or_throw(xlsx(parts));
    ASSERT_EQ(book.sheets[0].merges.size(), 2U);
    EXPECT_EQ(to_text(book.sheets[0].merges[0]), "A1:C2");
    EXPECT_EQ(book.sheets[0].visibility, Visibility::very_hidden);
}

TEST(Xlsx, StrictNamespacesAndAnyPrefixAreRead) {
    XlsxParts parts;
    ZipWriter zip;
    add_frame(zip, parts);
    zip.add("xl/worksheets/sheet1.xml",
            "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData>"
            "<x:row r='1'><x:c r='A1'><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>");
    EXPECT_EQ(cells_of(read_or_throw(zip.finish()).sheets[0]), "A1 number 5");
}

TEST(Xlsx, OnlyWantedSheetsAreRead) {
    const auto book =
        parse::read_workbook(xlsx_of("<row r='1'><c r='A1'><v>1</v></c></row>"),
                             {},
                             [](std::string_view name, Visibility) { return name == "other"; });
    ASSERT_TRUE(book.has_value());
    EXPECT_EQ(book->sheets[0].name, "S");
    EXPECT_TRUE(book->sheets[0].cells.empty());
}

TEST(Xlsx, AddressesAndIndexesOutOfRangeAreRefusedWithTheirCell) {
    for (const auto* data : {"<row r='0'/>",
                             "<row r='-5'/>",
                             "<row r='1048577'/>",
                             "<row r='1'><c r=''><v>1</v></c></row>",
                             "<row r='1'><c r='A0'/></row>",
                             "<row r='1'><c r='1A'/></row>",
                             "<row r='1'><c r='XFE1'><v>1</v></c></row>",
                             "<row r='1'><c r='ZZZZZZZZ999999999'><v>1</v></c></row>",
                             "<row r='1'><c r='A1' t='odd'><v>1</v></c></row>"}) {
        EXPECT_EQ(refusal(xlsx_of(data)).code, "read.cell") << data;
    }
    for (const auto* index : {"1", "4294967295", "-1", "1e9", "x"}) {
        const auto error =
            refusal(xlsx_of(fmt::format("<row r='7'><c r='B7' t='s'><v>{}</v></c></row>", index)));
        EXPECT_EQ(error.code, "read.cell") << index;
        EXPECT_EQ(error.cell, "B7") << index;
        EXPECT_EQ(error.sheet, "S") << index;
    }
}

} // namespace
} // namespace tidemark::test

// How cells look: number format, bold, indent and fill, in each format that says so.
#include "pipeline/base/files.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/read/xls_helpers.hpp"

#include <set>

namespace tidemark::test {
namespace {

using namespace std::string_literals;

std::string looks(const Cell* cell) {
    if (cell == nullptr) {
        return "none";
    }
    return fmt::format("{}{}{} {}",
                       cell->style.format(),
                       cell->style.bold() ? " bold" : "",
                       cell->style.indent() > 0 ? fmt::format(" >{}", cell->style.indent()) : "",
                       cell->style.fill());
}

TEST(Styles, OfXlsxAreTheFontFillAndAlignmentOfTheirFormat) {
    XlsxParts parts;
    parts.styles =
        "<fonts><font/><font><b/></font><font><b val='0'/></font></fonts>"
        "<fills><fill><patternFill patternType='none'/></fill>"
        "<fill><patternFill patternType='gray125'/></fill>"
        "<fill><patternFill patternType='solid'><fgColor rgb='FFffee00'/><bgColor indexed='64'/>"
        "</patternFill></fill><fill><patternFill patternType='solid'><fgColor theme='4'/>"
        "</patternFill></fill><fill><patternFill patternType='solid'><fgColor indexed='22'/>"
        "</patternFill></fill><fill><gradientFill/></fill></fills>"
        "<cellStyleXfs><xf fontId='1' fillId='2'/></cellStyleXfs>"
        "<cellXfs><xf/><xf fontId='1' numFmtId='3'/><xf fontId='2' fillId='2'>"
        "<alignment horizontal='left' indent='2'/></xf><xf fillId='3'/><xf fillId='4'/>"
        "<xf fillId='5'/><xf fillId='1' fontId='99'/></cellXfs>"
        "<dxfs><dxf><font><b/></font><fill><patternFill patternType='solid'/></fill></dxf></dxfs>";
    parts.strings = "<si><t>hello</t></si>";
    parts.sheet_data = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>5</v></c>)"
                       R"(<c r="C1" s="2" t="s"><v>0</v></c><c s='3' r='D1' t='b'><v>1</v></c>)"
                       R"(<c r="E1" s="4" t="inlineStr"><is><t>x</t></is></c>)"
                       R"(<c r="F1" s="5" t="e"><v>#N/A</v></c><c r="G1" s="6"><v>1</v></c>)"
                       R"(<c r="H1" s="77"><v>1</v></c></row>)";
    const auto sheet = read_or_throw(xlsx(parts)).sheets[0];
    constexpr std::array expected{
        " ", "#,##0 bold ", " >2 FFEE00", " theme 4", " indexed 22", " gradient", " gray125", " "};
    for (std::uint32_t column = 0; column < expected.size(); ++column) {
        EXPECT_EQ(looks(sheet.at({0, column})), expected[column]) << column;
    }
    EXPECT_TRUE(sheet.at({0, 0})->style.is_plain());
}

TEST(Styles, AreSharedByTheirCells) {
    XlsxParts parts;
    parts.styles = "<cellXfs><xf/><xf numFmtId='3'/></cellXfs>";
    parts.sheet_data =
        R"(<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>2</v></c></row>)";
    const auto sheet = read_or_throw(xlsx(parts)).sheets[0];
    EXPECT_NE(sheet.cells[0].style.identity(), nullptr);
    EXPECT_EQ(sheet.cells[0].style.identity(), sheet.cells[1].style.identity());
}

std::string styled_ods(std::string_view rows, std::string_view named = "") {
    constexpr std::string_view spaces =
        R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
        R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
        R"( xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0")"
        R"( xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0")"
        R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
        R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")";
    constexpr std::string_view automatic =
        R"(<style:style style:name="bold" style:family="table-cell" style:parent-style-name="Good">)"
        R"(<style:text-properties fo:font-weight="bold"/></style:style>)"
        R"(<number:number-style style:name="N1"><style:text-properties fo:color="#ff0000"/>)"
        R"(</number:number-style>)"
        R"(<style:style style:name="light" style:family="table-cell" style:parent-style-name="Head">)"
        R"(<style:text-properties fo:font-weight="normal"/>)"
        R"(<style:paragraph-properties fo:margin-left="0.706cm"/></style:style>)"
        R"(<style:style style:name="clear" style:family="table-cell" style:parent-style-name="Good">)"
        R"(<style:table-cell-properties fo:background-color="transparent"/></style:style>)"
        R"(<style:style style:name="loop" style:family="table-cell" style:parent-style-name="loop"/>)"
        R"(<style:style style:name="bold" style:family="paragraph">)"
        R"(<style:text-properties fo:font-weight="normal"/></style:style>)";
    ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml",
            fmt::format("<office:document-content{}><office:automatic-styles>{}"
                        "</office:automatic-styles><office:body><office:spreadsheet>"
                        "<table:table table:name='S'>{}</table:table></office:spreadsheet>"
                        "</office:body></office:document-content>",
                        spaces,
                        automatic,
                        rows));
    zip.add("styles.xml",
            fmt::format("<office:document-styles{}><office:styles>{}</office:styles>"
                        "</office:document-styles>",
                        spaces,
                        named));
    return zip.finish();
}

constexpr std::string_view named_styles =
    R"(<style:style style:name="Plain" style:family="table-cell"/>)"
    R"(<style:default-style style:family="table-cell"><style:text-properties)"
    R"( fo:font-weight="bold"/></style:default-style>)"
    R"(<style:style style:name="Good" style:family="table-cell">)"
    R"(<style:table-cell-properties fo:background-color="#ccffcc"/></style:style>)"
    R"(<style:style style:name="Head" style:family="table-cell" style:parent-style-name="Good">)"
    R"(<style:text-properties fo:font-weight="700"/></style:style>)";

std::string cell_of(std::string_view attributes) {
    return fmt::format("<table:table-cell{} office:value-type=\"string\"><text:p>x</text:p>"
                       "</table:table-cell>",
                       attributes);
}

TEST(Styles, OfOdsBuildOnTheirParents) {
    std::string row;
    for (const auto* style : {"bold", "light", "Head", "clear", "loop", "nowhere", "Plain"}) {
        row += cell_of(fmt::format(R"( table:style-name="{}")", style));
    }
    const auto sheet =
        read_or_throw(styled_ods("<table:table-row>" + row + "</table:table-row>", named_styles))
            .sheets[0];
    constexpr std::array expected{" bold CCFFCC", " >2 CCFFCC", " bold CCFFCC", " ", " ", " ", " "};
    for (std::uint32_t column = 0; column < expected.size(); ++column) {
        EXPECT_EQ(looks(sheet.at({0, column})), expected[column]) << column;
    }
}

// As LibreOffice and Excel write them, and what Excel calls them.
TEST(Styles, NumberFormatsOfOdsAreToldAsExcelTellsThem) {
    const std::array<std::array<std::string_view, 3>, 12> cases{{
        {"number-style", R"(<number:number number:min-integer-digits="1"/>)", "General"},
        {"number-style",
         R"(<number:number number:decimal-places="1" number:min-decimal-places="1")"
         R"( number:min-integer-digits="1" number:grouping="true"/>)",
         "#,##0.0"},
        {"number-style",
         R"(<number:number number:decimal-places="3" number:min-decimal-places="1")"
         R"( number:min-integer-digits="5" number:grouping="true" number:display-factor="1000"/>)",
         "00,000.0##,"},
        {"number-style",
         R"(<number:number number:decimal-places="0" number:min-integer-digits="0"/>)",
         "#"},
        {"percentage-style",
         R"(<number:number number:decimal-places="0" number:min-integer-digits="1"/>)"
         R"(<number:text>%</number:text>)",
         "0%"},
        {"currency-style",
         R"(<number:currency-symbol number:language="en">&#163;</number:currency-symbol>)"
         R"(<number:number number:decimal-places="2" number:min-integer-digits="1"/>)",
         "\"\xC2\xA3\"0.00"},
        {"number-style",
         R"(<number:scientific-number number:decimal-places="2" number:min-integer-digits="1")"
         R"( number:min-exponent-digits="2"/>)",
         "0.00E+00"},
        {"date-style",
         R"(<number:day number:style="long"/><number:text>/</number:text><number:month)"
         R"( number:style="long"/><number:text>/</number:text><number:year number:style="long"/>)",
         "dd/mm/yyyy"},
        {"date-style",
         R"(<number:day/><number:text> </number:text><number:month number:textual="true"/>)",
         "d mmm"},
        {"time-style",
         R"(<number:hours/><number:text>:</number:text><number:minutes number:style="long"/>)",
         "[h]:mm"},
        {"text-style", R"(<number:text-content/>)", "@"},
        {"number-style",
         R"(<style:text-properties fo:color="#ff0000"/><number:text>-</number:text><number:number)"
         R"( number:decimal-places="0" number:min-integer-digits="1"/>)"
         R"(<style:map style:condition="value()&gt;=0" style:apply-style-name="N3"/>)",
         "0%;[Red]-0"},
    }};
    std::string named =
        R"(<number:percentage-style style:name="N3"><number:number number:decimal-places="0")"
        R"( number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>)";
    std::string row;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto& [element, inside, format] = cases[i];
        const bool elapsed = element == "time-style";
        named += fmt::format(R"(<number:{0} style:name="F{1}"{2}>{3}</number:{0}>)"
                             R"(<style:style style:name="C{1}" style:family="table-cell")"
                             R"( style:data-style-name="F{1}"/>)",
                             element,
                             i,
                             elapsed ? R"( number:truncate-on-overflow="false")" : "",
                             inside);
        row += cell_of(fmt::format(R"( table:style-name="C{}")", i));
    }
    const auto sheet =
        read_or_throw(styled_ods("<table:table-row>" + row + "</table:table-row>", named))
            .sheets[0];
    for (std::uint32_t column = 0; column < cases.size(); ++column) {
        EXPECT_EQ(sheet.at({0, column})->style.format(), cases[column][2]) << column;
    }
}

TEST(Styles, OfOdsCellsThatNameNoneAreTheirRowsOrColumns) {
    const std::string plain = cell_of("");
    const std::string own = cell_of(R"( table:style-name="light")");
    std::string rows =
        R"(<table:table-columns><table:table-column table:default-cell-style-name="loop"/>)"
        R"(<table:table-column table:number-columns-repeated="2")"
        R"( table:default-cell-style-name="bold"/></table:table-columns>)"
        R"(<table:table-column table:number-columns-repeated="99999999"/>)";
    for (int i = 0; i < 40; ++i) { // enough for what is recognised as bytes
        rows += "<table:table-row>" + plain + plain + own + plain + "</table:table-row>";
    }
    rows += R"(<table:table-row table:default-cell-style-name="Head">)" + plain + plain + own +
            plain + "</table:table-row>";
    const auto sheet = read_or_throw(styled_ods(rows, named_styles)).sheets[0];
    const auto row = [&sheet](std::uint32_t at) {
        std::string all;
        for (std::uint32_t column = 0; column < 4; ++column) {
            all += looks(sheet.at({at, column})) + "|";
        }
        return all;
    };
    for (std::uint32_t at = 0; at < 40; ++at) {
        EXPECT_EQ(row(at), " | bold CCFFCC| >2 CCFFCC| |") << at;
    }
    EXPECT_EQ(row(40), " bold CCFFCC| bold CCFFCC| >2 CCFFCC| bold CCFFCC|");
}

// FONT: height, options, colour, weight and so on.
std::string font(std::uint16_t weight) {
    return record(0x0031, le16(200) + le16(0) + le16(0) + le16(weight) + std::string(6, '\0'));
}

std::string xf(std::uint16_t font_index, char indent, std::uint32_t pattern, std::uint16_t colour) {
    return record(0x00E0,
                  le16(font_index) + le16(3) + std::string(4, '\0') + indent +
                      std::string(5, '\0') + le32(pattern << 26U) + le16(colour));
}

TEST(Styles, OfXlsAreTheirFontAndPattern) {
    const std::string globals = font(400) + font(700) + font(400) + font(400) + font(700) +
                                record(0x0092, le16(2) + "\x01\x02\x03\0\xFF\xEE\x00\0"s) +
                                xf(0, 0, 0, 64) + xf(1, 3, 1, 9) + xf(5, 0, 1, 22) +
                                xf(4, 0, 17, 9) + xf(3, 0, 0, 9);
    std::string records;
    for (std::uint16_t i = 0; i < 5; ++i) {
        records += number(i, i, i);
    }
    const auto sheet = read_or_throw(book_of(records, globals)).sheets[0];
    constexpr std::array expected{
        "#,##0 ", "#,##0 bold >3 FFEE00", "#,##0 bold indexed 22", "#,##0 gray125", "#,##0 "};
    for (std::uint32_t row = 0; row < expected.size(); ++row) {
        EXPECT_EQ(looks(sheet.at({row, 0})), expected[row]) << row;
    }
}

// The same headings of one publication, as people see them.
TEST(Styles, OfPublishedFilesAreSeen) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    for (const auto* name : {"peers/xlrd/xf_class.xls", "peers/xlrd/Formate.xls"}) {
        std::set<std::string> seen;
        for (const auto& sheet : read_or_throw(read_file(*shared / "data" / name).value()).sheets) {
            for (const auto& cell : sheet.cells) {
                seen.insert(looks(&cell));
            }
        }
        EXPECT_GT(seen.size(), 1U) << name;
    }
}

} // namespace
} // namespace tidemark::test

// Files made to harm: each is refused with one clear error, or read as far as it is harmless.
#include "pipeline/base/files.hpp"
#include "tests/support/books/book.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/read/helpers.hpp"

#include <rapidcheck/gtest.h>

#include <filesystem>

namespace tidemark::test {
namespace {

using namespace std::string_literals;

constexpr std::string_view one_cell = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>";

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

TEST(Hostile, DoctypesAreRefusedWhereverTheyStand) {
    XlsxParts parts;
    parts.sheet_data = one_cell;
    parts.strings = "<si><t>&a;</t></si>";
    for (const auto* doctype : {"<!DOCTYPE s [<!ENTITY a 'ha'>]>",
                                "<!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
                                "<!DOCTYPE s SYSTEM 'http://169.254.169.254/x'>"}) {
        parts.doctype = doctype;
        EXPECT_EQ(refusal(xlsx(parts)).code, "read.xml") << doctype;
    }
    EXPECT_EQ(refusal(ods_of("", "<!DOCTYPE s [<!ENTITY a 'b'>]>")).code, "read.xml");
}

TEST(Hostile, DepthIsLimited) {
    const auto error =
        refusal(xlsx_of(repeated("<a>", 100'000) + repeated("</a>", 100'000)), {.ratio = 10'000});
    EXPECT_EQ(error.fault, Fault::limit);
    EXPECT_EQ(error.code, "read.budget");
    EXPECT_NE(error.expected.find("depth"), std::string::npos);
}

TEST(Hostile, OverlongTextsAreLimited) {
    XlsxParts parts;
    parts.sheet_data = one_cell;
    parts.strings = "<si><t>" + std::string(3U << 20U, 'A') + "</t></si>";
    EXPECT_NE(refusal(xlsx(parts), {.ratio = 10'000}).expected.find("cell's text"),
              std::string::npos);
    const auto in_cell = xlsx_of("<row r='1'><c r='A1' t='str'><v>" + std::string(3U << 20U, 'A') +
                                 "</v></c></row>");
    EXPECT_NE(refusal(in_cell, {.ratio = 10'000}).expected.find("cell's text"), std::string::npos);
}

TEST(Hostile, BombsStopAtTheRatio) {
    XlsxParts parts;
    parts.sheet_data = repeated("<row/>", 1'000'000);
    const auto error = refusal(xlsx(parts));
    EXPECT_EQ(error.fault, Fault::limit) << error.to_text();
    EXPECT_NE(error.expected.find("ratio"), std::string::npos);
}

TEST(Hostile, CountsAndDimensionsAreNotBelieved) {
    XlsxParts parts;
    parts.sheet_data = one_cell;
    parts.strings = "<si><t>hello</t></si>";
    ZipWriter zip;
    add_frame(zip, parts);
    zip.add("xl/worksheets/sheet1.xml",
            fmt::format("<worksheet xmlns='{}'><dimension ref='A1:XFE16777217'/><sheetData>{}"
                        "</sheetData><mergeCells count='4294967295'/></worksheet>",
                        sheet_ns,
                        one_cell));
    EXPECT_EQ(cells_of(read_or_throw(zip.finish()).sheets[0]), "A1 text hello");
}

TEST(Hostile, TargetsOutsideThePackageAreNotFollowed) {
    for (const auto* target :
         {"../../../../etc/passwd", "http://169.254.169.254/x", "/etc/passwd", ""}) {
        XlsxParts parts;
        parts.target = target;
        const auto error = refusal(xlsx(parts));
        EXPECT_EQ(error.code, "read.workbook") << target;
        EXPECT_EQ(error.sheet, "S") << target;
    }
}

TEST(Hostile, NamesThatClimbAreOnlyNames) {
    ZipWriter zip;
    XlsxParts parts;
    add_frame(zip, parts);
    zip.add("../../../tmp/tidemark-climbed", "x");
    zip.add("/etc/cron.d/x", "x");
    zip.add("xl/worksheets/sheet1.xml", whole_sheet(""));
    EXPECT_TRUE(read_or_throw(zip.finish()).sheets[0].cells.empty());
}

TEST(Hostile, BytesThatAreNotUtf8AreRefusedInBooks) {
    for (const auto& bytes :
         {"\xff\xfe"s, "\xC0\x80"s, "\xED\xA0\x80"s, "\x01"s, "\xEF\xBF\xBE"s}) {
        XlsxParts parts;
        parts.sheet_data = one_cell;
        parts.strings = "<si><t>" + bytes + "</t></si>";
        EXPECT_FALSE(parse::read_workbook(xlsx(parts), {}).has_value());
        const auto inside = "<row r='1'><c r='A1' t='str'><v>" + bytes + "</v></c></row>";
        EXPECT_FALSE(parse::read_workbook(xlsx_of(inside), {}).has_value());
        const auto ods = ods_of("<table:table-row><table:table-cell office:value-type='string'>"
                                "<text:p>" +
                                bytes + "</text:p></table:table-cell></table:table-row>");
        EXPECT_FALSE(parse::read_workbook(ods, {}).has_value());
    }
}

TEST(Hostile, EveryTruncationOfABookIsRefused) {
    const auto bytes = xlsx_of(one_cell);
    constexpr std::size_t known = 4; // fewer bytes could be the start of a text
    for (std::size_t size = known; size < bytes.size(); ++size) {
        EXPECT_FALSE(parse::read_workbook(bytes.substr(0, size), {}).has_value()) << size;
    }
}

// With the archive's CRC made right again, so that the damage reaches the scanner.
RC_GTEST_PROP(Hostile, DamagedSheetsNeverHarm, ()) {
    auto data = whole_sheet("<row r='1'><c r=\"A1\" s=\"0\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>12.5"
                            "</v></c><c r='C1' t='inlineStr'><is><t>x &amp; y</t></is></c></row>",
                            "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>");
    const int changes = *rc::gen::inRange(1, 4);
    for (int i = 0; i < changes; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, data.size());
        data[at] = *rc::gen::elementOf("<>/\"'= &;0A\xff\0x-"s);
    }
    ZipWriter zip;
    XlsxParts parts;
    parts.strings = "<si><t>hello</t></si>";
    add_frame(zip, parts);
    zip.add("xl/worksheets/sheet1.xml", data);
    const auto book = parse::read_workbook(zip.finish(), {});
    RC_ASSERT(book.has_value() || !book.error().code.empty());
    if (book) {
        for (const auto& cell : book->sheets[0].cells) {
            RC_ASSERT(cell.type != CellType::empty);
        }
    }
}

// Other readers' test suites and broken real files.
TEST(Hostile, EveryPublishedFileIsReadOrRefusedWithOneLine) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    std::size_t read = 0;
    std::size_t refused = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(*shared / "data")) {
        if (!file.is_regular_file()) {
            continue;
        }
        const auto bytes = read_file(file.path());
        ASSERT_TRUE(bytes.has_value()) << file.path();
        const auto book = parse::read_workbook(*bytes, {});
        if (book) {
            ++read;
            EXPECT_FALSE(book->sheets.empty()) << file.path();
            continue;
        }
        ++refused;
        const auto extension = file.path().extension();
        const bool harmless = file.path().string().find("/hostile/") == std::string::npos &&
                              file.path().string().find("/peers/") == std::string::npos;
        EXPECT_TRUE(!harmless ||
                    (extension != ".xlsx" && extension != ".xlsm" && extension != ".xls" &&
                     extension != ".ods" && extension != ".csv"))
            << file.path() << ": " << book.error().to_text();
    }
    EXPECT_GE(read, 100U);
    EXPECT_GE(refused, 25U);
}

// What is looked ahead for are whole tags: a small budget for one must not refuse many.
TEST(Hostile, ManyTagsOfOrdinarySizeFitASmallBudget) {
    Book book{{.name = "one", .rows = std::vector<Row>(3000, Row(8, Value{10391.0}))}};
    for (const std::string& bytes : {to_ods(book), to_xlsx(book)}) {
        const auto read = parse::read_workbook(bytes, {}, {}, {.cell_text = 300});
        ASSERT_TRUE(read.has_value()) << read.error().to_text();
        EXPECT_EQ(read->sheets[0].cells.size(), 24'000U);
    }
}

} // namespace
} // namespace tidemark::test

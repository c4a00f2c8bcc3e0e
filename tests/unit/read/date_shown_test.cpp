// Dates as a reader of the sheet sees them, in every format of file.
#include "pipeline/parse/read/date_shown.hpp"
#include "tests/unit/read/helpers.hpp"

#include <gtest/gtest.h>

namespace tidemark::parse {
namespace {

constexpr double day = 17804; // 30 September 2018, a Sunday

TEST(DateShown, IsWhatASpreadsheetShows) {
    const std::pair<const char*, const char*> formats[] = {
        {"dd/mm/yyyy", "30/09/2018"},
        {"d-mmm-yy", "30-Sep-18"},
        {"mmm-yy", "Sep-18"},
        {"mmmm yyyy", "September 2018"},
        {"yyyy", "2018"},
        {"m/d/yy", "9/30/18"},
        {"dddd d mmmm yyyy", "Sunday 30 September 2018"},
        {"ddd\\ d", "Sun 30"},
        {"[$-809]dd mmmm yyyy;@", "30 September 2018"},
        {"[$-F800]yyyy\\-mm\\-dd", nullptr},
        {"[$-407]mmmm yyyy", nullptr},
        {"[$-407]dd.mm.yyyy", "30.09.2018"},
        {"\"Year to \"mmm yyyy", "Year to Sep 2018"},
        {"mmmmm", "S"},
        {"[Red]dd.mm.yyyy_)", "30.09.2018 "},
        {"e.mm.dd", nullptr},
        {"[h]:mm", nullptr},
        {"", nullptr},
        {";;;", nullptr},
    };
    for (const auto& [format, text] : formats) {
        EXPECT_EQ(date_shown(day, format),
                  text == nullptr ? std::nullopt : std::optional(std::string(text)))
            << format;
    }
}

TEST(DateShown, MinutesAreNoMonths) {
    const double half_past_one = day + 13.5 / 24;
    EXPECT_EQ(date_shown(half_past_one, "dd/mm/yyyy hh:mm"), "30/09/2018 13:30");
    EXPECT_EQ(date_shown(half_past_one, "h:mm AM/PM"), "1:30 PM");
    EXPECT_EQ(date_shown(half_past_one, "mm:ss"), "30:00");
    EXPECT_EQ(date_shown(half_past_one, "h\"h\" m, d m"), "13h 30, 30 9");
}

// One table in two files: the pattern of a header is written once.
TEST(DateShown, AHeaderIsTheSameTextInXlsxAndOds) {
    test::XlsxParts parts;
    parts.styles = "<numFmts><numFmt numFmtId='164' formatCode='mmm\\ yyyy'/></numFmts>"
                   "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs>";
    parts.sheet_data = "<row r='1'><c r='A1' s='1'><v>43373</v></c></row>";
    const auto xlsx = test::read_or_throw(test::xlsx(parts));
    const auto ods = test::read_or_throw(test::ods_of(
        R"(<table:table-row><table:table-cell office:value-type="date" )"
        R"(office:date-value="2018-09-30"><text:p>Sep 2018</text:p></table:table-cell>)"
        R"(</table:table-row>)"));
    EXPECT_EQ(test::cells_of(xlsx.sheets[0]), "A1 date Sep 2018");
    EXPECT_EQ(test::cells_of(ods.sheets[0]), "A1 date Sep 2018");
    EXPECT_EQ(xlsx.sheets[0].cells[0].number, ods.sheets[0].cells[0].number);
}

} // namespace
} // namespace tidemark::parse

// Which changes of a source file may mend a hold, the nearest first.
#include "daemon/line_diff.hpp"
#include "daemon/mend_guess.hpp"

#include <gmock/gmock.h>

namespace tidemark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Pattern pattern(std::string_view text) {
    return Pattern::compile(text).value();
}

Sheet sheet_of(const std::vector<std::vector<std::string>>& rows) {
    Sheet sheet;
    sheet.name = "T";
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        for (std::uint32_t column = 0; column < rows[row].size(); ++column) {
            if (!rows[row][column].empty()) {
                Cell cell;
                cell.at = {row, column};
                cell.type = CellType::text;
                cell.text = rows[row][column];
                sheet.cells.push_back(cell);
            }
        }
    }
    return sheet;
}

FileSeen file_of(std::vector<std::string> sheets,
                 const std::vector<std::vector<std::string>>& rows = {}) {
    return {.name = "kent.xlsx",
            .sheets =
                [sheets] {
                    Outline outline;
                    for (const auto& name : sheets) {
                        auto& sheet = outline.sheets.emplace_back();
                        sheet.name = name;
                        sheet.cells = name == "Empty" ? 0 : 9;
                        sheet.visibility =
                            name == "Hidden" ? Visibility::hidden : Visibility::visible;
                    }
                    return std::optional(outline);
                },
            .top_of = [rows](const std::string&) { return std::optional(sheet_of(rows)); }};
}

// "read.sheet.name = ^Table 5$", the values of a proposal joined by "; ".
std::vector<std::string> guessed(const Error& reason, const Source& source, const FileSeen& file) {
    std::vector<std::string> all;
    for (const Proposal& proposal : guess_mends(reason, source, file)) {
        std::string line;
        for (const auto& value : proposal) {
            std::string path;
            for (const auto& step : value.path) {
                path += (path.empty() ? "" : ".") + step;
            }
            line += (line.empty() ? "" : "; ") + path + " = " + value.text;
        }
        all.push_back(line);
    }
    return all;
}

TEST(MendGuess, OfASheetAreTheVisibleFilledOnesNearestFirst) {
    Source source;
    source.recipe.read.sheet = pattern(R"((?i)^Table 4\b)");
    const Error held{.code = "layout.sheet"};
    EXPECT_THAT(guessed(held, source, file_of({"Cover", "Empty", "Hidden", "Tables", "Table 5 "})),
                ElementsAre("read.sheet.name = ^Table 5$",
                            "read.sheet.name = ^Tables$",
                            "read.sheet.name = ^Cover$"));
    EXPECT_THAT(
        guessed(held, source, file_of({"Table 4", "Table 4 (old)", "Cover"})),
        ElementsAre("read.sheet.name = ^Table 4$", R"(read.sheet.name = ^Table 4 \(old\)$)"))
        << "one of those that match";
    FileOverride& file = source.recipe.files.emplace_back();
    file.name = pattern("^kent");
    file.sheet = pattern("^Sheet2$");
    EXPECT_THAT(guessed(held, source, file_of({"Sheet1"})),
                ElementsAre("file.0.sheet.name = ^Sheet1$"));
    Source each;
    each.recipe.read.each_sheet = pattern("^20");
    EXPECT_THAT(guessed(held, each, file_of({"Sheet1"})), IsEmpty());
}

TEST(MendGuess, OfAnAnchorAreHeadsThatStandOnce) {
    Source source;
    source.recipe.layouts.resize(2);
    source.recipe.layouts[1].anchor.text = pattern("^Police force$");
    const Error held{.code = "layout.anchor", .expected = "one cell that matches '^Police force$'"};
    EXPECT_THAT(guessed(held,
                        source,
                        file_of({},
                                {{"Offences by force"},
                                 {"", "Force area", "Code", "2018/19"},
                                 {"", "Kent", "K", "1"},
                                 {"", "Essex", "K", "2"},
                                 {"Notes"}})),
                ElementsAre("layout.1.anchor.text = ^Force area$",
                            "layout.1.anchor.text = ^Code$",
                            "layout.1.anchor.text = ^Kent$"));
}

TEST(MendGuess, OfAColumnAreTheOthersOfItsRow) {
    Source source;
    Layout& layout = source.recipe.layouts.emplace_back();
    layout.kind = Layout::Kind::list;
    layout.header_has = {"Year", "Offences"};
    layout.value_column = "offences";
    layout.dims.resize(2);
    layout.dims[0].from = FromColumns{.columns = {"Year"}, .instead = {}};
    layout.dims[1].from = FromColumns{.columns = {"Force"}, .instead = {"Offences"}};
    const auto file = file_of({}, {{"Title"}, {"Year", "Force", "Offence", "Rate"}});
    EXPECT_THAT(guessed({.code = "layout.header"}, source, file),
                ElementsAre("layout.0.header.has.1 = Offence; layout.0.value.column = Offence; "
                            "layout.0.dim.1.or.0 = Offence",
                            "layout.0.header.has.1 = Rate; layout.0.value.column = Rate; "
                            "layout.0.dim.1.or.0 = Rate"));
}

TEST(MendGuess, IsNoneForWhatAPersonMustSay) {
    EXPECT_THAT(guessed({.code = "layout.period"}, {}, file_of({"A"})), IsEmpty());
}

TEST(PlainWords, AreWhatAnExpressionAsksFor) {
    EXPECT_EQ(plain_words(R"(^Table 4\b)"), "Table 4");
    EXPECT_EQ(plain_words(R"((?i)by\s+force \(43\)$)"), "by force (43)");
    EXPECT_EQ(plain_words("(?<area>Kent|Essex)"), "KentEssex");
    EXPECT_EQ(plain_words("(?"), "");
}

TEST(LineDiff, NamesWhatWentAndWhatCame) {
    const auto hunks = line_diff("a\nb\nc\nd\n", "a\n# was b\nB\nc\nd\nlast\n");
    ASSERT_EQ(hunks.size(), 2U);
    EXPECT_EQ(hunks[0].line, 2);
    EXPECT_THAT(hunks[0].gone, ElementsAre("b"));
    EXPECT_THAT(hunks[0].come, ElementsAre("# was b", "B"));
    EXPECT_EQ(hunks[1].line, 5);
    EXPECT_THAT(hunks[1].gone, IsEmpty());
    EXPECT_THAT(hunks[1].come, ElementsAre("last"));
    EXPECT_THAT(line_diff("a\r\nb", "a\r\nb"), IsEmpty());
    EXPECT_EQ(line_diff("", "a").size(), 1U);
    EXPECT_EQ(line_diff("a\nb", "c").size(), 1U);
}

} // namespace
} // namespace tidemark

// What the cells of a sheet are taken for, as lines: "label area A4: B4:C4", "skipped A5:...".
#include "pipeline/base/text.hpp"
#include "tests/unit/layout/build.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

std::string words(CellUse::Role role) {
    switch (role) {
    case CellUse::Role::label:
        return "label";
    case CellUse::Role::anchor:
        return "anchor";
    case CellUse::Role::held:
        return "held";
    case CellUse::Role::dropped:
        return "dropped";
    case CellUse::Role::skipped:
        return "skipped";
    case CellUse::Role::stop:
        return "stop";
    }
    return "";
}

// "rows 5" or "rows 9 on" of whole rows.
std::string words(const Area& area) {
    if (area == whole_sheet) {
        return "all";
    }
    if (area.last.column == UINT32_MAX) {
        return fmt::format(
            "row {}{}", area.first.row + 1, area.last.row == UINT32_MAX ? " and below" : "");
    }
    if (area.last.row == UINT32_MAX) {
        return to_text(area.first) + " and below";
    }
    return to_text(area);
}

std::vector<std::string> uses(const SheetTrace& sheet) {
    std::vector<std::string> lines;
    for (const CellUse& use : sheet.uses) {
        lines.push_back(
            use.role == CellUse::Role::label
                ? fmt::format("{} {}: {}", sheet.dims.at(use.dim), to_text(use.at), words(use.area))
                : words(use.role) + " " + words(use.area));
    }
    return lines;
}

std::vector<SheetTrace>
traced(const Workbook& book, const Recipe& recipe, const Area& area = whole_sheet) {
    Tracing tracing{.area = area};
    RawFile file;
    file.name = "table.xlsx";
    static_cast<void>(read(book, recipe)); // streamed and whole, compared
    static_cast<void>(lay_out(book, file, recipe, &tracing));
    return tracing.sheets;
}

std::vector<std::string>
uses(const Workbook& book, const Recipe& recipe, const Area& area = whole_sheet) {
    const auto sheets = traced(book, recipe, area);
    EXPECT_EQ(sheets.size(), 1U);
    return sheets.empty() ? std::vector<std::string>() : uses(sheets.front());
}

Layout by_force() {
    return grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
}

TEST(Trace, NamesAnchorLabelsAndWhatIsLeftOut) {
    Layout layout = by_force();
    layout.skip_row = pattern("^South");
    layout.skip_column = pattern("^Change$");
    layout.stop_row = pattern("^Source");
    const Workbook book = book_of(Rows{{"Table 4"},
                                       {},
                                       {"Force", "2018/19", "2019/20", "Change"},
                                       {"South East", "208", "310", "9"},
                                       {"Kent", "131", "247", "9"},
                                       {"Wiltshire", "77", "63", "9"},
                                       {"Source: a note", "12"}});
    EXPECT_THAT(uses(book, recipe({layout})),
                ElementsAre("anchor A3",
                            "skipped row 4",
                            "stop row 7 and below",
                            "skipped D3 and below",
                            "period B3: B5:B6",
                            "period C3: C5:C6",
                            "area A5: B5:C5",
                            "area A6: B6:C6"));
    const auto sheets = traced(book, recipe({layout}));
    EXPECT_EQ(sheets.front().name, "Table 1");
    EXPECT_EQ(sheets.front().layout, "1");
    EXPECT_THAT(sheets.front().dims, ElementsAre("area", "period"));
}

// One head over two columns is the label of both; a title is the label of all.
TEST(Trace, NamesTheCellThatALabelStandsInHoweverFarItReaches) {
    Sheet sheet = sheet_of("Table 1",
                           {{"Offences in England"},
                            {"", "2018/19", "", "2019/20", ""},
                            {"Force", "Rape", "Other", "Rape", "Other"},
                            {"Kent", "1", "2", "3", "4"}});
    sheet.merges = {{{1, 1}, {1, 2}}, {{1, 3}, {1, 4}}};
    const Layout layout =
        grid("^Force$",
             {dim("area", at(Toward::left), "forces"),
              dim("offence", at(Toward::up)),
              period(at(Toward::up_left)),
              dim("nation",
                  FromCell{.pick = {.text = pattern("^Offences in (.*)$"), .in = std::nullopt}})});
    const auto lines = uses(book_of(sheet), recipe({layout}));
    EXPECT_THAT(lines,
                IsSupersetOf({"nation A1: all",
                              "period B2: B4",
                              "period B2: C4",
                              "period D2: E4",
                              "offence C3: C4",
                              "area A4: B4:E4"}));
}

TEST(Trace, TellsFiguresThatAreNotReadFromThoseLetGo) {
    Recipe kept = recipe({by_force()});
    kept.keep["area"] = {"K"};
    const Workbook book = book_of(Rows{{"Force", "2018/19", "2019/20"},
                                       {"Kent", "131", "n.k."},
                                       {"Wiltshire", "77", "63"},
                                       {"Knet", "5", "6"}});
    const auto lines = uses(book, kept);
    EXPECT_THAT(lines, IsSupersetOf({"held C2", "dropped B3", "dropped C3", "held B4", "held C4"}));
    EXPECT_THAT(lines, Not(Contains("held B2")));
}

TEST(Trace, OfAListNamesHeadsAndTheCellsOfEachRow) {
    Layout layout = list({"Year", "Force", "Offences"},
                         "Offences",
                         {period(columns({"Year"})), dim("area", columns({"Force"}), "forces")});
    layout.skip_row = pattern("^2017/18$");
    layout.stop_row = pattern("^End$");
    EXPECT_THAT(uses(book_of(Rows{{"Year", "Force", "Offences", "Rate"},
                                  {"2017/18", "Kent", "1", "0.1"},
                                  {"2018/19", "Kent", "2", "0.2"},
                                  {"End"}}),
                     recipe({layout})),
                ElementsAre("anchor C1",
                            "anchor A1",
                            "anchor B1",
                            "skipped row 2",
                            "period A3: C3",
                            "area B3: C3",
                            "stop row 4 and below"));
}

TEST(Trace, NotesOnlyTheCellsOfTheArea) {
    Rows rows{{"Year", "Offences"}};
    for (int year = 1990; year < 2020; ++year) {
        rows.push_back({std::to_string(year), "1"});
    }
    const Layout layout = list(
        {"Year", "Offences"}, "Offences", {period(columns({"Year"}), PeriodForm::calendar_year)});
    EXPECT_THAT(uses(book_of(rows), recipe({layout}), Area{{0, 0}, {2, 1}}),
                ElementsAre("anchor B1", "anchor A1", "period A2: B2", "period A3: B3"));
    EXPECT_THAT(uses(book_of(rows), recipe({layout}), Area{{0, 0}, {2, 0}}),
                ElementsAre("anchor A1")); // the figures lie beyond
}

// What one table says of "all" and "below" is said of its own rows.
TEST(Trace, OfSeveralTablesIsOneOfTheirSheet) {
    Layout layout = by_force();
    layout.dims.push_back(dim("sex", FromCell{{.text = pattern("^Table (?<sex>.+)"), .in = {}}}));
    layout.stop_row = pattern("^Source");
    Recipe how = recipe({layout});
    how.read.table_title = pattern("^Table");
    EXPECT_THAT(uses(book_of(Rows{{"Table girls"},
                                  {"Force", "2018/19"},
                                  {"Kent", "1"},
                                  {"Source"},
                                  {"Table boys"},
                                  {"Force", "2018/19"},
                                  {"Kent", "2"},
                                  {"Source"}}),
                     how),
                IsSupersetOf({"sex A1: row 1",
                              "sex A5: row 5",
                              "stop row 4",
                              "stop row 8",
                              "area A3: B3",
                              "area A7: B7"}));
}

TEST(Trace, OfASheetThatNoLayoutFitsIsItsName) {
    const auto sheets =
        traced(book_of(Rows{{"Region", "2018/19"}, {"Kent", "1"}}), recipe({by_force()}));
    ASSERT_EQ(sheets.size(), 1U);
    EXPECT_EQ(sheets.front(), SheetTrace{.name = "Table 1"});
}

TEST(Trace, OfABookWithoutTheSheetIsNothing) {
    Recipe other = recipe({by_force()});
    other.read.sheet = pattern("^Table 9$");
    EXPECT_THAT(traced(book_of(Rows{{"Force", "2018/19"}, {"Kent", "1"}}), other), IsEmpty());
}

} // namespace
} // namespace tidemark::parse::test

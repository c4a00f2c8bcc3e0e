// Labels on every side of the figures, and those that are told by how they look.
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::SizeIs;

TEST(Directions, RightReadsAColumnBehindTheFigures) {
    const Rows rows{{"Llu", "2018/19", "2019/20", "Force"},
                    {"x", "1", "2", "Kent"},
                    {"y", "3", "4", "Hampshire"}};
    const Layout layout = grid(
        "^Llu$", {dim("area", at(Toward::right, "^Force$"), "forces"), period(at(Toward::up))});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K 2018/19 1 B2",
                            "area=K 2019/20 2 C2",
                            "area=H 2018/19 3 B3",
                            "area=H 2019/20 4 C3"));
}

TEST(Directions, RightUpTakesTheHeadOfItsGroup) {
    const Rows rows{{"Offence", "2018/19", "Force"},
                    {"a", "1", "Kent"},
                    {"b", "2", ""},
                    {"a", "3", "Hampshire"},
                    {"b", "4", ""}};
    const Layout layout = grid("^Offence$",
                               {dim("offence", at(Toward::left)),
                                dim("area", at(Toward::right_up, "^Force$"), "forces"),
                                period(at(Toward::up))});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                IsSupersetOf({"area=K offence=b 2018/19 2 B3", "area=H offence=b 2018/19 4 B5"}));
}

TEST(Directions, DownReadsARowBelowTheFigures) {
    const Rows rows{{"Force", "", ""},
                    {"Kent", "1", "2"},
                    {"Hampshire", "3", "4"},
                    {"Year", "2018/19", "2019/20"},
                    {"Source: ours", "", ""}};
    const Layout layout =
        grid("^Force$",
             {dim("area", at(Toward::left), "forces"), period(at(Toward::down, "^2018/19$"))});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K 2018/19 1 B2",
                            "area=K 2019/20 2 C2",
                            "area=H 2018/19 3 B3",
                            "area=H 2019/20 4 C3"));
}

// The head stands over the last column of its group.
TEST(Directions, UpRightTakesTheNextHead) {
    const Rows rows{{"", "", "2018/19", "", "2019/20"},
                    {"Force", "a", "b", "a", "b"},
                    {"Kent", "1", "2", "3", "4"}};
    const Layout layout = grid("^Force$",
                               {dim("area", at(Toward::left), "forces"),
                                dim("offence", at(Toward::up)),
                                period(at(Toward::up_right))});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K offence=a 2018/19 1 B3",
                            "area=K offence=b 2018/19 2 C3",
                            "area=K offence=a 2019/20 3 D3",
                            "area=K offence=b 2019/20 4 E3"));
}

// What stands before the first group and in no other may belong to none.
TEST(Directions, UpRightHoldsWhatStandsInTheFirstGroupAlone) {
    const Rows rows{{"", "", "", "2018/19", "", "2019/20"},
                    {"Force", "All years", "a", "b", "a", "b"},
                    {"Kent", "10", "1", "2", "3", "4"}};
    const Layout layout = grid("^Force$",
                               {dim("area", at(Toward::left), "forces"),
                                dim("offence", at(Toward::up)),
                                period(at(Toward::up_right))});
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("layout.group Table 1 B2: the columns of '2018/19'")));
}

TEST(Directions, LeftDownTakesTheLabelAtTheEndOfItsGroup) {
    const Rows rows{{"Force", "Offence", "2018/19"},
                    {"", "a", "1"},
                    {"Kent", "b", "2"},
                    {"", "a", "3"},
                    {"Hampshire", "b", "4"}};
    const Layout layout = grid("^Offence$",
                               {dim("offence", at(Toward::left)),
                                dim("area", at(Toward::left_down), "forces"),
                                period(at(Toward::up))});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K offence=a 2018/19 1 C2",
                            "area=K offence=b 2018/19 2 C3",
                            "area=H offence=a 2018/19 3 C4",
                            "area=H offence=b 2018/19 4 C5"));
}

// --- by looks --------------------------------------------------------------------------------

DimFrom looking(Toward toward, LooksRule looks) {
    return FromDirection{.toward = toward, .header = {}, .instead = {}, .where = looks};
}

LooksRule bold_only() {
    LooksRule rule;
    rule.bold = true;
    return rule;
}

LooksRule indented(int steps) {
    LooksRule rule;
    rule.indent = steps;
    return rule;
}

Sheet with_looks(const Rows& rows, const std::vector<Looks>& of_first_column) {
    Sheet sheet = sheet_of("Table 1", rows);
    for (Cell& cell : sheet.cells) {
        if (cell.at.column == 0 && cell.at.row < of_first_column.size()) {
            cell.style = CellStyle(of_first_column[cell.at.row]);
        }
    }
    return sheet;
}

const Rows regions{{"Area", "2018/19"},
                   {"South East", ""},
                   {"Kent", "1"},
                   {"Hampshire", "2"},
                   {"South West", ""},
                   {"Wiltshire", "3"}};

TEST(Looks, ABoldHeadIsADimensionOfItsOwn) {
    const Looks bold{.bold = true};
    const Sheet sheet = with_looks(regions, {bold, bold, {}, {}, bold, {}});
    const Layout layout = grid("^Area$",
                               {dim("area", at(Toward::left), "forces"),
                                dim("region", looking(Toward::left_up, bold_only())),
                                period(at(Toward::up))});
    EXPECT_THAT(lines(read(book_of(sheet), recipe({layout}))),
                ElementsAre("area=K region=South East 2018/19 1 B3",
                            "area=H region=South East 2018/19 2 B4",
                            "area=W region=South West 2018/19 3 B6"));
}

// A head with figures of its own: its inner label is what `blank` says, else it is held.
TEST(Looks, AnIndentIsADimensionAndItsTotalIsNamedByBlank) {
    Rows rows = regions;
    rows[1][1] = "30";
    rows[4][1] = "3";
    const Looks inner{.indent = 1};
    const Sheet sheet = with_looks(rows, {{}, {}, inner, inner, {}, inner});
    DimRule area = dim("area", looking(Toward::left, indented(1)));
    Layout layout =
        grid("^Area$",
             {area, dim("region", looking(Toward::left_up, indented(0))), period(at(Toward::up))});
    EXPECT_THAT(held(read(book_of(sheet), recipe({layout}))),
                testing::Each(HasSubstr("a label for 'area'")));
    layout.dims[0].blank = "all";
    EXPECT_THAT(lines(read(book_of(sheet), recipe({layout}))),
                ElementsAre("area=all region=South East 2018/19 30 B2",
                            "area=Kent region=South East 2018/19 1 B3",
                            "area=Hampshire region=South East 2018/19 2 B4",
                            "area=all region=South West 2018/19 3 B5",
                            "area=Wiltshire region=South West 2018/19 3 B6"));
}

// A codelist of places has no "all"; the key says what it is.
TEST(Blank, IsACodeOfItsOwnBesideACodelist) {
    Rows rows = regions;
    rows[1][1] = "30";
    const Looks inner{.indent = 1};
    const Sheet sheet = with_looks(rows, {{}, {}, inner, inner, {}, inner});
    DimRule area = dim("area", looking(Toward::left, indented(1)), "forces");
    area.blank = "all";
    Recipe how = recipe({grid(
        "^Area$",
        {area, dim("region", looking(Toward::left_up, indented(0))), period(at(Toward::up))})});
    EXPECT_THAT(lines(read(book_of(sheet), how)),
                IsSupersetOf({"area=all region=South East 2018/19 30 B2",
                              "area=K region=South East 2018/19 1 B3"}));
    how.keep["area"] = {"K"};
    EXPECT_THAT(lines(read(book_of(sheet), how)),
                ElementsAre("area=K region=South East 2018/19 1 B3"));
}

// One that has lost its indent is not what `blank` says.
TEST(Looks, ALabelOfNoDimensionIsHeld) {
    const Looks inner{.indent = 1};
    const Looks bold{.bold = true};
    const Sheet sheet = with_looks(regions, {{}, bold, inner, {}, bold, inner});
    DimRule area = dim("area", looking(Toward::left, indented(1)), "forces");
    area.blank = "all";
    const Layout layout =
        grid("^Area$",
             {area, dim("region", looking(Toward::left_up, bold_only())), period(at(Toward::up))});
    EXPECT_THAT(held(read(book_of(sheet), recipe({layout}))),
                ElementsAre(HasSubstr("layout.label Table 1 A4: a label that looks as that of one "
                                      "of the dimensions | 'Hampshire'")));
}

TEST(Looks, AHeadOfNoDimensionIsHeldToo) {
    Sheet sheet = sheet_of(
        "Table 1", {{"", "girls", "boys"}, {"Force", "2018/19", "2018/19"}, {"Kent", "1", "2"}});
    sheet.cells[0].style = CellStyle({.indent = 1});
    FromDirection above{.toward = Toward::up, .header = pattern("^girls$"), .instead = {}};
    above.where = indented(1);
    DimRule sex = dim("sex", above);
    sex.blank = "all";
    EXPECT_THAT(
        held(read(book_of(sheet),
                  recipe({grid(
                      "^Force$",
                      {dim("area", at(Toward::left), "forces"), period(at(Toward::up)), sex})}))),
        ElementsAre(HasSubstr("layout.label Table 1 C1: a label that looks")));
}

// A printed total is one, whatever it looks like.
TEST(Looks, APrintedTotalNeedsNone) {
    Rows rows = regions;
    rows.push_back({"Total", "6"});
    const Looks bold{.bold = true};
    const Looks inner{.indent = 1};
    const Sheet sheet = with_looks(rows, {{}, bold, inner, inner, bold, inner, {}});
    Recipe how = recipe({grid("^Area$",
                              {dim("area", looking(Toward::left, indented(1)), "forces"),
                               dim("region", looking(Toward::left_up, bold_only())),
                               period(at(Toward::up))})});
    how.total_dim = "area";
    how.total_row = pattern("^Total$");
    const auto parsed = read(book_of(sheet), how);
    EXPECT_THAT(held(parsed), testing::IsEmpty());
    EXPECT_THAT(parsed.totals, SizeIs(1));
}

TEST(Looks, AHeadWithoutItsLookIsHeldAndNotReadOver) {
    const Looks bold{.bold = true};
    const Sheet sheet = with_looks(regions, {bold, bold, {}, {}, {}, {}});
    const Layout layout = grid("^Area$",
                               {dim("area", at(Toward::left), "forces"),
                                dim("region", looking(Toward::left_up, bold_only())),
                                period(at(Toward::up))});
    EXPECT_THAT(held(read(book_of(sheet), recipe({layout}))),
                ElementsAre(HasSubstr("layout.row Table 1 A5")));
}

TEST(Blank, NamesWhatAnEmptyLabelOfAListMeans) {
    const Rows rows{{"year", "sex", "n"}, {"2018/19", "girls", "1"}, {"2018/19", "", "3"}};
    DimRule sex = dim("sex", columns({"sex"}));
    Layout layout = list({"year", "n"}, "n", {period(columns({"year"})), sex});
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))), SizeIs(1));
    layout.dims[1].blank = "all";
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("sex=girls 2018/19 1 C2", "sex=all 2018/19 3 C3"));
}

} // namespace
} // namespace tidemark::parse::test

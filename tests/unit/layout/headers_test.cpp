#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Headers, UpLeftTakesTheNearestGroupHeadAtOrLeftOfTheColumn) {
    const auto parsed = read(book_of(Rows{{"", "2018/19", "", "2019/20", ""},
                                          {"Force", "a", "b", "a", "b"},
                                          {"Kent", "1", "2", "3", "4"}}),
                             recipe({grid("^Force$",
                                          {dim("area", at(Toward::left), "forces"),
                                           dim("offence", at(Toward::up)),
                                           period(at(Toward::up_left))})}));
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=K offence=a 2018/19 1 B3",
                            "area=K offence=b 2018/19 2 C3",
                            "area=K offence=a 2019/20 3 D3",
                            "area=K offence=b 2019/20 4 E3"));
}

TEST(Headers, ARowOfUnitsUnderTheHeaderBelongsToIt) {
    const Rows rows{{"Code", "Force", "a", "b"},
                    {"", "", "Numbers", ""},
                    {"1", "Kent", "1", "2"},
                    {"", "Wiltshire", "3", "4"}};
    const Layout layout = grid("^Code$",
                               {dim("area", at(Toward::left, "^Force$"), "forces"),
                                dim("offence", at(Toward::up)),
                                period(Constant{"2019/20"})});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))), testing::SizeIs(4));
    Rows numbers = rows;
    numbers[1] = {"", "", "7", ""}; // a number without a label is never passed over
    EXPECT_THAT(lines(read(book_of(numbers), recipe({layout}))),
                testing::Contains(HasSubstr("held: layout.label Table 1 B2")));
}

TEST(Headers, ATitleOverTheTableCanBeItsAnchor) {
    Sheet sheet =
        sheet_of("Table 1", {{"Households by force", "", ""}, {"", "a", "b"}, {"Kent", "1", "2"}});
    sheet.merges = {{{0, 0}, {0, 2}}};
    EXPECT_THAT(lines(read(book_of(sheet),
                           recipe({grid("^Households",
                                        {dim("area", at(Toward::left), "forces"),
                                         dim("offence", at(Toward::up, "^a$")),
                                         period(Constant{"2019/20"})})}))),
                ElementsAre("area=K offence=a 2019/20 1 B3", "area=K offence=b 2019/20 2 C3"));
}

TEST(Headers, LeaveOutOneOfTwoRowsWithOneName) {
    Rows rows{{"Force", "2019/20"}, {"Kent", "3"}, {"Hampshire", "1"}, {"Kent 4", "2"}};
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    layout.skip_upper = pattern("^Kent");
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=H 2019/20 1 B3", "area=K 2019/20 2 B4"));
    layout.skip_lower = layout.skip_upper;
    layout.skip_upper = {};
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K 2019/20 3 B2", "area=H 2019/20 1 B3"));
    rows.pop_back();
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("layout.twins Table 1")));
}

TEST(Headers, AMergedGroupHeadReachesNoFurtherThanItsMerge) {
    Sheet sheet = sheet_of(
        "Table 1",
        {{"", "2018/19", "", ""}, {"Force", "a", "b", "All years"}, {"Kent", "1", "2", "3"}});
    sheet.merges = {{{0, 1}, {0, 2}}};
    Layout layout = grid("^Force$",
                         {dim("area", at(Toward::left), "forces"),
                          dim("offence", at(Toward::up)),
                          period(at(Toward::up_left))});
    EXPECT_THAT(held(read(book_of(sheet), recipe({layout}))),
                ElementsAre(HasSubstr("layout.label Table 1 D1: a label for 'period' | nothing")));
    layout.skip_column = pattern("^All years$");
    EXPECT_THAT(lines(read(book_of(sheet), recipe({layout}))),
                ElementsAre("area=K offence=a 2018/19 1 B3", "area=K offence=b 2018/19 2 C3"));
}

TEST(Headers, AGroupHeadIsNeverTakenFromTheLabelColumns) {
    Sheet sheet =
        sheet_of("Table 1", {{"Force", "", "2019/20"}, {"", "a", "b"}, {"Kent", "1", "2"}});
    sheet.merges = {{{0, 0}, {1, 0}}}; // the anchor spans both header rows
    const auto parsed = read(book_of(sheet),
                             recipe({grid("^Force$",
                                          {dim("area", at(Toward::left), "forces"),
                                           dim("offence", at(Toward::up)),
                                           period(at(Toward::up_left))})}));
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=K offence=b 2019/20 2 C3",
                            HasSubstr("held: layout.label Table 1 B1: a label for 'period'")));
}

TEST(Headers, LeftUpTakesTheGroupWrittenOnceInItsColumn) {
    const auto parsed = read(book_of(Rows{{"Force", "Offence", "2019/20"},
                                          {"Kent", "Rape", "1"},
                                          {"", "Grooming", "2"},
                                          {"Wiltshire", "Rape", "3"}}),
                             recipe({grid("^Offence$",
                                          {dim("offence", at(Toward::left)),
                                           dim("area", at(Toward::left_up), "forces"),
                                           period(at(Toward::up))})}));
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=K offence=Rape 2019/20 1 C2",
                            "area=K offence=Grooming 2019/20 2 C3",
                            "area=W offence=Rape 2019/20 3 C4"));
}

TEST(Headers, LeftUpReadsGroupHeadsThatStandOnRowsOfTheirOwn) {
    const auto parsed = read(book_of(Rows{{"", "Offence", "2019/20"},
                                          {"Kent"},
                                          {"", "Rape", "1"},
                                          {"Wiltshire"},
                                          {"", "Rape", "3"}}),
                             recipe({grid("^Offence$",
                                          {dim("offence", at(Toward::left)),
                                           dim("area", at(Toward::left_up), "forces"),
                                           period(at(Toward::up))})}));
    EXPECT_THAT(
        lines(parsed),
        ElementsAre("area=K offence=Rape 2019/20 1 C3", "area=W offence=Rape 2019/20 3 C5"));
}

TEST(Headers, AMergedRowLabelHoldsForItsRows) {
    Sheet sheet = sheet_of("Table 1",
                           {{"Force", "Offence", "2019/20"},
                            {"Kent", "Rape", "1"},
                            {"", "Grooming", "2"},
                            {"", "Other", "3"}});
    sheet.merges = {{{1, 0}, {2, 0}}};
    const auto parsed = read(book_of(sheet),
                             recipe({grid("^Offence$",
                                          {dim("offence", at(Toward::left)),
                                           dim("area", at(Toward::left_up), "forces"),
                                           period(at(Toward::up))})}));
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=K offence=Rape 2019/20 1 C2",
                            "area=K offence=Grooming 2019/20 2 C3",
                            HasSubstr("held: layout.label Table 1 A4: a label for 'area'")));
}

TEST(Headers, ANamedColumnIsFoundByItsHeadOnEitherSideOfTheAnchor) {
    const Rows rows{{"Area Code", "Area Name", "2018/19"}, {"K", "The garden of England", "1"}};
    for (const char* anchor : {"^Area Name$", "^Area Code$"}) {
        const auto parsed =
            read(book_of(rows),
                 recipe({grid(anchor,
                              {dim("area", at(Toward::left, "^Area Code$"), "forces"),
                               dim("name", at(Toward::left, "^Area Name$")),
                               period(at(Toward::up))})}));
        EXPECT_THAT(lines(parsed), ElementsAre("area=K name=The garden of England 2018/19 1 C2"));
    }
}

TEST(Headers, ANamedRowMayStandAboveOrBelowTheAnchor) {
    const auto named = [](const char* anchor) {
        return recipe({grid(anchor,
                            {dim("area", at(Toward::left), "forces"),
                             dim("offence", at(Toward::up, "^Rape$")),
                             period(at(Toward::up_left, "^2018/19$"))})});
    };
    const Rows above{{"", "2018/19", "", "2019/20"},
                     {"", "Rape", "Other", "Rape"},
                     {"Force"},
                     {"Kent", "1", "2", "3"}};
    const Rows below{{"Force"},
                     {"", "2018/19", "", "2019/20"},
                     {"", "Rape", "Other", "Rape"},
                     {"Kent", "1", "2", "3"}};
    for (const Rows& rows : {above, below}) {
        EXPECT_THAT(lines(read(book_of(rows), named("^Force$"))),
                    ElementsAre("area=K offence=Rape 2018/19 1 B4",
                                "area=K offence=Other 2018/19 2 C4",
                                "area=K offence=Rape 2019/20 3 D4"));
    }
}

TEST(Headers, HoldsANamedRowOrColumnThatIsNotThereOrThereTwice) {
    const Rows rows{{"", "2018/19"}, {"", "2018/19"}, {"Force", "Rape", "Force"}, {"Kent", "1"}};
    EXPECT_THAT(held(read(book_of(rows),
                          recipe({grid("^Force$",
                                       {dim("area", at(Toward::left), "forces"),
                                        period(at(Toward::up))})}))),
                ElementsAre(HasSubstr("layout.anchor")));
    Layout layout = grid("^Rape$", {period(at(Toward::up_left, "^2018/19$"))});
    layout.anchor.in = Area{{2, 0}, {2, 0}};
    layout.anchor.text = pattern("^Force$");
    EXPECT_THAT(
        held(read(book_of(rows), recipe({layout}))),
        ElementsAre("layout.header Table 1 : exactly one header row with a cell that matches "
                    "'^2018/19$' | B1 '2018/19', B2 '2018/19' | mend header of the "
                    "dimension 'period'"));
    layout.dims = {period(at(Toward::up, "^2020")), dim("area", at(Toward::left))};
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("'^2020' | none")));
    layout.dims = {period(at(Toward::up)), dim("area", at(Toward::left, "^Force$"))};
    EXPECT_THAT(
        held(read(book_of(rows), recipe({layout}))),
        ElementsAre(HasSubstr("exactly one label column headed '^Force$' | A3 'Force', C3")));
}

TEST(Headers, HoldsWhenThereIsNoRowLeftAboveForADimension) {
    const auto parsed = read(book_of(Rows{{"Force", "a"}, {"Kent", "1"}}),
                             recipe({grid("^Force$",
                                          {dim("area", at(Toward::left), "forces"),
                                           dim("offence", at(Toward::up)),
                                           period(at(Toward::up_left))})}));
    EXPECT_THAT(held(parsed),
                ElementsAre("layout.header Table 1 : a header row for the dimension 'period' | no "
                            "row left above | mend header of the dimension 'period'"));
}

TEST(Headers, ANumberIsAYear) {
    const auto parsed = read(book_of(Rows{{"Force", "2018"}, {"Kent", "1"}}),
                             recipe({grid("^Force$",
                                          {dim("area", at(Toward::left), "forces"),
                                           period(at(Toward::up), PeriodForm::calendar_year)})}));
    EXPECT_THAT(lines(parsed), ElementsAre("area=K 2018 1 B2"));
}

TEST(Headers, AMarkerOnAHeaderHoldsForItsFigures) {
    DimRule year = period(at(Toward::up));
    year.strip = pattern("\\s*\\[(r|p)\\]$");
    const auto parsed =
        read(book_of(Rows{{"Force", "2018/19 [r]", "2019/20 [p]"}, {"Kent", "1", "2 [e]"}}),
             recipe({grid("^Force$", {dim("area", at(Toward::left), "forces"), year})}));
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=K 2018/19 1 revised B2", "area=K 2019/20 2 estimated C2"));
}

Layout periods_over_offences() {
    return grid("^Force$",
                {dim("area", at(Toward::left), "forces"),
                 dim("offence", at(Toward::up)),
                 period(at(Toward::up_left))});
}

// Is it a total of 2019/20, or of both years? Nothing in the sheet says.
TEST(Headers, HoldsWhatStandsInTheLastGroupAlone) {
    const Rows rows{{"", "2018/19", "", "2019/20", "", ""},
                    {"Force", "a", "b", "a", "b", "Total"},
                    {"Kent", "1", "2", "3", "4", "10"}};
    Layout layout = periods_over_offences();
    const auto parsed = read(book_of(rows), recipe({layout}));
    EXPECT_THAT(held(parsed),
                ElementsAre(HasSubstr(
                    "layout.group Table 1 F2: the columns of '2019/20' to be those of the groups "
                    "before it | 'Total' too, which may belong to no group")));
    layout.skip_column = pattern("^Total$");
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))), testing::SizeIs(4));
    layout.skip_column = {};
    layout.keep_column = pattern("^(a|b|Total)$"); // looked at, and meant
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                testing::Contains("area=K offence=Total 2019/20 10 F3"));
}

// Groups that grow, lack one, or stand in another order.
TEST(Headers, HoldsTheOddOneOfGroupsThatAreNotAllAlike) {
    for (const std::vector<std::string>& heads : std::vector<std::vector<std::string>>{
             {"a", "b", "", "a", "b", "c", "a", "b", "c", "% change"},
             {"a", "b", "c", "a", "b", "c", "a", "c", "% change"},
             {"a", "b", "", "a", "b", "", "b", "a", "% change"}}) {
        Rows rows{{""}, {"Force"}, {"Kent"}};
        for (std::size_t i = 0; i < heads.size(); ++i) {
            if (heads[i].empty()) {
                continue;
            }
            const bool begins = i % 3 == 0;
            rows[0].push_back(begins && i < 9 ? std::to_string(2017 + i / 3) : "");
            rows[1].push_back(heads[i]);
            rows[2].push_back(std::to_string(i));
        }
        const Layout layout = grid("^Force$",
                                   {dim("area", at(Toward::left), "forces"),
                                    dim("offence", at(Toward::up)),
                                    dim("year", at(Toward::up_left)),
                                    period(Constant{"2019/20"})});
        EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                    ElementsAre(HasSubstr("'% change' too")));
    }
}

TEST(Headers, GroupsOfTheirOwnKindMayEndAsTheyLike) {
    const Rows nested{{"", "Violence", "", "Theft", "", ""},
                      {"Force", "Total", "Assault", "Total", "Burglary", "Bicycle"},
                      {"Kent", "1", "2", "3", "4", "5"}};
    const Layout layout = grid("^Force$",
                               {dim("area", at(Toward::left), "forces"),
                                dim("offence", at(Toward::up)),
                                dim("group", at(Toward::up_left)),
                                period(Constant{"2019/20"})});
    EXPECT_THAT(lines(read(book_of(nested), recipe({layout}))),
                testing::Contains("area=K group=Theft offence=Bicycle 2019/20 5 F3"));
    const Rows months{{"", "2018", "", "2019", "", ""},
                      {"Force", "Jan", "Feb", "Jan", "Feb", "Mar"},
                      {"Kent", "1", "2", "3", "4", "5"}};
    const Layout by_month = grid("^Force$",
                                 {dim("area", at(Toward::left), "forces"),
                                  period(Constant{"2019/20"}),
                                  dim("month", at(Toward::up)),
                                  dim("year", at(Toward::up_left))});
    EXPECT_THAT(held(read(book_of(months), recipe({by_month}))),
                ElementsAre(HasSubstr("'Mar' too")));
}

TEST(Headers, HoldsRowsThatStandInTheLastGroupAlone) {
    const Rows rows{{"Force", "Offence", "2018/19"},
                    {"Kent", "a", "1"},
                    {"", "b", "2"},
                    {"Hampshire", "a", "3"},
                    {"", "b", "4"},
                    {"", "All forces", "10"}};
    Layout layout = grid("^Offence$",
                         {dim("offence", at(Toward::left)),
                          dim("area", at(Toward::left_up), "forces"),
                          period(at(Toward::up))});
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("layout.group Table 1 B6: the rows of 'Hampshire'")));
    layout.stop_row = pattern("^All forces$");
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))), testing::SizeIs(4));
}

// The sex of 2018/19 does not reach into 2019/20.
TEST(Headers, AnOuterHeadEndsTheGroupsWithinIt) {
    const Rows rows{{"", "2018/19", "", "", "2019/20", ""},
                    {"", "girls", "", "boys", "", ""},
                    {"Force", "a", "b", "a", "a", "b"},
                    {"Kent", "1", "2", "3", "4", "5"}};
    const Layout layout = grid("^Force$",
                               {dim("area", at(Toward::left), "forces"),
                                dim("offence", at(Toward::up)),
                                dim("sex", at(Toward::up_left)),
                                period(at(Toward::up_left))});
    const auto parsed = read(book_of(rows), recipe({layout}));
    EXPECT_THAT(lines(parsed),
                testing::IsSupersetOf({"area=K offence=b sex=girls 2018/19 2 C4",
                                       "area=K offence=a sex=boys 2018/19 3 D4"}));
    EXPECT_THAT(held(parsed), testing::Each(HasSubstr("a label for 'sex'")));
    EXPECT_EQ(parsed.observations.size(), 3U);
}

// The table was turned so that a year stands left of the names: it must not be lost unsaid.
TEST(Headers, HoldsFiguresLeftOfTheAnchorUnderAHeadOfTheBlock) {
    const Rows rows{{"Code", "2018/19", "Force", "2019/20"},
                    {"22", "8224", "Kent", "10391"},
                    {"16", "7", "Hampshire", "9"}};
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("layout.column Table 1 B1: all figures right of the anchor | "
                                      "figures under '2018/19' left of it")));
    Rows marked = rows;
    marked[1][1] = "[c]"; // markers are answers too
    marked[2][1] = "7 [p]";
    EXPECT_THAT(held(read(book_of(marked), recipe({layout}))),
                ElementsAre(HasSubstr("layout.column Table 1 B1")));
    layout.skip_column = pattern("^2018/19$");
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))), testing::SizeIs(2));
}

} // namespace
} // namespace tidemark::parse::test

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

TEST(Headers, ADateCellIsTheMonthDayOrQuarterThatHoldsIt) {
    for (const auto& [form, expected] :
         {std::pair(PeriodForm::date, "2018-09-30"),
          std::pair(PeriodForm::month, "2018-09"),
          std::pair(PeriodForm::quarter, "2018-Q3"),
          std::pair(PeriodForm::year_ending, "year ending September 2018")}) {
        Sheet sheet = sheet_of("Table 1", {{"Force", "30 Sep 2018"}, {"Kent", "1"}});
        sheet.cells[1].type = CellType::date;
        sheet.cells[1].number = 17804; // 2018-09-30
        const auto parsed = read(book_of(sheet),
                                 recipe({grid("^Force$",
                                              {dim("area", at(Toward::left), "forces"),
                                               period(at(Toward::up), form)})}));
        EXPECT_THAT(lines(parsed), ElementsAre("area=K " + std::string(expected) + " 1 B2"));
        EXPECT_EQ(parsed.observations.at(0).label, "30 Sep 2018");
    }
}

TEST(Headers, ADateCellIsNoFinancialYear) {
    Sheet sheet = sheet_of("Table 1", {{"Force", "30 Sep 2018"}, {"Kent", "1"}});
    sheet.cells[1].type = CellType::date;
    sheet.cells[1].number = 17804;
    EXPECT_THAT(held(read(book_of(sheet),
                          recipe({grid("^Force$",
                                       {dim("area", at(Toward::left), "forces"),
                                        period(at(Toward::up))})}))),
                ElementsAre(HasSubstr("layout.period Table 1 B1")));
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

} // namespace
} // namespace tidemark::parse::test

// What next year's edition, or a careless hand, does to a table that reads well: each was read
// wrong without a word once.
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Layout by_month() {
    DimRule month = period(at(Toward::left), PeriodForm::month);
    month.reads_as = "{} {year}";
    DimRule year = dim("year", at(Toward::left_up, "^Year$"));
    year.part = true;
    return grid("^Month$", {month, year, dim("area", at(Toward::up), "forces")});
}

TEST(Traps, AYearThatIsMissingAboveItsMonthsIsHeld) {
    Rows rows{{"Year", "Month", "Kent", "Hampshire"},
              {"2018", "Nov", "1", "10"},
              {"", "Dec", "2", "20"},
              {"2019", "Jan", "3", "30"},
              {"", "Feb", "4", "40"}};
    EXPECT_THAT(lines(read(book_of(rows), recipe({by_month()}))), SizeIs(8));
    rows[3][0] = "";
    EXPECT_THAT(held(read(book_of(rows), recipe({by_month()}))),
                ElementsAre(HasSubstr("layout.order Table 1 C4: periods that run one way below "
                                      "one label that stands once | January 2018 behind "
                                      "December 2018")));
}

// The newest first, the months as the year has them, or all of it downwards: both are ways.
TEST(Traps, YearsMayGoTheOtherWayThanTheirMonths) {
    EXPECT_THAT(held(read(book_of({{"Year", "Month", "Kent"},
                                   {"2019", "Jan", "3"},
                                   {"", "Feb", "4"},
                                   {"2018", "Jan", "1"},
                                   {"", "Feb", "2"}}),
                          recipe({by_month()}))),
                IsEmpty());
    EXPECT_THAT(held(read(book_of({{"Year", "Month", "Kent"},
                                   {"2019", "Feb", "4"},
                                   {"", "Jan", "3"},
                                   {"2018", "Dec", "2"}}),
                          recipe({by_month()}))),
                IsEmpty());
}

TEST(Traps, QuartersMayStandAmongMonths) {
    Layout layout = by_month();
    layout.dims[0].parse.forms = {PeriodForm::month, PeriodForm::quarter};
    EXPECT_THAT(held(read(book_of({{"Year", "Month", "Kent"},
                                   {"2018", "Feb", "1"},
                                   {"", "Mar", "2"},
                                   {"", "Q1", "3"},
                                   {"", "Apr", "4"}}),
                          recipe({layout}))),
                IsEmpty());
}

TEST(Traps, TheMarksOfEachPieceMarkTheWhole) {
    EXPECT_THAT(lines(read(book_of({{"Year", "Month", "Kent"},
                                    {"2018", "Nov (p)", "1"},
                                    {"2019 (r)", "Jan [note 2]", "3"}}),
                           recipe({by_month()}))),
                ElementsAre("area=K 2018-11 1 provisional C2", "area=K 2019-01 3 revised C3"));
}

Layout with_marks() {
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    layout.mark_right = true;
    return layout;
}

TEST(Traps, NumbersInTheColumnOfMarksAreHeld) {
    EXPECT_THAT(
        held(read(book_of({{"Force", "2018/19", ""}, {"Kent", "1", "2"}}), recipe({with_marks()}))),
        ElementsAre(HasSubstr("layout.head Table 1 C2: markers in a column without a head"),
                    HasSubstr("layout.marker Table 1 C2")));
    Layout layout = with_marks();
    layout.skip_column = pattern("^Change$");
    EXPECT_THAT(held(read(book_of({{"Force", "2018/19", "Change", ""}, {"Kent", "1", "2", "3"}}),
                          recipe({layout}))),
                ElementsAre(HasSubstr("layout.head Table 1 D2")));
}

TEST(Traps, AMergedHeadOverFigureAndMarkIsTheFigures) {
    Sheet sheet = sheet_of(
        "Table 1", {{"Force", "2018/19", "", "2019/20", ""}, {"Kent", "1", "[r]", "2", ""}});
    sheet.merges = {{{0, 1}, {0, 2}}, {{0, 3}, {0, 4}}};
    EXPECT_THAT(lines(read(book_of(sheet), recipe({with_marks()}))),
                ElementsAre("area=K 2018/19 1 revised B2", "area=K 2019/20 2 D2"));
}

// Its title is gone, and the table above runs into it.
TEST(Traps, HeadsThatStandAgainBelowAreHeld) {
    const Rows rows{{"Force", "Offences", "Rate"},
                    {"Kent", "1", "2"},
                    {"", "Offences", "Rate"},
                    {"Hampshire", "3", "4"}};
    DimRule year = period(Constant{"2018/19"});
    Layout layout = grid(
        "^Force$", {dim("area", at(Toward::left), "forces"), dim("measure", at(Toward::up)), year});
    layout.skip_row = pattern("^$");
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("layout.table Table 1 B3: one table under its heads | the "
                                      "head 'Offences' again")));
}

TEST(Traps, ATableThatNoLayoutFitsIsNamedByItsCell) {
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up, "^2018"))});
    Recipe how = recipe({layout});
    how.read.table_title = pattern("^Table");
    EXPECT_THAT(held(read(book_of(Rows{{"Table 1"},
                                       {"Force", "2018/19"},
                                       {"Kent", "1"},
                                       {"Table 2 is not one"},
                                       {"Force", "year"},
                                       {"Kent", "2"}}),
                          how)),
                ElementsAre(HasSubstr("layout.header Table 1 A4")));
}

} // namespace
} // namespace tidemark::parse::test

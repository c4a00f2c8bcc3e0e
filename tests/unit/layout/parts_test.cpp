// Labels that are made of several pieces, tables that share a sheet, markers in cells of their own,
// rows that are counted.
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

DimRule part(std::string name, DimFrom from) {
    DimRule rule = dim(std::move(name), std::move(from));
    rule.part = true;
    return rule;
}

DimRule month_of(DimFrom from) {
    DimRule rule = period(std::move(from), PeriodForm::month);
    rule.reads_as = "{} {year}";
    return rule;
}

// The year stands once, above the first of its months.
TEST(Parts, AMonthAndItsYearMakeOnePeriod) {
    const Rows rows{
        {"Year", "Month", "Kent"}, {"2018", "Nov", "1"}, {"", "Dec", "2"}, {"2019", "Jan", "3"}};
    const Layout layout = grid("^Month$",
                               {month_of(at(Toward::left)),
                                part("year", at(Toward::left_up, "^Year$")),
                                dim("area", at(Toward::up), "forces")});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K 2018-11 1 C2", "area=K 2018-12 2 C3", "area=K 2019-01 3 C4"));
}

TEST(Parts, TheYearMayStandInTheSheetsName) {
    const Rows rows{{"Force", "Jan", "Feb"}, {"Kent", "1", "2"}};
    const Layout layout = grid("^Force$",
                               {month_of(at(Toward::up)),
                                part("year", FromSheetName{pattern(R"((?<year>\d{4}))")}),
                                dim("area", at(Toward::left), "forces")});
    EXPECT_THAT(lines(read(book_of(sheet_of("Table 2019", rows)), recipe({layout}))),
                ElementsAre("area=K 2019-01 1 B2", "area=K 2019-02 2 C2"));
}

// Two header rows of one label: "Apr 2018" over "to Mar 2019".
TEST(Parts, HeaderRowsAreJoined) {
    const Rows rows{
        {"", "Apr 2018", "Apr 2019"}, {"Force", "to Mar 2019", "to Mar 2020"}, {"Kent", "1", "2"}};
    DimRule year = period(at(Toward::up));
    year.reads_as = "{begin} {}";
    const Layout layout = grid(
        "^Force$", {year, part("begin", at(Toward::up)), dim("area", at(Toward::left), "forces")});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K 2018/19 1 B3", "area=K 2019/20 2 C3"));
}

// The same text stands in many rows: the message names the row that it speaks of.
TEST(Parts, AJoinedLabelIsHeldWhereItStands) {
    const Rows rows{{"Year", "Month", "Kent"}, {"2018", "Q1", "1"}, {"2019", "Q1", "3"}};
    const Layout layout = grid("^Month$",
                               {month_of(at(Toward::left)),
                                part("year", at(Toward::left_up, "^Year$")),
                                dim("area", at(Toward::up), "forces")});
    EXPECT_THAT(
        held(read(book_of(rows), recipe({layout}))),
        ElementsAre(HasSubstr("layout.period Table 1 B2"), HasSubstr("layout.period Table 1 B3")));
}

TEST(Parts, APieceThatIsNotThereIsHeldOnce) {
    const Rows rows{{"Year", "Month", "Kent"}, {"", "Nov", "1"}, {"2019", "Jan", "3"}};
    const Layout layout = grid("^Month$",
                               {month_of(at(Toward::left)),
                                part("year", at(Toward::left_up, "^Year$")),
                                dim("area", at(Toward::up), "forces")});
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("layout.label Table 1 A2: a label for 'period'")));
}

TEST(Parts, AMarkOfAPieceMarksTheFigure) {
    const Rows rows{{"Year", "Month", "Kent"}, {"2019 [p]", "Jan", "3"}};
    DimRule year = part("year", at(Toward::left_up, "^Year$"));
    year.strip = pattern(R"(\s*\[p\]$)");
    const Layout layout =
        grid("^Month$", {month_of(at(Toward::left)), year, dim("area", at(Toward::up), "forces")});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K 2019-01 3 provisional C2"));
}

// --- a line by its number ----------------------------------------------------------------------

TEST(Line, NamesALabelColumnThatNothingHeads) {
    const Rows rows{{"", "", "2018/19"}, {"x", "Kent", "1"}, {"y", "Hampshire", "2"}};
    FromDirection second{.toward = Toward::left, .header = {}, .instead = {}};
    second.line = 1;
    const Layout layout =
        grid("^2018/19$", {dim("area", second, "forces"), period(at(Toward::up, "^2018/19$"))});
    Layout anchored = layout;
    anchored.anchor.text = pattern("^x$");
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))), testing::Not(testing::IsEmpty()));
    second.line = 9;
    anchored.dims[0].from = second;
    EXPECT_THAT(held(read(book_of(rows), recipe({anchored}))),
                ElementsAre(HasSubstr("a column of that name")));
}

// --- several tables ----------------------------------------------------------------------------

const Rows stacked{{"Table 1: girls"},
                   {"Force", "2018/19"},
                   {"Kent", "1"},
                   {},
                   {"Table 2: boys"},
                   {"Force", "2018/19"},
                   {"Kent", "2"}};

Recipe of_tables() {
    const Layout layout =
        grid("^Force$",
             {dim("area", at(Toward::left), "forces"),
              dim("sex", FromCell{{.text = pattern(R"(^Table \d: (?<sex>.+))"), .in = {}}}),
              period(at(Toward::up))});
    Recipe how = recipe({layout});
    how.read.table_title = pattern(R"(^Table \d)");
    return how;
}

TEST(Tables, AreReadEachByItself) {
    EXPECT_THAT(lines(read(book_of(stacked), of_tables())),
                ElementsAre("area=K sex=girls 2018/19 1 B3", "area=K sex=boys 2018/19 2 B7"));
}

TEST(Tables, OneIsChosenByItsTitle) {
    Recipe how = of_tables();
    how.read.table_name = pattern("boys");
    EXPECT_THAT(lines(read(book_of(stacked), how)), ElementsAre("area=K sex=boys 2018/19 2 B7"));
    how.read.table_name = pattern("^Table");
    EXPECT_THAT(held(read(book_of(stacked), how)),
                ElementsAre(HasSubstr("layout.table Table 1 : exactly one table whose title "
                                      "matches '^Table' | 'Table 1: girls', 'Table 2: boys'")));
    how.read.table_name = {};
    how.read.table_title = pattern("^Figure");
    EXPECT_THAT(held(read(book_of(stacked), how)), ElementsAre(HasSubstr("| none |")));
}

// --- markers beside ----------------------------------------------------------------------------

TEST(Marks, StandRightOfTheirFigures) {
    const Rows rows{{"Force", "2018/19", "", "2019/20", ""},
                    {"Kent", "1", "[r]", "2", ""},
                    {"Hampshire", "", "[c]", "4", "[p]"}};
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))), testing::Not(testing::IsEmpty()));
    layout.mark_right = true;
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K 2018/19 1 revised B2",
                            "area=K 2019/20 2 D2",
                            "area=H 2018/19 suppressed B3",
                            "area=H 2019/20 4 provisional D3"));
}

TEST(Marks, ThatAreNoneOrContradictAreHeld) {
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    layout.mark_right = true;
    EXPECT_THAT(
        held(read(book_of({{"Force", "2018/19", ""}, {"Kent", "1", "see"}}), recipe({layout}))),
        ElementsAre(HasSubstr(
            "layout.marker Table 1 C2: a declared marker in the column of marks | 'see'")));
    EXPECT_THAT(
        held(read(book_of({{"Force", "2018/19", ""}, {"Kent", "1", "[c]"}}), recipe({layout}))),
        ElementsAre(HasSubstr("'1' beside the marker '[c]'")));
}

TEST(Marks, OfAListStandInTheirColumn) {
    const Rows rows{{"year", "n", "flag"}, {"2018/19", "1", "[r]"}, {"2019/20", "2", ""}};
    Layout layout = list({"year", "n"}, "n", {period(columns({"year"}))});
    layout.mark_column = "flag";
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("2018/19 1 revised B2", "2019/20 2 B3"));
}

// --- rows that are counted ---------------------------------------------------------------------

TEST(Counts, RowsOfOneKindAreOneFigure) {
    const Rows rows{{"month", "force"},
                    {"2018-04", "Kent"},
                    {"2018-04", "Hampshire"},
                    {"2018-04", "Kent"},
                    {"2018-05", "Kent"}};
    const Layout layout = list(
        {"month", "force"},
        "",
        {period(columns({"month"}), PeriodForm::month), dim("area", columns({"force"}), "forces")});
    const auto parsed = read(book_of(rows), recipe({layout}));
    EXPECT_THAT(lines(parsed),
                testing::UnorderedElementsAre(
                    "area=K 2018-04 2 A2", "area=H 2018-04 1 A3", "area=K 2018-05 1 A5"));
    EXPECT_EQ(parsed.observations.front().raw, "2 rows");
}

TEST(Skip, LeavesOutTheRowsOfAListInWhichAllMatch) {
    const Rows rows{{"year", "crime", "outcome", "n"},
                    {"2018/19", "theft", "none", "1"},
                    {"2018/19", "theft", "", "2"},
                    {"2018/19", "other", "", "3"}};
    Layout layout = list({"year", "n"},
                         "n",
                         {period(columns({"year"})),
                          dim("crime", columns({"crime"})),
                          dim("x", columns({"outcome"}))});
    layout.dims[2].blank = "none";
    layout.skip_where = {{"outcome", pattern("^$")}, {"crime", pattern("^theft$")}};
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("crime=theft x=none 2018/19 1 D2", "crime=other x=none 2018/19 3 D4"));
    layout.skip_where = {{"outcome", pattern("^nothing$")}};
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))), ElementsAre(HasSubstr("layout.skip")));
}

// --- heads that no dimension reads -------------------------------------------------------------

TEST(Skip, SeesTheHeadsThatAreStackedOnThoseOfADimension) {
    const Rows rows{{"", "", "compared with:", ""},
                    {"Force", "2019/20", "2017/18", "2018/19"},
                    {"Kent", "1", "2", "3"}};
    Sheet sheet = sheet_of("Table 1", rows);
    sheet.merges.push_back({{0, 2}, {0, 3}});
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    layout.skip_column = pattern("^compared with");
    EXPECT_THAT(lines(read(book_of(sheet), recipe({layout}))), ElementsAre("area=K 2019/20 1 B3"));
}

// It stands over the first of them and is not merged, only centred across the selection.
TEST(Skip, HoldsWhatMayBelongToAStackedHead) {
    const Rows rows{{"", "", "compared with:", "", "number"},
                    {"Force", "2019/20", "2016/17", "2017/18", "2018/19"},
                    {"Kent", "1", "2", "3", "4"}};
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    layout.skip_column = pattern("^compared with");
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("layout.group Table 1 D2: columns of which it is plain "
                                      "whether they are skipped | one right of 'compared with:' "
                                      "in C1")));
    layout.keep_column = pattern("^201[89]/");
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K 2019/20 1 B3", "area=K 2018/19 4 E3"));
    layout.keep_column = {};
    Sheet merged = sheet_of("Table 1", rows); // says itself how far it reaches
    merged.merges.push_back({{0, 1}, {0, 2}});
    merged.cells[0].at = {0, 1};
    EXPECT_THAT(lines(read(book_of(merged), recipe({layout}))),
                ElementsAre("area=K 2017/18 3 D3", "area=K 2018/19 4 E3"));
}

TEST(Skip, SeesTheTextsOfEachLabelColumn) {
    const Rows rows{{"Force", "Offence", "2018/19"},
                    {"Kent", "a", "1"},
                    {"Kent", "Total", "3"},
                    {"", "Notes", ""},
                    {"Source", "b", "9"}};
    Layout layout = grid("^Force$",
                         {dim("area", at(Toward::left), "forces"),
                          dim("offence", at(Toward::left, "^Offence$")),
                          period(at(Toward::up))});
    layout.skip_row = pattern("^Total$");
    layout.stop_row = pattern("^Notes$");
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))),
                ElementsAre("area=K offence=a 2018/19 1 C2"));
}

TEST(Marks, DeclaredOnesMarkALabelToo) {
    const Rows rows{{"Force", "2018/19", "2019/20\u2020"}, {"Kent", "1", "2"}};
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    layout.dims[1].strip = pattern("\u2020$");
    Recipe how = recipe({layout});
    EXPECT_THAT(lines(read(book_of(rows), how)),
                ElementsAre("area=K 2018/19 1 B2", "area=K 2019/20 2 C2"));
    how.markers.extra = {{"\u2020", {.status = Status::provisional}}};
    EXPECT_THAT(lines(read(book_of(rows), how)),
                ElementsAre("area=K 2018/19 1 B2", "area=K 2019/20 2 provisional C2"));
}

// What strip takes off a label makes no other label of it.
TEST(Groups, AreComparedByTheLabelsThatAreRead) {
    const Rows rows{{"Year", "Month", "Kent"},
                    {"2018", "Jan", "1"},
                    {"", "Feb", "2"},
                    {"2019", "Jan", "3"},
                    {"", "Feb*", "4"}};
    DimRule month = dim("month", at(Toward::left));
    month.strip = pattern(R"(\*$)");
    const Layout layout = grid("^Month$",
                               {month,
                                period(at(Toward::left_up, "^Year$"), PeriodForm::calendar_year),
                                dim("area", at(Toward::up), "forces")});
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))), testing::SizeIs(4));
}

TEST(Keep, HoldsFiguresThatHaveLostTheirHead) {
    const Rows rows{{"Force", "2017/18", "", "2019/20", "note"}, {"Kent", "1", "2", "3", "x"}};
    Layout layout =
        grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
    layout.keep_column = pattern(R"(^20\d\d/)");
    EXPECT_THAT(held(read(book_of(rows), recipe({layout}))),
                ElementsAre(HasSubstr("layout.head Table 1 C2")));
    layout.skip_column = pattern("^$");
    EXPECT_THAT(lines(read(book_of(rows), recipe({layout}))), testing::SizeIs(2));
}

} // namespace
} // namespace tidemark::parse::test

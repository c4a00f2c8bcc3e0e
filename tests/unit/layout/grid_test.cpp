#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Layout by_force() {
    return grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))});
}

TEST(Grid, ReadsLabelsFromTheLeftAndPeriodsFromAbove) {
    const auto parsed = read(book_of(Rows{{"Table 4: offences by force"},
                                          {},
                                          {"Force", "2018/19", "2019/20"},
                                          {"Hampshire", "131", "247"},
                                          {"Wiltshire", "77", "63"}}),
                             recipe({by_force()}));
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=H 2018/19 131 B4",
                            "area=H 2019/20 247 C4",
                            "area=W 2018/19 77 B5",
                            "area=W 2019/20 63 C5"));
    EXPECT_EQ(parsed.layout, "1");
    EXPECT_THAT(parsed.sheets, ElementsAre("Table 1"));
    EXPECT_EQ(parsed.observations[0].raw, "131");
    EXPECT_EQ(parsed.observations[0].label, "2018/19");
}

// The workbook of an older publication: title block, two header rows with merged years, a total row
// and notes below.
Workbook two_header_rows() {
    Sheet sheet = sheet_of("Table 2 ",
                           {{"Table 2: offences by force and year"},
                            {"Some cells refer to notes"},
                            {},
                            {"", "2018/19", "", "2019/20", ""},
                            {"Force", "Rape", "Grooming", "Rape [note 1]", "Grooming"},
                            {"Hampshire [note 2]", "1,131", "2", "247 [p]", "[c]"},
                            {"Wiltshire", "77", "3", "63", "5[r]"},
                            {"Total", "1,208", "5", "310", "5"},
                            {"Source: police forces"},
                            {"1. A note"}});
    sheet.merges = {{{3, 1}, {3, 2}}, {{3, 3}, {3, 4}}, {{8, 0}, {8, 4}}};
    return book_of(std::move(sheet));
}

Layout peeled() {
    Layout layout = grid("^Force$",
                         {dim("area", at(Toward::left), "forces"),
                          dim("offence", at(Toward::up)),
                          period(at(Toward::up_left))});
    layout.stop_row = pattern("^Source:");
    return layout;
}

TEST(Grid, PeelsTwoHeaderRowsAndKeepsTheTotalApart) {
    Recipe how = recipe({peeled()});
    how.total_dim = "area";
    how.total_row = pattern("^Total$");
    const auto parsed = read(two_header_rows(), how);
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=H offence=Rape 2018/19 1131 B6",
                            "area=H offence=Grooming 2018/19 2 C6",
                            "area=H offence=Rape 2019/20 247 provisional D6",
                            "area=H offence=Grooming 2019/20 suppressed E6",
                            "area=W offence=Rape 2018/19 77 B7",
                            "area=W offence=Grooming 2018/19 3 C7",
                            "area=W offence=Rape 2019/20 63 D7",
                            "area=W offence=Grooming 2019/20 5 revised E7"));
    EXPECT_THAT(totals(parsed),
                ElementsAre("offence=Rape 2018/19 1208 B8",
                            "offence=Grooming 2018/19 5 C8",
                            "offence=Rape 2019/20 310 D8",
                            "offence=Grooming 2019/20 5 E8"));
    EXPECT_EQ(parsed.observations[0].raw, "1,131");
}

TEST(Grid, ReadsTheTotalThoughSkipLeavesItOut) {
    Layout layout = peeled();
    layout.skip_row = pattern("^Total$");
    Recipe how = recipe({layout});
    EXPECT_THAT(totals(read(two_header_rows(), how)), IsEmpty());
    how.total_dim = "area";
    how.total_row = pattern("^Total$");
    EXPECT_THAT(totals(read(two_header_rows(), how)), SizeIs(4));
}

TEST(Grid, HoldsATotalRowThatNobodyNamed) {
    EXPECT_THAT(
        held(read(two_header_rows(), recipe({peeled()}))),
        ElementsAre("layout.label Table 2  A8: a label of 'forces' (nearest: K 'Kent', W "
                    "'Wiltshire', H 'Hampshire') | 'Total' | say which code it is: tidemark "
                    "codelist add forces CODE Total, or leave its row or column out with "
                    "skip"));
}

TEST(Grid, HoldsALabelledRowWithoutFigures) {
    const auto parsed = read(
        book_of(Rows{{"Force", "2018/19"}, {"Kent", "1"}, {}, {"1. Figures are provisional."}}),
        recipe({by_force()}));
    EXPECT_THAT(
        held(parsed),
        ElementsAre("layout.row Table 1 A4: figures beside each row label | none beside '1. "
                    "Figures are provisional.' | end the block with stop = { row = ... } "
                    "or leave the row out with skip = { row = ... }"));
}

TEST(Grid, CutsALongTextInAReason) {
    const auto parsed = read(book_of(Rows{{"Force", "2018/19"},
                                          {"Kent", "1"},
                                          {"1. " + std::string(76, 'n') + "\u00e9 and so on"}}),
                             recipe({by_force()}));
    EXPECT_THAT(held(parsed),
                ElementsAre(HasSubstr("beside '1. " + std::string(76, 'n') + "...' |")));
}

TEST(Grid, HoldsAnEmptyCellUnlessTheSourceSaysWhatItMeans) {
    const auto book = book_of(Rows{{"Force", "2018/19", "2019/20"}, {"Kent", "1", ""}});
    Recipe how = recipe({by_force()});
    EXPECT_THAT(held(read(book, how)),
                ElementsAre(HasSubstr("layout.blank Table 1 C2: a number or a declared marker | an "
                                      "empty cell | say what an empty cell means")));
    how.markers.extra[""] = {.status = Status::not_available};
    EXPECT_THAT(lines(read(book, how)),
                ElementsAre("area=K 2018/19 1 B2", "area=K 2019/20 not_available C2"));
}

TEST(Grid, HoldsAnUnknownMarkerOnceWithItsCount) {
    const auto parsed =
        read(book_of(Rows{
                 {"Force", "2018/19", "2019/20"}, {"Kent", "n/k", "3"}, {"Wiltshire", "4", "n/k"}}),
             recipe({by_force()}));
    EXPECT_THAT(
        held(parsed),
        ElementsAre("layout.marker Table 1 B2: a number or a declared marker | 'n/k' (in 2 cells) "
                    "| declare it in [status] extra, such as \"n/k\" = \"not_available\", or leave "
                    "its row or column out with skip"));
}

TEST(Grid, HoldsDatesTruthsAndSpreadsheetErrorsAmongFigures) {
    for (const auto& [type, text] : {std::pair(CellType::date, "2019-03-31"),
                                     std::pair(CellType::boolean, "TRUE"),
                                     std::pair(CellType::error, "#REF!")}) {
        Sheet sheet = sheet_of("Table 1", {{"Force", "2018/19"}, {"Kent", "x"}});
        sheet.cells.back().type = type;
        sheet.cells.back().text = text;
        EXPECT_THAT(held(read(book_of(sheet), recipe({by_force()}))),
                    ElementsAre(AllOf(HasSubstr("layout.value Table 1 B2"), HasSubstr(text))));
    }
}

TEST(Grid, ListsEachUnknownLabelOnceWithTheNearestNames) {
    const auto parsed = read(
        book_of(Rows{{"Force", "2018/19", "2019/20"}, {"Kemt", "1", "2"}, {"Hampshyre", "3", "4"}}),
        recipe({by_force()}));
    EXPECT_THAT(
        held(parsed),
        ElementsAre(AllOf(HasSubstr("A2"), HasSubstr("nearest: K 'Kent'"), HasSubstr("'Kemt'")),
                    AllOf(HasSubstr("A3"), HasSubstr("nearest: H 'Hampshire'"))));
}

TEST(Grid, SkipsAndKeepsRowsAndColumnsByTheirLabels) {
    const auto book = book_of(Rows{{"Force", "2018/19", "Change", "2019/20"},
                                   {"", "number", "percent", "number"},
                                   {"South East region", "9", "1", "9"},
                                   {"Kent", "1", "2", "3"}});
    Layout layout = by_force();
    layout.skip_row = pattern("(?i)region$|^$");
    layout.skip_column = pattern("^Change$");
    EXPECT_THAT(lines(read(book, recipe({layout}))),
                ElementsAre("area=K 2018/19 1 B4", "area=K 2019/20 3 D4"));
    layout.skip_row = {};
    layout.skip_column = {};
    layout.keep_row = pattern("^Kent$");
    layout.keep_column = pattern("^20");
    EXPECT_THAT(lines(read(book, recipe({layout}))),
                ElementsAre("area=K 2018/19 1 B4", "area=K 2019/20 3 D4"));
}

TEST(Grid, EndsAtTheFirstEmptyRowWhenStopSaysSo) {
    Layout layout = by_force();
    layout.stop_row = pattern("^$");
    const auto book = book_of(
        Rows{{"Force", "2018/19"}, {"Kent", "1"}, {"", ""}, {"Another table"}, {"Kent", "9"}});
    // Row 3 holds no cell at all: only a row that exists can end the block.
    EXPECT_THAT(held(read(book, recipe({layout}))), ElementsAre(HasSubstr("'Another table'")));
    layout.stop_row = pattern("^Another");
    EXPECT_THAT(lines(read(book, recipe({layout}))), ElementsAre("area=K 2018/19 1 B2"));
}

TEST(Grid, PassesOverEmptyRowsColumnsAndCellsOfWhiteSpace) {
    const auto parsed =
        read(book_of(Rows{
                 {"Force", "", "2018/19", " ", "2019/20"}, {" "}, {"Kent", "", "1", " ", "2"}, {}}),
             recipe({by_force()}));
    EXPECT_THAT(lines(parsed), ElementsAre("area=K 2018/19 1 C3", "area=K 2019/20 2 E3"));
}

TEST(Grid, HoldsAColumnWithFiguresAndNoHeader) {
    const auto parsed =
        read(book_of(Rows{{"Force", "2018/19"}, {"Kent", "1", "2"}}), recipe({by_force()}));
    EXPECT_THAT(held(parsed),
                ElementsAre(HasSubstr("layout.label Table 1 C1: a label for 'period' | nothing")));
}

TEST(Grid, HoldsARowWithFiguresAndNoLabel) {
    const auto parsed =
        read(book_of(Rows{{"Force", "2018/19"}, {"", "2"}, {"Kent", "1"}}), recipe({by_force()}));
    EXPECT_THAT(held(parsed),
                ElementsAre(HasSubstr("layout.label Table 1 A2: a label for 'area' | nothing")));
}

TEST(Grid, HoldsWhenTheAnchorIsMissingOrThereTwice) {
    EXPECT_THAT(
        held(read(book_of(Rows{{"Police force", "2018/19"}, {"Kent", "1"}}), recipe({by_force()}))),
        ElementsAre("layout.anchor Table 1 : exactly one cell that matches '^Force$' as the "
                    "anchor | none | see what is there with 'tidemark cells', then mend "
                    "the pattern"));
    const Rows twice{{"Force", "2018/19"}, {"Kent", "1"}, {"Force", "2019/20"}, {"Kent", "1"}};
    EXPECT_THAT(held(read(book_of(twice), recipe({by_force()}))),
                ElementsAre(HasSubstr("| A1 'Force', A3 'Force' | narrow the pattern")));
    Layout layout = by_force();
    layout.anchor.in = Area{{2, 0}, {2, 0}};
    EXPECT_THAT(lines(read(book_of(twice), recipe({layout}))), ElementsAre("area=K 2019/20 1 B4"));
}

TEST(Grid, DropsCodesThatKeepDoesNotName) {
    Recipe how = recipe({by_force()});
    how.keep["area"] = {"K"};
    const auto parsed =
        read(book_of(Rows{{"Force", "2018/19"}, {"Kent", "1"}, {"Wiltshire", "?"}}), how);
    EXPECT_THAT(lines(parsed), ElementsAre("area=K 2018/19 1 B2"));
    how.keep["area"] = {"A"};
    EXPECT_THAT(held(read(book_of(Rows{{"Force", "2018/19"}, {"Kent", "1"}}), how)),
                ElementsAre(HasSubstr("layout.empty")));
}

// Whether an unknown label is one of those that keep names, nobody knows: it may be respelt.
TEST(Grid, HoldsALabelUnderKeepThatTheCodelistDoesNotKnow) {
    Recipe how = recipe({by_force()});
    how.keep["area"] = {"K"};
    EXPECT_THAT(held(read(book_of(Rows{{"Force", "2018/19"}, {"Kent", "1"}, {"Knet", "?"}}), how)),
                ElementsAre(AllOf(HasSubstr("layout.label Table 1 A3: a label of 'forces' "
                                            "(nearest: K 'Kent', "),
                                  HasSubstr("or leave its row or column out with skip; if"),
                                  HasSubstr("codes = { dim = \"area\", unknown = \"drop\" } "
                                            "under [hold]"))));
}

TEST(Grid, CountsTheLabelsThatTheSourceLetsGo) {
    Recipe how = recipe({by_force()});
    how.read.each_sheet = pattern("^Table");
    how.keep["area"] = {"K"};
    how.drop_unknown = {"area"};
    const Rows rows{{"Force", "2018/19", "2019/20"},
                    {"Kent", "1", "2"},
                    {"Wiltshire", "3", "4"},
                    {"Wilts", "5", "6"},
                    {"Jersey [note 1]", "?", ""}};
    Workbook book = book_of(sheet_of("Table 1", rows));
    book.sheets.push_back(
        sheet_of("Table 2", {{"Force", "2020/21"}, {"Kent", "1"}, {"Jersey", "?"}}));
    const auto parsed = read(book, how);
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=K 2018/19 1 B2", "area=K 2019/20 2 C2", "area=K 2020/21 1 B2"));
    EXPECT_THAT(parsed.dropped,
                ElementsAre(Dropped{"area", "Wilts", 2}, Dropped{"area", "Jersey", 3}));
}

TEST(Grid, ReadsAFormOfOneNumberBesideItsLabel) {
    DimRule year = period(FromCell{{.text = pattern("year (?<period>20../..)"), .in = {}}});
    DimRule area = dim("area", Constant{"Kent"}, "forces");
    const auto parsed =
        read(book_of(Rows{{"Answer for the year 2019/20"}, {"Number of offences", "", "1,234"}}),
             recipe({grid("^Number of offences$", {year, area})}));
    EXPECT_THAT(lines(parsed), ElementsAre("area=K 2019/20 1234 C2"));
    const auto two = read(book_of(Rows{{"the year 2019/20"}, {"Number of offences", "1", "2"}}),
                          recipe({grid("^Number of offences$", {year, area})}));
    EXPECT_THAT(held(two),
                ElementsAre(HasSubstr("layout.form Table 1 A2: exactly one number right of the "
                                      "anchor | B2 '1', C2 '2'")));
}

TEST(Grid, RefusesABlockThatIsAsWideAsTheSheetAndAsDeep) {
    Sheet sheet;
    sheet.name = "Table 1";
    const auto add = [&](std::uint32_t row, std::uint32_t column, const std::string& text) {
        Cell& cell = sheet.cells.emplace_back();
        cell.at = {row, column};
        cell.type = CellType::text;
        cell.text = text;
    };
    add(0, 0, "Force");
    for (std::uint32_t column = 1; column < 16384; ++column) {
        add(0, column, "2018/19");
    }
    for (std::uint32_t row = 1; row < 5000; ++row) {
        add(row, 0, "Kent");
        add(row, 1, "1");
    }
    EXPECT_THAT(held(read(book_of(sheet), recipe({by_force()}))),
                ElementsAre(HasSubstr("layout.size")));
}

TEST(Grid, SaysHowManyProblemsThereAreBeyondTheFirstTwoHundred) {
    Rows rows{{"Force", "2018/19"}};
    for (int i = 0; i < 1000; ++i) {
        rows.push_back({"Place " + std::to_string(i), "1"});
    }
    const auto all = held(read(book_of(rows), recipe({by_force()})));
    ASSERT_THAT(all, SizeIs(201));
    EXPECT_THAT(all.back(), HasSubstr("layout.more"));
    EXPECT_THAT(all.back(), HasSubstr("800 more"));
}

TEST(Grid, NamesSourceAndFileInEveryReason) {
    const auto parsed = read(two_header_rows(), recipe({by_force()}), "answers.ods");
    ASSERT_FALSE(parsed.held.empty());
    for (const Error& reason : parsed.held) {
        EXPECT_EQ(reason.fault, Fault::held);
        EXPECT_EQ(reason.source, "example");
        EXPECT_EQ(reason.file, "answers.ods");
        EXPECT_FALSE(reason.next.empty());
    }
}

// Open data: the place's code stands in the column of its level, the year is the year to March.
Layout open_data() {
    DimRule year = period(at(Toward::left, "^time_period$"));
    year.reads_as = "year ending March {}";
    return grid("^category$",
                {std::move(year),
                 dim("area",
                     FromDirection{.toward = Toward::left,
                                   .header = pattern("^la$"),
                                   .instead = {pattern("^region$"), pattern("^country$")}}),
                 dim("measure", at(Toward::up))});
}

TEST(Grid, TakesThePlaceFromAnotherColumnWhereTheFirstIsEmpty) {
    EXPECT_THAT(
        lines(read(book_of(Rows{{"time_period", "country", "region", "la", "category", "n", "rate"},
                                {"2024", "E", "", "", "All", "9", "3"},
                                {"2024", "E", "R", "", "All", "5", "2"},
                                {"2024", "E", "R", "L", "All", "4", "1"}}),
                   recipe({open_data()}))),
        ElementsAre("area=E measure=n 2023/24 9 F2",
                    "area=E measure=rate 2023/24 3 G2",
                    "area=R measure=n 2023/24 5 F3",
                    "area=R measure=rate 2023/24 2 G3",
                    "area=L measure=n 2023/24 4 F4",
                    "area=L measure=rate 2023/24 1 G4"));
}

TEST(Grid, HoldsAPlaceThatNoneOfItsColumnsNames) {
    EXPECT_THAT(held(read(book_of(Rows{{"time_period", "country", "region", "la", "category", "n"},
                                       {"2024", "", "", "", "All", "9"}}),
                          recipe({open_data()}))),
                ElementsAre(HasSubstr("layout.label Table 1 D2")));
    EXPECT_THAT(held(read(book_of(Rows{{"time_period", "region", "la", "category", "n"},
                                       {"2024", "R", "", "All", "9"}}),
                          recipe({open_data()}))),
                ElementsAre(HasSubstr("exactly one label column headed '^country$'")));
}

TEST(Grid, ReadsTwoDimensionsFromOneHeader) {
    DimRule measure = dim("measure", at(Toward::up, "^n2019$"));
    measure.strip = pattern("20\\d\\d$");
    DimRule year = period(at(Toward::up, "^n2019$"), PeriodForm::date);
    year.strip = pattern("^\\D+");
    year.reads_as = "31 March {}";
    EXPECT_THAT(
        lines(read(
            book_of(Rows{{"Place", "n2019", "rate2020"}, {"Kent", "1", "2"}}),
            recipe({grid("^Place$", {dim("area", at(Toward::left), "forces"), measure, year})}))),
        ElementsAre("area=K measure=n 2019-03-31 1 B2", "area=K measure=rate 2020-03-31 2 C2"));
}

} // namespace
} // namespace tidemark::parse::test

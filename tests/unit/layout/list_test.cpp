#include "pipeline/parse/layout/list_stream.hpp"
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Layout by_quarter() {
    return list(
        {"Financial Year", "Force Name", "Number of Offences"},
        "Number of Offences",
        {period(columns({"Financial Year", "Financial Quarter"}), PeriodForm::financial_quarter),
         dim("area", columns({"Force Name"}), "forces"),
         dim("offence", columns({"Offence Code"}))});
}

const std::vector<std::string> head{
    "Financial Year", "Financial Quarter", "Force Name", "Offence Code", "Number of Offences"};

TEST(List, ReadsOneObservationARowAndJoinsColumns) {
    const auto parsed = read(book_of(Rows{{"Police recorded crime open data"},
                                          head,
                                          {"2017/18", "Q1", "Kent", "17A", " 230 "},
                                          {},
                                          {"2017/18", "Q2", "Wiltshire", "17B", "-1"}}),
                             recipe({by_quarter()}));
    EXPECT_THAT(
        lines(parsed),
        ElementsAre("area=K offence=17A 2017-Q2 230 E3", "area=W offence=17B 2017-Q3 -1 E5"));
    EXPECT_EQ(parsed.observations[0].raw, " 230 ");
    EXPECT_EQ(parsed.observations[0].label, "2017/18 Q1");
}

// The year in one column, what is of it in the next.
TEST(List, JoinsTheYearToItsPart) {
    const auto joined = [](PeriodSpelling parse, const std::string& year, const std::string& part) {
        DimRule rule = period(columns({"Year", "Part"}));
        rule.parse = std::move(parse);
        return lines(read(book_of(Rows{{"Year", "Part", "n"}, {year, part, "5"}}),
                          recipe({list({"Year", "Part", "n"}, "n", {rule})})));
    };
    using enum PeriodForm;
    EXPECT_THAT(joined({.forms = {quarter}}, "2020", "Jan-Mar"), ElementsAre("2020-Q1 5 C2"));
    EXPECT_THAT(joined({.forms = {half}}, "2019", "Jul-Dec³"), ElementsAre("2019-S2 5 C2"));
    EXPECT_THAT(joined({.forms = {week}}, "2020", "Week 1"), ElementsAre("2020-W01 5 C2"));
    EXPECT_THAT(joined({.forms = {term}}, "201920", "Spring term"),
                ElementsAre("2020-01-01/2020-04-30 5 C2"));
    EXPECT_THAT(joined({.forms = {financial_half}}, "2019/20", "2"),
                ElementsAre("2019-10-01/2020-03-31 5 C2"));
    EXPECT_THAT(joined({.forms = {financial_quarter}}, "2019/20", "Apr-Jun (Financial year Q1)²"),
                ElementsAre("2019-Q2 5 C2"));
}

TEST(List, ComparesHeadersFolded) {
    const auto parsed =
        read(book_of(Rows{{"YEAR", "Offences,  all"}, {"2017/18", "5"}}),
             recipe({list({"year", "offences all"}, "offences all", {period(columns({"year"}))})}));
    EXPECT_THAT(lines(parsed), ElementsAre("2017/18 5 B2"));
}

// "7,268" may be seven thousand or seven; only a text file is read by what it looks like.
TEST(List, HoldsFiguresWhoseCommaNobodyTold) {
    const auto by = recipe({list({"year", "rate"}, "rate", {period(columns({"year"}))})});
    Workbook book = book_of(Rows{{"year", "rate"}, {"2017/18", "7,268"}, {"2018/19", "7,931"}});
    EXPECT_THAT(held(read(book, by)), ElementsAre());
    book.format = Format::csv;
    const auto unsure = read(book, by).held;
    ASSERT_EQ(unsure.size(), 1U);
    EXPECT_EQ(unsure[0].code, "layout.comma");
    EXPECT_EQ(unsure[0].cell, "B2");
    auto said = by;
    said.read.decimal = ",";
    EXPECT_EQ(read(book, said).observations.at(0).value, 7.268);
    said.read.decimal = ".";
    EXPECT_EQ(read(book, said).observations.at(0).value, 7268);
    book.sheets[0].cells.back().text = "4,444,108"; // tells it of all
    EXPECT_THAT(held(read(book, by)), ElementsAre());
    book.sheets[0].cells.back().text = "1,234.5";
    EXPECT_THAT(held(read(book, by)), ElementsAre());
}

TEST(List, AHeaderMayBeginWithAnAmpersand) {
    const auto parsed =
        read(book_of(Rows{{"Year", "& offences"}, {"2017/18", "5"}}),
             recipe({list({"year", "and offences"}, "& Offences", {period(columns({"year"}))})}));
    EXPECT_THAT(lines(parsed), ElementsAre("2017/18 5 B2"));
}

TEST(List, HoldsWithTheNearestRowWhenTheHeaderChanged) {
    const auto parsed = read(book_of(Rows{{"Year", "Quarter", "Force Name", "Code", "Offences"},
                                          {"2017/18", "Q1", "Kent", "17A", "1"}}),
                             recipe({by_quarter()}));
    EXPECT_THAT(
        held(parsed),
        ElementsAre("layout.header Table 1 : one header row with 'Financial Year', 'Force Name', "
                    "'Number of Offences' | row 1 without 'Financial Year', 'Number of Offences' | "
                    "see what is there with 'tidemark cells', then mend header, value or column"));
}

TEST(List, HoldsASecondHeaderRowAndASecondColumnOfOneName) {
    EXPECT_THAT(held(read(book_of(Rows{head, {"2017/18", "Q1", "Kent", "17A", "1"}, head}),
                          recipe({by_quarter()}))),
                ElementsAre(HasSubstr("| 2 (rows 1 and 3) |")));
    std::vector<std::string> twice = head;
    twice.push_back("Force Name");
    EXPECT_THAT(held(read(book_of(Rows{twice}), recipe({by_quarter()}))),
                ElementsAre(HasSubstr("exactly one column 'Force Name' in row 1 | C1 'Force Name', "
                                      "F1 'Force Name'")));
}

TEST(List, HoldsAnEmptyLabelAndAnEmptyValue) {
    const auto parsed = read(book_of(Rows{head,
                                          {"2017/18", "Q1", "", "17A", "1"},
                                          {"2017/18", "", "Kent", "17A", "1"},
                                          {"2017/18", "Q1", "Kent", "17A", ""}}),
                             recipe({by_quarter()}));
    EXPECT_THAT(held(parsed),
                ElementsAre(HasSubstr("layout.label Table 1 C2: a label for 'area' | nothing"),
                            HasSubstr("layout.label Table 1 B3: a label for 'period' | nothing"),
                            HasSubstr("layout.blank Table 1 E4")));
}

TEST(List, StopsSkipsAndKeepsByTheFirstDimensionsColumn) {
    Layout layout = list({"Force", "Year", "Number"},
                         "Number",
                         {dim("area", columns({"Force"}), "forces"), period(columns({"Year"}))});
    const auto book = book_of(Rows{{"Force", "Year", "Number"},
                                   {"England", "2017/18", "9"},
                                   {"Kent", "2017/18", "1"},
                                   {"Source: forces"},
                                   {"Kent", "2018/19", "7"}});
    layout.stop_row = pattern("^Source");
    layout.skip_row = pattern("^England$");
    EXPECT_THAT(lines(read(book, recipe({layout}))), ElementsAre("area=K 2017/18 1 C3"));
    Recipe how = recipe({layout});
    how.total_dim = "area";
    how.total_row = pattern("^England$");
    EXPECT_THAT(totals(read(book, how)), ElementsAre("2017/18 9 C2"));
    layout.skip_row = {};
    layout.keep_row = pattern("^Kent$");
    layout.stop_row = {};
    EXPECT_THAT(lines(read(book, recipe({layout}))),
                ElementsAre("area=K 2017/18 1 C3", "area=K 2018/19 7 C5"));
}

TEST(List, KeepsTwoFiguresOfOneKeyForLoadToJudge) {
    const auto parsed = read(book_of(Rows{head,
                                          {"2017/18", "Q1", "Kent", "17A", "1"},
                                          {"2017/18", "Q1", "Kent [note 1]", "17A", "2"}}),
                             recipe({by_quarter()}));
    EXPECT_THAT(lines(parsed),
                ElementsAre("area=K offence=17A 2017-Q2 1 E2", "area=K offence=17A 2017-Q2 2 E3"));
    EXPECT_THAT(parsed.series, SizeIs(1));
}

TEST(List, ARowThatKeepDropsIsNotDroppedForAnUnknownLabel) {
    Recipe how = recipe({by_quarter()});
    how.layouts[0].dims[2].codelist = "forces";
    how.keep = {{"area", {"K"}}, {"offence", {"H"}}};
    how.drop_unknown = {"offence"};
    const auto parsed = read(book_of(Rows{head,
                                          {"2017/18", "Q1", "Kent", "Hampshire", "1"},
                                          {"2017/18", "Q1", "Wiltshire", "99Z", "2"},
                                          {"2017/18", "Q1", "Kent", "99Z", "3"},
                                          {"2017/18", "Q9", "Kent", "99Z", "4"}}),
                             how);
    EXPECT_THAT(lines(parsed), ElementsAre("area=K offence=H 2017-Q2 1 E2"));
    EXPECT_THAT(parsed.dropped, ElementsAre(Dropped{"offence", "99Z", 2}));
    const auto unknown = read(book_of(Rows{head, {"2017/18", "Q1", "Knet", "99Z", "1"}}), how);
    EXPECT_THAT(held(unknown), ElementsAre(HasSubstr("layout.empty")));
}

TEST(List, ReadsHalfAMillionRowsInOnePass) {
    Rows rows{head};
    const std::vector<std::string> names{"Kent", "Hampshire", "Wiltshire", "Avon and Somerset"};
    for (int i = 0; i < 500'000; ++i) {
        rows.push_back({"20" + std::to_string(10 + i % 10) + "/" + std::to_string(11 + i % 10),
                        "Q" + std::to_string(1 + i % 4),
                        names[static_cast<std::size_t>(i) % 4],
                        "code " + std::to_string(i / 1000),
                        std::to_string(i)});
    }
    const auto parsed = read(book_of(rows), recipe({by_quarter()}));
    EXPECT_THAT(parsed.held, IsEmpty());
    EXPECT_THAT(parsed.observations, SizeIs(500'000));
    EXPECT_THAT(parsed.series, SizeIs(2000)); // four forces, 500 codes
    EXPECT_EQ(parsed.observations.back().value, 499'999);
}

TEST(List, TakesTheFirstFilledOfTheColumnsOfAPlace) {
    Layout layout =
        list({"year", "n"},
             "n",
             {period(columns({"year"}), PeriodForm::calendar_year),
              dim("area", FromColumns{.columns = {"force"}, .instead = {"region", "country"}})});
    EXPECT_THAT(lines(read(book_of(Rows{{"year", "country", "region", "force", "n"},
                                        {"2019", "E", "", "", "3"},
                                        {"2019", "E", "R", "", "2"},
                                        {"2019", "E", "R", "F", "1"}}),
                           recipe({layout}))),
                ElementsAre("area=E 2019 3 E2", "area=R 2019 2 E3", "area=F 2019 1 E4"));
    EXPECT_THAT(held(read(book_of(Rows{{"year", "country", "region", "force", "n"},
                                       {"2019", "", "", "", "3"}}),
                          recipe({layout}))),
                ElementsAre(HasSubstr("layout.label Table 1 D2")));
}

// What needs a sheet as a whole is not read by its rows; every other list in these tests is read
// both ways (build.cpp).
TEST(ListStream, IsForOneLayoutOfOneSheet) {
    const Layout plain = list({"year", "n"}, "n", {period(columns({"year"}))});
    EXPECT_EQ(streamed_layout(recipe({plain}), "a.csv"), 0U);
    EXPECT_EQ(streamed_layout(recipe({plain, plain}), "a.csv"), std::nullopt);

    Layout other = plain;
    other.when_file = Pattern::compile("old").value();
    EXPECT_EQ(streamed_layout(recipe({other, plain}), "a.csv"), 1U);
    EXPECT_EQ(streamed_layout(recipe({other, plain}), "old.csv"), std::nullopt);

    Layout titled = plain;
    titled.dims.push_back(dim("area", FromCell{}));
    EXPECT_EQ(streamed_layout(recipe({titled}), "a.csv"), std::nullopt);

    Layout told = plain;
    told.when_anchor = Pattern::compile("Table").value();
    EXPECT_EQ(streamed_layout(recipe({told}), "a.csv"), std::nullopt);

    Recipe each = recipe({plain});
    each.read.each_sheet = Pattern::compile("Table").value();
    EXPECT_EQ(streamed_layout(each, "a.csv"), std::nullopt);
}

} // namespace
} // namespace tidemark::parse::test

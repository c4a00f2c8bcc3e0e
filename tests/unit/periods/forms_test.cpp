// Halves, terms, weeks, spans, day numbers, and years that begin on another day.
#include "pipeline/parse/layout/periods.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tidemark::parse {
namespace {

using enum PeriodForm;
using Single = PeriodSpelling::Single;

std::string read(const char* label, PeriodSpelling parse) {
    const auto period = read_period(label, parse);
    return period ? day_text(period->start) + '/' + day_text(period->end)
                  : "refused: " + period.error().found;
}

struct Spelling {
    const char* label;
    PeriodForm form;
    const char* days;
};

constexpr Spelling spellings[] = {
    {"2018-S2", half, "2018-07-01/2018-12-31"},
    {"H2 2018", half, "2018-07-01/2018-12-31"},
    {"2018 H1 [p]", half, "2018-01-01/2018-06-30"},
    {"2nd half of 2018", half, "2018-07-01/2018-12-31"},
    {"First half 2018", half, "2018-01-01/2018-06-30"},
    {"Jan - Jun 2018", half, "2018-01-01/2018-06-30"},
    {"2018 July to December", half, "2018-07-01/2018-12-31"},
    {"six months to June 2018", half, "2018-01-01/2018-06-30"},
    {"half year ending 31 December 2018", half, "2018-07-01/2018-12-31"},

    {"H2 2018/19", financial_half, "2018-10-01/2019-03-31"},
    {"2018-19 H11", financial_half, "2018-04-01/2018-09-30"},
    {"2018/19 Oct-Mar", financial_half, "2018-10-01/2019-03-31"},
    {"2018/19 2", financial_half, "2018-10-01/2019-03-31"},
    {"October 2018 to March 2019", financial_half, "2018-10-01/2019-03-31"},
    {"Part 2 (October to March) 2018/19", financial_half, "2018-10-01/2019-03-31"},

    {"2018/19 summer term", term, "2019-05-01/2019-08-31"},
    {"201819 T1", term, "2018-09-01/2018-12-31"},
    {"201819 T1T2", term, "2018-09-01/2019-04-30"},
    {"Autumn term 2018", term, "2018-09-01/2018-12-31"},
    {"Autumn & Spring terms 2018/19", term, "2018-09-01/2019-04-30"},

    {"2020-W53", week, "2020-12-28/2021-01-03"},
    {"2015W53", week, "2015-12-28/2016-01-03"},
    {"Week 10 of 2021", week, "2021-03-08/2021-03-14"},
    {"2021 w1", week, "2021-01-04/2021-01-10"},
    {"week to 8 January 2021", week, "2021-01-02/2021-01-08"},
    {"w/e 8 Jan 21", week, "2021-01-02/2021-01-08"},
    {"week beginning 4 January 2021", week, "2021-01-04/2021-01-10"},
    {"4 January 2021 to 10 January 2021", week, "2021-01-04/2021-01-10"},

    {"36526", serial, "2000-01-01/2000-01-01"},
    {"44561.0", serial, "2021-12-31/2021-12-31"},

    {"2014/15-16/17", span, "2014-04-01/2017-03-31"},
    {"1998/99 - 01/02", span, "1998-04-01/2002-03-31"},
    {"2016 - 18", span, "2016-01-01/2018-12-31"},
    {"2016 to 2018", span, "2016-01-01/2018-12-31"},
    {"three years to June 2018", span, "2015-07-01/2018-06-30"},
    {"5 years ending 31 December 2018", span, "2014-01-01/2018-12-31"},
    {"52 weeks to 1 January 2021", span, "2020-01-04/2021-01-01"},
    {"1 to 7 March 2021", span, "2021-03-01/2021-03-07"},
    {"28th Feb - 2nd Mar 2020", span, "2020-02-28/2020-03-02"},
    {"2021-22 (April to September 2021)", span, "2021-04-01/2021-09-30"},
    {"2019-T3", span, "2019-09-01/2019-12-31"},
    {"2020-04-01/P9M", span, "2020-04-01/2020-12-31"},
    {"2020-03-23/P70D", span, "2020-03-23/2020-05-31"},
};

TEST(PeriodForms, ReadWhatPublishersWrite) {
    for (const auto& [label, form, days] : spellings) {
        EXPECT_EQ(read(label, {.forms = {form}}), days) << label << " under " << to_text(form);
    }
}

constexpr Spelling refusals[] = {
    {"April to September 2019", half, "April to September 2019 under financial-half"},
    {"H1 2019", financial_half, "2018/19, or 2019/20, or January to June 2019 under half"},
    {"2019 H3", half, ""},
    {"year ending 30 March 2020", year_ending, "the year ending 30 March 2020 under span"},
    {"Part 1 (October to March) 201920", financial_half, ""},
    {"Apr-Jun (Financial year Q2) 2019/20", financial_quarter, ""},
    {"Autumn and spring term 2019", term, ""},
    {"2019-T1", term, "January to April 2019 under span"},
    {"Michaelmas term 2019/20", term, ""},
    {"2019-W53", week, ""},
    {"2020-W00", week, ""},
    {"week ending January 2020", week, ""},
    {"Week 1", week, ""},
    {"8 days to 3 January 2020", week, ""},
    {"2019", serial, "2019 under calendar-year"},
    {"2019-20",
     span,
     "2019/20 under financial-year, or the year ending August 2020 under "
     "academic-year"},
    {"2020 to 2015", span, ""},
    {"2015/16 to 2014/15", span, "the later stands first, as in a difference"},
    {"31 May 2020 to 23 March 2020", span, ""},
    {"28 December to 3 January 2020", span, ""},
    {"2020_21 (Apr to Jun 2021 only)", span, ""},
    {"2020_21 (Apr 2020 to Mar 2021)", span, ""},
};

TEST(PeriodForms, RefuseAndNameWhatTheLabelMayMean) {
    for (const auto& [label, form, found] : refusals) {
        const std::string meaning = *found == '\0' ? "" : " (" + std::string(found) + ")";
        const auto said = read(label, {.forms = {form}});
        EXPECT_TRUE(said.starts_with("refused: '" + std::string(label) + "'" + meaning))
            << said << " under " << to_text(form);
    }
}

PeriodSpelling
years(PeriodForm form, unsigned month, unsigned day, Single single = Single::unsaid) {
    return {.forms = {form},
            .year_from = std::chrono::month_day{std::chrono::month{month}, std::chrono::day{day}},
            .single = single};
}

TEST(PeriodForms, FollowTheDayOnWhichTheYearBegins) {
    EXPECT_EQ(read("2018-19", years(financial_year, 7, 1)), "2018-07-01/2019-06-30");
    EXPECT_EQ(read("2001-A1", years(financial_year, 7, 1)), "2001-07-01/2002-06-30");
    EXPECT_EQ(read("year ended 30 June 2019", years(financial_year, 7, 1)),
              "2018-07-01/2019-06-30");
    EXPECT_EQ(read("2018/19", years(financial_year, 4, 6)), "2018-04-06/2019-04-05");
    EXPECT_EQ(read("year to 5 April 2019", years(financial_year, 4, 6)), "2018-04-06/2019-04-05");
    EXPECT_EQ(read("2018/19", years(academic_year, 8, 1)), "2018-08-01/2019-07-31");
    EXPECT_EQ(read("2018/19 Q2", years(financial_quarter, 7, 1)), "2018-10-01/2018-12-31");
    EXPECT_EQ(read("2018/19 Oct-Dec", years(financial_quarter, 10, 1)), "2018-10-01/2018-12-31");
    EXPECT_EQ(read("Nov-Jan 2018/19", years(financial_quarter, 8, 1)), "2018-11-01/2019-01-31");
    EXPECT_EQ(read("2018/19 Q1", years(financial_quarter, 4, 6)), "2018-04-06/2018-07-05");
    EXPECT_EQ(read("2018/19 H2", years(financial_half, 7, 1)), "2019-01-01/2019-06-30");
    EXPECT_EQ(read("2015/16 to 2018/19", years(span, 7, 1)), "2015-07-01/2019-06-30");
    // Nothing but the year's own months.
    EXPECT_EQ(read("year ending March 2019", years(financial_year, 7, 1)),
              "refused: 'year ending March 2019' (2018/19 under year-ending)");
    EXPECT_EQ(read("2018/19 Apr-Jun", years(financial_quarter, 5, 1)),
              "refused: '2018/19 Apr-Jun'");
    EXPECT_EQ(read("FFY 2020", {.forms = {financial_year}}),
              "refused: 'FFY 2020' (year_from must say when such a year begins)");
    EXPECT_EQ(read("FFY 2020", years(financial_year, 10, 1, Single::first)), "refused: 'FFY 2020'");
    EXPECT_EQ(read("2018/19", years(financial_year, 2, 29)), "refused: '2018/19'");
}

TEST(PeriodForms, ReadASingleNumberAsTheSourceSaysWhatItNames) {
    const PeriodSpelling begins{.forms = {financial_year}, .single = Single::first};
    const PeriodSpelling ends{.forms = {financial_year}, .single = Single::last};
    EXPECT_EQ(read("2020", begins), "2020-04-01/2021-03-31");
    EXPECT_EQ(read("2020", ends), "2019-04-01/2020-03-31");
    EXPECT_EQ(read("FY20", ends), "2019-04-01/2020-03-31");
    EXPECT_EQ(read("Financial year 2020", ends), "2019-04-01/2020-03-31");
    EXPECT_EQ(read("2019/20", ends), "2019-04-01/2020-03-31");
    EXPECT_EQ(read("20", ends), "refused: '20'");
    EXPECT_EQ(read("FY 2020", years(financial_year, 10, 1, Single::last)), "2019-10-01/2020-09-30");
    EXPECT_EQ(read("2020", years(financial_year, 1, 1, Single::last)), "2020-01-01/2020-12-31");
    EXPECT_EQ(read("Q1 FY2020", years(financial_quarter, 10, 1, Single::last)),
              "2019-10-01/2019-12-31");
    EXPECT_EQ(read("2019-Q1", {.forms = {financial_quarter}, .single = Single::first}),
              "2019-04-01/2019-06-30");
    EXPECT_EQ(read("AY 2020", {.forms = {academic_year}, .single = Single::last}),
              "2019-09-01/2020-08-31");
}

TEST(PeriodForms, ReadTheWordsOfOurOwnSentences) {
    for (const char* text : {"2019-S2",
                             "2019-04-01/2019-09-30",
                             "2019-04-01/2019-12-31",
                             "2018-10-01/2019-06-30",
                             "2015-04-01/2020-03-31",
                             "2015-01-01/2019-12-31",
                             "2020-W01",
                             "2019-12-28/2020-01-03",
                             "2019-04-06/2020-04-05",
                             "2020-03-23/2020-05-31"}) {
        const Period period = parse_period(text).value();
        EXPECT_EQ(read_period(in_words(period), {.forms = {span}}).value(), period) << text;
    }
}

TEST(PeriodForms, KeepTheMonthsOfAYearThatIsNotOverApartFromTheYear) {
    const PeriodSpelling both{.forms = {financial_year, span}};
    EXPECT_EQ(read("2019_20", both), "2019-04-01/2020-03-31");
    EXPECT_EQ(read("2020_21 (Apr to Dec 2020 only)", both), "2020-04-01/2020-12-31");
    EXPECT_EQ(read("2020/21 YTD", both),
              "refused: '2020/21 YTD' (its days depend on when it was published)");
}

TEST(PeriodForms, RefuseWhatTwoOfThemReadDifferently) {
    EXPECT_EQ(read("2016-2017", {.forms = {financial_year, span}}),
              "refused: '2016-2017' (2016/17 under financial-year, or 2016 to 2017 under span)");
    EXPECT_EQ(read("2016-17", {.forms = {financial_year, academic_year}}),
              "refused: '2016-17' (2016/17 under financial-year, or the year ending August 2017 "
              "under academic-year)");
    EXPECT_EQ(read("Jan-Mar 2017", {.forms = {quarter, financial_quarter, span}}),
              "2017-01-01/2017-03-31");
    const auto nothing = read_period("Q5", {.forms = {quarter, month}});
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().expected,
              "a quarter such as 2019 Q3 or 'July to September 2019', or a month such as 'July "
              "2019' or 2019-07");
}

} // namespace
} // namespace tidemark::parse

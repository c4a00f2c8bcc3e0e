// Publishers' spellings: what each form reads, and what it refuses and says.
#include "pipeline/parse/layout/period_forms.hpp"
#include "pipeline/parse/layout/periods.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace tidemark::parse {
namespace {

using enum PeriodForm;

struct Spelling {
    const char* label;
    PeriodForm form;
    const char* period; // to_text
};

constexpr Spelling spellings[] = {
    {"2021", calendar_year, "2021"},
    {"1898", calendar_year, "1898"},
    {"2021.0", calendar_year, "2021"},
    {"CY 2021", calendar_year, "2021"},
    {"2021 Calendar year", calendar_year, "2021"},
    {"2021 [note 4]", calendar_year, "2021"},
    {"2021 (estimated)", calendar_year, "2021"},
    {"2021 (Calendar year) (p)", calendar_year, "2021"},
    {"2021 (see notes 3 and 14)", calendar_year, "2021"},
    {"2021r", calendar_year, "2021"},
    {"2021³", calendar_year, "2021"},
    {"Jan - Dec 2021", calendar_year, "2021"},
    {"Year ending December 2021", calendar_year, "2021"},
    {"year ending 31 December 20212", calendar_year, "2021"},

    {"2012-13", financial_year, "2012/13"},
    {"2008-09", financial_year, "2008/09"},
    {"2012\u201313", financial_year, "2012/13"},
    {"2012 / 13", financial_year, "2012/13"},
    {"2012/2013", financial_year, "2012/13"},
    {"2012 to 2013", financial_year, "2012/13"},
    {"201213", financial_year, "2012/13"},
    {"20122013", financial_year, "2012/13"},
    {"1999-00", financial_year, "1999/00"},
    {"2012-13 [r] [note 2]", financial_year, "2012/13"},
    {"2012-133", financial_year, "2012/13"},
    {"FY 2012/13", financial_year, "2012/13"},
    {"2012/13 Financial Year", financial_year, "2012/13"},
    {"FYE 2013", financial_year, "2012/13"},
    {"Apr '12 to Mar '131", financial_year, "2012/13"},
    {"Apr \u201912 to\u00a0Mar \u201913", financial_year, "2012/13"},
    {"April 2012 \u2013 March 2013", financial_year, "2012/13"},
    {"1st April 2012 to 31st March 2013", financial_year, "2012/13"},
    {"01/04/2012-31/03/2013", financial_year, "2012/13"},
    {"year ended 31 March 2013", financial_year, "2012/13"},
    {"in the year to March 2013", financial_year, "2012/13"},
    {"YE Mar 13", financial_year, "2012/13"},
    {"12 months to Mar. 2013", financial_year, "2012/13"},

    {"2012-13", academic_year, "year ending August 2013"},
    {"201213 Academic year", academic_year, "year ending August 2013"},
    {"AY 2012/13", academic_year, "year ending August 2013"},
    {"school year ending 2013", academic_year, "year ending August 2013"},
    {"September 2012 to August 2013", academic_year, "year ending August 2013"},

    {"Year ending June 2018", year_ending, "year ending June 2018"},
    {"Year ending June 20183", year_ending, "year ending June 2018"},
    {"YE Sept-18", year_ending, "year ending September 2018"},
    {"Jul '17 to Jun '18", year_ending, "year ending June 2018"},
    {"12 months ended 30 June 2018", year_ending, "year ending June 2018"},
    {"year ending 29 February 2020", year_ending, "year ending February 2020"},
    {"Year ending March 2018", year_ending, "2017/18"},
    {"Year ending December 2018", year_ending, "2018"},

    {"2018 Q3", quarter, "2018-Q3"},
    {"Q3 2018", quarter, "2018-Q3"},
    {"Q32018", quarter, "2018-Q3"},
    {"2018 Q3 [p]", quarter, "2018-Q3"},
    {"3rd quarter of 2018", quarter, "2018-Q3"},
    {"Jul-Sep 2018", quarter, "2018-Q3"},
    {"July 2018 to September 2018", quarter, "2018-Q3"},
    {"quarter ending 30 September 2018", quarter, "2018-Q3"},

    {"2018/19 Q1", financial_quarter, "2018-Q2"},
    {"2018/19 4", financial_quarter, "2019-Q1"},
    {"201819 -2", financial_quarter, "2018-Q3"},
    {"Quarter 3 2018-19", financial_quarter, "2018-Q4"},
    {"Jan-Mar 2018/19", financial_quarter, "2019-Q1"},
    {"2018/19 Apr to Jun", financial_quarter, "2018-Q2"},
    {"Apr to Jun 2018", financial_quarter, "2018-Q2"},

    {"2010-11", month, "2010-11"},
    {"Nov 2010", month, "2010-11"},
    {"November-10", month, "2010-11"},
    {"M\u00e4rz 2020", month, "2020-03"},
    {"Dezember 2019", month, "2019-12"},
    {"janv. 2020", month, "2020-01"},
    {"ao\u00fbt 2020", month, "2020-08"},
    {"19-mai-17", date, "2017-05-19"},
    {"8 januari 2020", date, "2020-01-08"},
    {"Nov '101", month, "2010-11"},
    {"Nov. 2010", month, "2010-11"},
    {"2010 November", month, "2010-11"},
    {"201011", month, "2010-11"},
    {"11/2010", month, "2010-11"},
    {"01/11/2010", month, "2010-11"},
    {"2010-11-01T00:00:00", month, "2010-11"},
    {"May 2010", month, "2010-05"},

    {"30 Sep 2018", date, "2018-09-30"},
    {"30-Sep-18", date, "2018-09-30"},
    {"30 September, 2018", date, "2018-09-30"},
    {"At 30th of September 2018", date, "2018-09-30"},
    {"30.9.2018", date, "2018-09-30"},
    {"05/06/18", date, "2018-06-05"},
    {"31-03-2003", date, "2003-03-31"},
    {"2018-09-30", date, "2018-09-30"},
    {"30 September 20181", date, "2018-09-30"},
    {"mid 2018", date, "2018-06-30"},
};

TEST(Periods, ReadsWhatPublishersWrite) {
    for (const auto& [label, form, expected] : spellings) {
        const auto period = read_period(label, {.forms = {form}});
        ASSERT_TRUE(period) << period.error().to_text();
        EXPECT_EQ(to_text(*period), expected) << label << " under " << to_text(form);
    }
}

struct Refusal {
    const char* label;
    PeriodForm form;
    const char* found; // with what it may mean
};

constexpr Refusal refusals[] = {
    {"2019-21", financial_year, "'2019-21' (2019 to 2021 under span)"},
    {"2019-2021", financial_year, "'2019-2021' (2019 to 2021 under span)"},
    {"2019-12", financial_year, "'2019-12' (December 2019 under month)"},
    {"2020", financial_year, "'2020' (2019/20, or 2020/21, or 2020 under calendar-year)"},
    {"FY2020", financial_year, "'FY2020' (2019/20, or 2020/21)"},
    {"FY99", financial_year, "'FY99' (1998/99, or 1999/00)"},
    {"1920",
     financial_year,
     "'1920' (1919/20, or 1920/21, or 2019/20, or 1920 under calendar-year)"},
    {"2012-13",
     month,
     "'2012-13' (2012/13 under financial-year, or the year ending August 2013 under "
     "academic-year)"},
    {"2008-09",
     year_ending,
     "'2008-09' (2008/09 under financial-year, or the year ending August 2009 under "
     "academic-year, or September 2008 under month)"},
    {"2019/20",
     calendar_year,
     "'2019/20' (2019/20 under financial-year, or the year ending August 2020 under "
     "academic-year)"},
    {"Q1 2020",
     financial_quarter,
     "'Q1 2020' (2019/20, or 2020/21, or January to March 2020 under quarter)"},
    {"Q1 2019/20", quarter, "'Q1 2019/20' (April to June 2019 under financial-quarter)"},
    {"Jul 2018 to Jun 2019",
     financial_year,
     "'Jul 2018 to Jun 2019' (the year ending June 2019 under year-ending)"},
    {"20191", calendar_year, "'20191' (12 April 1955 under serial)"},
    {"43831", date, "'43831' (1 January 2020 under serial)"},
    {"Mar 201", month, "'Mar 201'"},
    {"31/03/201", date, "'31/03/201'"},
    {"03/31/2019", date, "'03/31/2019'"},
    {"31 June 2019", date, "'31 June 2019'"},
    {"15/11/2010", month, "'15/11/2010' (15 November 2010 under date)"},
    {"October to March 2020", year_ending, "'October to March 2020'"},
    {"year ending 15 March 2020",
     financial_year,
     "'year ending 15 March 2020' (the year ending 15 March 2020 under span)"},
    {"year to 5 April 2020",
     financial_year,
     "'year to 5 April 2020' (the year ending 5 April 2020 under span)"},
    {"2019-20 tax year",
     financial_year,
     "'2019-20 tax year' (year_from must say when such a year begins)"},
    {"2016/'17", financial_year, "'2016/'17' (the year ending August 2017 under academic-year)"},
    {"2020/21 YTD", financial_year, "'2020/21 YTD' (its days depend on when it was published)"},
    {"2015/16 to 2019/20", financial_year, "'2015/16 to 2019/20' (2015/16 to 2019/20 under span)"},
    {"2020/21 - 2019/20",
     financial_year,
     "'2020/21 - 2019/20' (the later stands first, as in a difference)"},
    {"% change 2018 to 2019", financial_year, "'% change 2018 to 2019' (it compares periods)"},
    {"2017 - 19", calendar_year, "'2017 - 19' (2017 to 2019 under span)"},
    {"three months to February 2020",
     quarter,
     "'three months to February 2020' (December 2019 to February 2020 under span)"},
    {"2019 Q5", quarter, "'2019 Q5'"},
    {"2019-13", month, "'2019-13'"},
    {"Jan-Mar", quarter, "'Jan-Mar'"},
    {"2019-D366", date, "'2019-D366'"},
    {"Total", month, "'Total' (it is no period)"},
    {"", month, "''"},
};

TEST(Periods, RefusesAndNamesWhatTheLabelMayMean) {
    for (const auto& [label, form, found] : refusals) {
        const auto period = read_period(label, {.forms = {form}});
        ASSERT_FALSE(period) << label << " read as " << to_text(*period);
        EXPECT_EQ(period.error().fault, Fault::held);
        EXPECT_EQ(period.error().code, "layout.period");
        EXPECT_EQ(period.error().found, found);
        EXPECT_FALSE(period.error().expected.empty());
        EXPECT_FALSE(period.error().next.empty());
    }
}

TEST(Periods, RefusesARemarkThatMayChangeWhatIsCounted) {
    const auto remark = [](const char* label, PeriodForm form) {
        const auto period = read_period(label, {.forms = {form}});
        return period ? to_text(*period) : period.error().code + " " + period.error().found;
    };
    EXPECT_EQ(remark("2020_21 (Apr to Dec 2020 only)", financial_year),
              "layout.remark '2020_21 (Apr to Dec 2020 only)' with the remark '(Apr to Dec 2020 "
              "only)'");
    EXPECT_EQ(remark("Mar 2020 (12 months)", month),
              "layout.remark 'Mar 2020 (12 months)' with the remark '(12 months)'");
    EXPECT_EQ(remark("2019 (calendar year)", financial_year),
              "layout.period '2019 (calendar year)' (2019 under calendar-year)");
    EXPECT_EQ(remark("(so far)", month),
              "layout.period '(so far)' (its days depend on when it was published)");
}

Period month_at(int number) {
    return month_of(1970 + number / 12, 1 + static_cast<unsigned>(number % 12));
}

PeriodForm form_of_year(const Period& year) {
    switch (frequency(year)) {
    case Frequency::calendar_year:
        return calendar_year;
    case Frequency::financial_year:
        return financial_year;
    default:
        return year_ending;
    }
}

RC_GTEST_PROP(Periods, ReadsItsOwnWords, ()) {
    const int number = *rc::gen::inRange(0, 12 * 130);
    const auto m = month_at(number);
    RC_ASSERT(read_period(in_words(m), {.forms = {month}}).value() == m);
    RC_ASSERT(read_period(to_text(m), {.forms = {month}}).value() == m);
    const Period year{m.start, month_at(number + 11).end};
    RC_ASSERT(read_period(in_words(year), {.forms = {form_of_year(year)}}).value() == year);
    const auto day = single_day(m.start + std::chrono::days{*rc::gen::inRange(0, 28)});
    RC_ASSERT(read_period(in_words(day), {.forms = {date}}).value() == day);
    RC_ASSERT(read_period(to_text(day), {.forms = {date}}).value() == day);
}

// Labels made of what labels are made of, in any order.
RC_GTEST_PROP(Periods, ReadsOnlyOrderedPeriodsOfItsForm, ()) {
    static const std::vector<std::string> parts{"2019",       "20",
                                                "19",         "1",
                                                "31",         "04",
                                                "2020",       "/",
                                                "-",          " ",
                                                " to ",       "apr",
                                                "Mar",        "march",
                                                "year ",      "YE",
                                                "'",          "ending ",
                                                "Q",          "[p]",
                                                "m",          "quarter ",
                                                "fy",         "ay ",
                                                "12 months ", "(provisional)",
                                                "\u2013",     "\u00b2",
                                                ".",          "p1y",
                                                "mid-",       "h1",
                                                "s2",         "t1",
                                                "w01",        "week ",
                                                "w/c ",       "autumn ",
                                                "term ",      "five ",
                                                "years ",     "(",
                                                ")",          "only",
                                                "jan",        "43831",
                                                "tax year",   "/p9m"};
    std::string label;
    for (const auto& part :
         *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts))) {
        label += part;
    }
    using Single = PeriodSpelling::Single;
    const auto single = *rc::gen::element(Single::unsaid, Single::first, Single::last);
    for (const PeriodForm form : all_forms()) {
        const auto period = read_period(label, {.forms = {form}, .single = single});
        if (period) {
            RC_ASSERT(label.find_first_of("0123456789") != std::string::npos);
            RC_ASSERT(form == span || frequency(*period) != Frequency::span);
            RC_ASSERT(period->start <= period->end);
        } else {
            RC_ASSERT(period.error().to_text().find('\n') == std::string::npos);
        }
    }
}

} // namespace
} // namespace tidemark::parse

#include "pipeline/model/period.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace tidemark {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::year;

Period period(const char* text) {
    return parse_period(text).value();
}

Day day(const char* text) {
    return parse_day(text).value();
}

TEST(Period, HasItsFirstAndLastDay) {
    EXPECT_EQ(calendar_year(2019), (Period{day("2019-01-01"), day("2019-12-31")}));
    EXPECT_EQ(financial_year(2019), (Period{day("2019-04-01"), day("2020-03-31")}));
    EXPECT_EQ(quarter_of(2019, 1), (Period{day("2019-01-01"), day("2019-03-31")}));
    EXPECT_EQ(quarter_of(2019, 4), (Period{day("2019-10-01"), day("2019-12-31")}));
    EXPECT_EQ(month_of(2020, 2), (Period{day("2020-02-01"), day("2020-02-29")}));
    EXPECT_EQ(year_ending(2019, 6), (Period{day("2018-07-01"), day("2019-06-30")}));
    EXPECT_EQ(year_ending(2020, 3), financial_year(2019));
    EXPECT_EQ(year_ending(2019, 12), calendar_year(2019));
}

struct Written {
    const char* text;
    Frequency frequency;
    const char* words;
    const char* before;
};

constexpr Written written[] = {
    {"2019", Frequency::calendar_year, "2019", "2018"},
    {"2019/20", Frequency::financial_year, "2019/20", "2018/19"},
    {"1999/00", Frequency::financial_year, "1999/00", "1998/99"},
    {"2019-Q3", Frequency::quarter, "July to September 2019", "2018-Q3"},
    {"2019-07", Frequency::month, "July 2019", "2018-07"},
    {"2021-02", Frequency::month, "February 2021", "2020-02"},
    {"2020-02", Frequency::month, "February 2020", "2019-02"},
    {"year ending June 2019",
     Frequency::year_ending,
     "the year ending June 2019",
     "year ending June 2018"},
    {"year ending February 2021",
     Frequency::year_ending,
     "the year ending February 2021",
     "year ending February 2020"},
    {"2019-S1", Frequency::half, "January to June 2019", "2018-S1"},
    {"2019-04-01/2019-09-30", Frequency::half, "April to September 2019", "2018-04-01/2018-09-30"},
    {"2019-10-01/2020-03-31",
     Frequency::half,
     "October 2019 to March 2020",
     "2018-10-01/2019-03-31"},
    {"2020-W01", Frequency::week, "the week ending 5 January 2020", "2019-W01"},
    {"2021-W01", Frequency::week, "the week ending 10 January 2021", "2020-W02"},
    {"2019-12-28/2020-01-03",
     Frequency::week,
     "the week ending 3 January 2020",
     "2018-12-29/2019-01-04"},
    {"2019-04-06/2020-04-05",
     Frequency::year_ending,
     "the year ending 5 April 2020",
     "2018-04-06/2019-04-05"},
    {"2019-09-01/2019-12-31",
     Frequency::span,
     "September to December 2019",
     "2018-09-01/2018-12-31"},
    {"2018-09-30", Frequency::day, "30 September 2018", "2017-09-30"},
    {"2020-02-29", Frequency::day, "29 February 2020", "2019-02-28"},
    {"2021-02-28", Frequency::day, "28 February 2021", "2020-02-29"},
    {"2019-04-01/2019-12-31", Frequency::span, "April to December 2019", "2018-04-01/2018-12-31"},
    {"2018-10-01/2019-06-30",
     Frequency::span,
     "October 2018 to June 2019",
     "2017-10-01/2018-06-30"},
    {"2019-02-01/2019-04-30", Frequency::span, "February to April 2019", "2018-02-01/2018-04-30"},
    {"2015-04-01/2020-03-31", Frequency::span, "2015/16 to 2019/20", "2014-04-01/2019-03-31"},
    {"2015-01-01/2019-12-31", Frequency::span, "2015 to 2019", "2014-01-01/2018-12-31"},
    {"2020-03-23/2020-05-31",
     Frequency::span,
     "23 March 2020 to 31 May 2020",
     "2019-03-23/2019-05-31"},
    {"2020-02-29/2020-03-05",
     Frequency::span,
     "29 February 2020 to 5 March 2020",
     "2019-02-28/2019-03-05"},
};

TEST(Period, HasOneTextAFrequencyWordsAndAYearBefore) {
    for (const auto& row : written) {
        const auto one = period(row.text);
        EXPECT_EQ(to_text(one), row.text);
        EXPECT_EQ(frequency(one), row.frequency) << row.text;
        EXPECT_EQ(in_words(one), row.words);
        EXPECT_EQ(to_text(year_before(one)), row.before) << row.text;
    }
}

TEST(Period, IsTheSameHoweverItIsWritten) {
    EXPECT_EQ(period("2019-04-01/2020-03-31"), period("2019/20"));
    EXPECT_EQ(period("year ending March 2020"), period("2019/20"));
    EXPECT_EQ(period("2019-01-01/2019-12-31"), period("2019"));
    EXPECT_EQ(period("2019-07-01/2019-07-31"), period("2019-07"));
}

TEST(Period, HasAStandardName) {
    const auto name = [](const char* text) {
        const auto one = period(text);
        EXPECT_EQ(period(sdmx_text(one).c_str()), one) << text;
        return sdmx_text(one);
    };
    EXPECT_EQ(name("2019"), "2019-A1");
    EXPECT_EQ(name("2019/20"), "2019-04-01/P1Y");
    EXPECT_EQ(name("year ending June 2019"), "2018-07-01/P1Y");
    EXPECT_EQ(name("2019-04-06/2020-04-05"), "2019-04-06/P1Y");
    EXPECT_EQ(name("2019-S2"), "2019-S2");
    EXPECT_EQ(name("2019-04-01/2019-09-30"), "2019-04-01/P6M");
    EXPECT_EQ(name("2019-Q3"), "2019-Q3");
    EXPECT_EQ(name("2019-12-01/2020-02-29"), "2019-12-01/P3M");
    EXPECT_EQ(name("2019-09-01/2019-12-31"), "2019-T3");
    EXPECT_EQ(name("2019-07"), "2019-07");
    EXPECT_EQ(name("2020-W53"), "2020-W53");
    EXPECT_EQ(name("2019-12-28/2020-01-03"), "2019-12-28/P7D");
    EXPECT_EQ(name("2019-09-30"), "2019-09-30");
    EXPECT_EQ(name("2020-04-01/2020-12-31"), "2020-04-01/P9M");
    EXPECT_EQ(name("2015-04-01/2020-03-31"), "2015-04-01/P5Y");
    EXPECT_EQ(name("2020-03-23/2020-05-31"), "2020-03-23/P70D");
}

TEST(Period, OfAWeekBelongsToTheYearOfItsThursday) {
    EXPECT_EQ(to_text(week_of(2020, 1).value()), "2020-W01");
    EXPECT_EQ(day_text(week_of(2020, 1)->start), "2019-12-30");
    EXPECT_EQ(day_text(week_of(2020, 53)->end), "2021-01-03");
    EXPECT_EQ(day_text(week_of(2021, 1)->start), "2021-01-04");
    EXPECT_FALSE(week_of(2021, 53));
    EXPECT_FALSE(week_of(2021, 0));
}

TEST(Period, RefusesAThirteenthMonth) {
    for (const char* text : {"2019-13", "2019-00", "2019-13-01", "year ending Juni 2019"}) {
        EXPECT_FALSE(parse_period(text)) << text;
    }
}

TEST(Period, RefusesWhatIsNotInItsForm) {
    for (const char* text : {"",
                             "19",
                             "20190",
                             "2019/21",
                             "2019/2020",
                             "2019-20",
                             "2019-Q0",
                             "2019-Q5",
                             "2019-Q1x",
                             "2019-7",
                             "2019-S3",
                             "2019-T4",
                             "2019-A2",
                             "2019-W53",
                             "2019-W1",
                             "2019-04-01/P0D",
                             "2019-04-01/P",
                             "2019-04-01/P1W",
                             "2019-04-01/P99999Y",
                             "2019-01-31/P1M",
                             "2019-02-29",
                             "2019-04-02/2019-04-01",
                             "2019-04-01/",
                             "2019-04-01/2019-13-01",
                             "year ending June",
                             "year ending 2019",
                             "year ending June 19",
                             "year ending June 2019 ",
                             " 2019"}) {
        const auto read = parse_period(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, "period.text");
        EXPECT_EQ(read.error().found, std::string("'") + text + "'");
    }
}

rc::Gen<Day> any_day() {
    return rc::gen::map(rc::gen::inRange(-36'524, 47'482), [](int n) { return Day{days{n}}; });
}

// Of every frequency, and spans of any days.
rc::Gen<Period> any_period() {
    const auto years = rc::gen::inRange(1870, 2100);
    const auto months = rc::gen::inRange(1U, 13U);
    return rc::gen::oneOf(rc::gen::map(years, calendar_year),
                          rc::gen::map(years, financial_year),
                          rc::gen::apply(quarter_of, years, rc::gen::inRange(1, 5)),
                          rc::gen::apply(month_of, years, months),
                          rc::gen::apply(year_ending, years, months),
                          rc::gen::map(any_day(), single_day),
                          rc::gen::apply([](int in, int week) { return week_of(in, week).value(); },
                                         years,
                                         rc::gen::inRange(1, 53)),
                          rc::gen::apply(
                              [](int in, unsigned m, unsigned d, int count) {
                                  const auto start = year{in} / month{m} / std::chrono::day{d};
                                  return months_from(Day{start}, count).value();
                              },
                              years,
                              months,
                              rc::gen::inRange(1U, 29U),
                              rc::gen::inRange(1, 130)),
                          rc::gen::apply(
                              [](Day start, int size) {
                                  return Period{start, start + days{size}};
                              },
                              any_day(),
                              rc::gen::inRange(0, 3'000)));
}

RC_GTEST_PROP(Period, TextAndBack, ()) {
    const auto one = *any_period();
    RC_ASSERT(parse_period(to_text(one)).value() == one);
    RC_ASSERT(parse_period(sdmx_text(one)).value() == one);
}

RC_GTEST_PROP(Period, DiffersInTextWhereItDiffersInDays, ()) {
    const auto one = *any_period();
    const auto other = *any_period();
    RC_ASSERT((to_text(one) == to_text(other)) == (one == other));
    RC_ASSERT((sdmx_text(one) == sdmx_text(other)) == (one == other));
    RC_ASSERT((in_words(one) == in_words(other)) == (one == other));
}

RC_GTEST_PROP(Period, YearBeforeKeepsTheFrequencyAndEndsTwelveMonthsEarlier, ()) {
    const auto one = *any_period();
    RC_PRE(frequency(one) != Frequency::span);
    const auto before = year_before(one);
    RC_ASSERT(frequency(before) == frequency(one));
    if (frequency(one) == Frequency::week) {
        RC_ASSERT(std::chrono::weekday(before.start) == std::chrono::weekday(one.start));
        return;
    }
    const std::chrono::year_month_day now{one.end};
    const std::chrono::year_month_day then{before.end};
    RC_ASSERT(then.year() / then.month() == now.year() / now.month() - std::chrono::years{1});
}

RC_GTEST_PROP(Period, YearBeforeTwiceIsTwoYearsBefore, ()) {
    const int in = *rc::gen::inRange(1870, 2100);
    const auto m = *rc::gen::inRange(1U, 13U);
    RC_ASSERT(year_before(year_before(month_of(in, m))) == month_of(in - 2, m));
    RC_ASSERT(year_before(year_before(year_ending(in, m))) == year_ending(in - 2, m));
    RC_ASSERT(year_before(year_before(calendar_year(in))) == calendar_year(in - 2));
    const auto stock = Day{year{in} / month{m} / std::chrono::last};
    const auto then = Day{year{in - 2} / month{m} / std::chrono::last};
    RC_ASSERT(year_before(year_before(single_day(stock))) == single_day(then));
}

RC_GTEST_PROP(Period, YearBeforeOfAWholeYearEndsWhereTheYearBegins, ()) {
    const auto one = year_ending(*rc::gen::inRange(1870, 2100), *rc::gen::inRange(1U, 13U));
    RC_ASSERT(year_before(one).end + days{1} == one.start);
}

RC_GTEST_PROP(Period, YearBeforeIsNeverTurnedRound, ()) {
    const auto one = *any_period();
    const auto before = year_before(one);
    RC_ASSERT(before.start <= before.end);
    RC_ASSERT(before.end < one.end);
}

} // namespace
} // namespace tidemark

// What was read against itself and against the last release: periods, values, numbers of figures.
#include "fixture.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>

#include <initializer_list>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};

FileBuilder years(std::initializer_list<int> firsts, const Dims& dims = kent) {
    FileBuilder file("a.csv");
    for (const int first : firsts) {
        file.figure(dims, financial_year(first), first);
    }
    return file;
}

FileBuilder of(const std::vector<Period>& periods) {
    FileBuilder file("a.csv");
    double value = 1;
    for (const Period& period : periods) {
        file.figure(kent, period, value++);
    }
    return file;
}

class HoldValues : public StoreTest {
  protected:
    Loaded first(const FileBuilder& file) { return load(source_, on("2019-09-05", file)); }

    Loaded after(const FileBuilder& one, const FileBuilder& other) {
        EXPECT_THAT(first(one).held, IsEmpty());
        return load(source_, on("2020-09-05", other));
    }

    [[nodiscard]] static Batch on(const std::string& date, const FileBuilder& file) {
        return release("national", date, {file});
    }

    Source source_ = published_source();
};

const Error& reason_of(const Loaded& loaded) {
    return loaded.held.at(0).reasons.at(0);
}

// --- future ----------------------------------------------------------------------------------

TEST_F(HoldValues, APeriodThatBeginsAfterTheReleaseIsHeldAtItsCell) {
    const Loaded loaded = first(years({2017, 2018, 2091}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.future"));
    const Error& reason = reason_of(loaded);
    EXPECT_EQ(reason.sheet, "Table 1");
    EXPECT_EQ(reason.cell, "B9");
    EXPECT_THAT(reason.expected, HasSubstr("2019-09-05"));
    EXPECT_EQ(reason.found, "'2091/92'");
    EXPECT_THAT(reason.next, HasSubstr("future = \"allow\""));
    EXPECT_THAT(reason.next, HasSubstr("tidemark accept national --check future"));
}

TEST_F(HoldValues, AProjectionIsLetInWhereTheSourceSaysSo) {
    source_.hold.future_allowed = true;
    EXPECT_THAT(first(years({2018, 2019, 2020, 2021})).held, IsEmpty());
}

TEST_F(HoldValues, AYearThatHasBegunIsNoFuture) {
    EXPECT_THAT(first(years({2018, 2019})).held, IsEmpty()) << "planned, or so far";
}

TEST_F(HoldValues, WhatWasFetchedLaterThanItsPagesDateHadBegunByThen) {
    Batch batch = on("2015-01-01", years({2018, 2019}));
    batch.files.front().file.fetched = at("2019-09-05T05:00:00Z");
    EXPECT_THAT(load(source_, batch).held, IsEmpty());
}

// --- gaps ------------------------------------------------------------------------------------

TEST_F(HoldValues, AYearMissingBetweenTwoIsHeld) {
    const Loaded loaded = first(years({2014, 2015, 2017, 2018}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.gaps"));
    const Error& reason = reason_of(loaded);
    EXPECT_EQ(reason.cell, "B9");
    EXPECT_EQ(reason.expected, "each period from 2014/15 to 2018/19");
    EXPECT_EQ(reason.found, "none for '2016/17'");
    EXPECT_THAT(reason.next, HasSubstr("gaps = \"allow\""));
    source_.hold.gaps_allowed = true;
    EXPECT_THAT(load(source_, on("2019-10-05", years({2014, 2015, 2017, 2018}))).held, IsEmpty());
}

TEST_F(HoldValues, AYearThatAnotherSeriesHasIsNoGap) {
    EXPECT_THAT(first(years({2014, 2015, 2017}).figure(essex, financial_year(2016), 1)).held,
                IsEmpty());
}

TEST_F(HoldValues, AQuarterAndAMonthMissingAreNamed) {
    const Loaded loaded = first(of({quarter_of(2017, 4),
                                    quarter_of(2018, 1),
                                    quarter_of(2018, 3),
                                    month_of(2018, 1),
                                    month_of(2018, 2),
                                    month_of(2018, 4)}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.gaps", "hold.gaps"));
    EXPECT_EQ(loaded.held.front().reasons[0].found, "none for '2018-03'");
    EXPECT_EQ(loaded.held.front().reasons[1].found, "none for '2018-Q2'");
}

TEST_F(HoldValues, ADayOfEachYearThatIsMissingIsNamed) {
    const auto end_of_february = [](const char* text) { return single_day(day(text)); };
    const Loaded loaded = first(of({end_of_february("2015-02-28"),
                                    end_of_february("2017-02-28"),
                                    end_of_february("2018-02-28"),
                                    end_of_february("2019-02-28")}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.gaps"));
    EXPECT_EQ(reason_of(loaded).found, "none for '2016-02-29'");
}

TEST_F(HoldValues, PeriodsThatAPublisherChoosesAreNoGaps) {
    const std::vector<std::pair<const char*, FileBuilder>> chosen = {
        {"every fifth year", years({2001, 2006, 2011, 2016})},
        {"a base year", years({2008, 2016, 2017, 2018})},
        {"two years", years({2016, 2018})},
        {"every other year", years({2012, 2014, 2016, 2018})},
        {"the quarter before and the one of last year",
         of({quarter_of(2017, 4), quarter_of(2018, 3), quarter_of(2018, 4)})},
        {"years to March, then to June",
         of({financial_year(2014),
             financial_year(2015),
             financial_year(2016),
             year_ending(2017, 6),
             year_ending(2018, 6)})},
        {"April to December",
         of({{day("2016-04-01"), day("2016-12-31")},
             {day("2017-04-01"), day("2017-12-31")},
             {day("2018-04-01"), day("2018-12-31")}})},
        {"three years in one",
         of({{day("2012-04-01"), day("2015-03-31")},
             {day("2013-04-01"), day("2016-03-31")},
             {day("2014-04-01"), day("2017-03-31")}})}};
    int month = 1;
    for (const auto& [what, file] : chosen) {
        source_.id = fmt::format("source-{}", month++);
        EXPECT_THAT(load(source_, release(source_.id, "2019-09-05", {file})).held, IsEmpty())
            << what;
    }
}

TEST_F(HoldValues, WorkingDaysAreADiaryWithoutGaps) {
    std::vector<Period> days;
    for (Day d = day("2016-01-01"); d < day("2019-06-01"); d += std::chrono::days(1)) {
        const auto weekday = std::chrono::weekday(d).iso_encoding();
        if (weekday < 6) {
            days.push_back(single_day(d));
        }
    }
    EXPECT_THAT(first(of(days)).held, IsEmpty());
    days.erase(days.begin(), days.begin() + 100);
    days.erase(days.begin() + 200);
    EXPECT_THAT(codes_of_reasons(load(source_, on("2019-09-06", of(days)))),
                ElementsAre("hold.lost_periods"));
}

// --- lost periods ----------------------------------------------------------------------------

TEST_F(HoldValues, TheNewestPeriodThatIsGoneIsHeld) {
    const Loaded loaded = after(years({2015, 2016, 2017, 2018}), years({2015, 2016, 2017}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.lost_periods"));
    const Error& reason = reason_of(loaded);
    EXPECT_EQ(reason.sheet, "Table 1");
    EXPECT_EQ(reason.cell, "B9");
    EXPECT_EQ(reason.expected, "the periods after 2017/18 that the last release had");
    EXPECT_EQ(reason.found, "none for '2018/19'");
    EXPECT_THAT(reason.next, HasSubstr("lost_periods = \"allow\""));
    EXPECT_EQ(value(source_, kent, financial_year(2018)), 2018) << "the last vintage stays";
    source_.hold.lost_periods_allowed = true;
    EXPECT_THAT(load(source_, on("2020-09-06", years({2015, 2016, 2017}))).held, IsEmpty());
}

TEST_F(HoldValues, APeriodInTheMiddleThatIsGoneIsHeldWhateverGapsMayBe) {
    source_.hold.gaps_allowed = true;
    const Loaded loaded = after(years({2015, 2016, 2017}), years({2015, 2017, 2018}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.lost_periods"));
    EXPECT_EQ(reason_of(loaded).found, "none for '2016/17'");
}

TEST_F(HoldValues, AWindowThatMovesOnHasLostNothing) {
    EXPECT_THAT(after(years({2014, 2015, 2016}), years({2016, 2017, 2018})).held, IsEmpty());
    EXPECT_THAT(load(source_, on("2020-10-05", years({2017, 2018, 2019}))).held, IsEmpty());
}

TEST_F(HoldValues, AWindowThatMovesOnBehindABaseYearHasLostNothing) {
    EXPECT_THAT(after(years({2005, 2014, 2015, 2016}), years({2005, 2015, 2016, 2017})).held,
                IsEmpty());
}

TEST_F(HoldValues, AnEditionOfOnePeriodHasLostNothing) {
    EXPECT_THAT(after(years({2016, 2017, 2018}), years({2017})).held, IsEmpty());
    EXPECT_THAT(load(source_, on("2020-10-05", years({2019}))).held, IsEmpty());
}

TEST_F(HoldValues, AnOlderEditionThatComesLateHasLostNothing) {
    EXPECT_THAT(first(years({2016, 2017, 2018})).held, IsEmpty());
    EXPECT_THAT(load(source_, on("2018-09-05", years({2016, 2017}))).held, IsEmpty());
    EXPECT_THAT(load(source_, on("2018-10-05", years({2016, 2017}).bytes("2"))).held, IsEmpty());
    EXPECT_THAT(codes_of_reasons(load(source_, on("2019-10-05", years({2016, 2017}).bytes("3")))),
                ElementsAre("hold.lost_periods"));
}

TEST_F(HoldValues, AYearThatRollsOnHasLostNothing) {
    const auto table = [](unsigned month, int year) {
        return of({financial_year(2014),
                   financial_year(2015),
                   year_ending(year - 1, month),
                   year_ending(year, month)});
    };
    EXPECT_THAT(first(of({financial_year(2014), financial_year(2015), financial_year(2016)})).held,
                IsEmpty());
    int day = 6;
    for (const auto& [month, year] : {std::pair{6U, 2017}, {9U, 2017}, {12U, 2017}}) {
        EXPECT_THAT(load(source_, on(fmt::format("2019-09-{:02}", day++), table(month, year))).held,
                    IsEmpty())
            << month;
    }
}

TEST_F(HoldValues, APartOfAYearThatBecameTheYearIsNotLost) {
    const Period part{day("2018-04-01"), day("2018-12-31")};
    const Period part_before{day("2017-04-01"), day("2017-12-31")};
    const Period part_first{day("2016-04-01"), day("2016-12-31")};
    EXPECT_THAT(after(of({part_first, part_before, part}),
                      of({part_first, part_before, financial_year(2018)}))
                    .held,
                IsEmpty());
}

TEST_F(HoldValues, InAFolderEachMembersFileIsComparedWithItsOwn) {
    const Source foi = folder_source();
    const auto answer = [](const char* name, const Dims& who, std::initializer_list<int> firsts) {
        FileBuilder file(name);
        for (const int first : firsts) {
            file.figure(who, financial_year(first), first);
        }
        return file;
    };
    EXPECT_THAT(load(foi,
                     release("foi",
                             "",
                             {answer("kent.csv", kent, {2015, 2016, 2017}),
                              answer("essex.csv", essex, {2015, 2016})}))
                    .held,
                IsEmpty());
    EXPECT_THAT(load(foi, release("foi", "", {answer("essex_2.csv", essex, {2016, 2017})})).held,
                IsEmpty());
    EXPECT_THAT(load(foi, release("foi", "", {answer("kent_2018.csv", kent, {2018})})).held,
                IsEmpty())
        << "one year a file";
    EXPECT_THAT(
        codes_of_reasons(
            load(foi, release("foi", "", {answer("kent.csv", kent, {2015, 2016}).bytes("again")}))),
        ElementsAre("hold.lost_periods"));
}

// --- negative, range -------------------------------------------------------------------------

TEST_F(HoldValues, ACountBelowZeroIsHeldWithItsCells) {
    source_.unit = "count";
    const FileBuilder file = of({financial_year(2016)})
                                 .figure(kent, financial_year(2017), -3)
                                 .figure(essex, financial_year(2017), -4);
    const Loaded loaded = first(file);
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.negative"));
    const Error& reason = reason_of(loaded);
    EXPECT_EQ(reason.sheet, "Table 1");
    EXPECT_EQ(reason.cell, "B8");
    EXPECT_EQ(reason.found, "'-3' for area=kent in 2017/18, and in B9");
    EXPECT_THAT(reason.next, HasSubstr("negative = \"allow\""));
    source_.hold.negative_allowed = true;
    EXPECT_THAT(load(source_, on("2019-09-06", file)).held, IsEmpty());
}

TEST_F(HoldValues, OfManyCountsBelowZeroTenAreNamedAndAllAreCounted) {
    source_.unit = "count";
    FileBuilder file("a.csv");
    for (int year = 2000; year < 2015; ++year) {
        file.figure(kent, financial_year(year), -1);
    }
    EXPECT_THAT(reason_of(first(file)).found, HasSubstr("B16 and 5 more"));
}

TEST_F(HoldValues, WhatIsNoCountMayBeBelowZeroUnlessTheSourceSaysNot) {
    source_.unit = "per cent";
    const FileBuilder file = of({}).figure(kent, financial_year(2017), -3);
    EXPECT_THAT(first(file).held, IsEmpty());
    source_.hold.negative_allowed = false;
    EXPECT_THAT(codes_of_reasons(load(source_, on("2019-09-06", FileBuilder(file).bytes("2")))),
                ElementsAre("hold.negative"));
}

TEST_F(HoldValues, AFigureOutsideTheRangeIsHeld) {
    source_.hold.range = tidemark::Hold::Range{0, 100, {}};
    const Loaded loaded = first(
        of({}).figure(kent, financial_year(2016), 100).figure(kent, financial_year(2017), 984));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.range"));
    EXPECT_EQ(reason_of(loaded).expected, "figures from 0 to 100");
    EXPECT_EQ(reason_of(loaded).found, "'984' for area=kent in 2017/18");
    EXPECT_THAT(reason_of(loaded).next, HasSubstr("range"));
}

TEST_F(HoldValues, TheRangeDoesNotBindTheCodesThatItExcepts) {
    source_.hold.range = tidemark::Hold::Range{{}, 100, {{"area", {"essex"}}}};
    const FileBuilder file = of({}).figure(essex, financial_year(2017), 984);
    EXPECT_THAT(first(file).held, IsEmpty());
    EXPECT_THAT(
        codes_of_reasons(load(
            source_, on("2019-09-06", FileBuilder(file).figure(kent, financial_year(2017), 101)))),
        ElementsAre("hold.range"));
}

TEST_F(HoldValues, ACountWithALowestValueBelowZeroMayBeNegativeDownToIt) {
    source_.unit = "count";
    source_.hold.range = tidemark::Hold::Range{-500, {}, {}};
    EXPECT_THAT(first(of({}).figure(kent, financial_year(2017), -3)).held, IsEmpty());
    EXPECT_THAT(codes_of_reasons(load(
                    source_, on("2019-09-06", of({}).figure(kent, financial_year(2017), -501)))),
                ElementsAre("hold.range"));
}

// --- percent ---------------------------------------------------------------------------------

TEST_F(HoldValues, ASeriesWithAndWithoutPerCentSignsIsHeldWithBothCells) {
    Batch batch = on("2019-09-05", years({2016, 2017, 2018}));
    auto& figures = batch.files.front().observations;
    figures[0].raw = "98.40%";
    figures[0].value = 0.984;
    figures[1].raw = "98.4";
    figures[1].value = 98.4;
    figures[2].raw = "0";
    figures[2].value = 0;
    const Loaded loaded = load(source_, batch);
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.percent"));
    const Error& reason = reason_of(loaded);
    EXPECT_EQ(reason.cell, "B8");
    EXPECT_EQ(reason.found, "'98.4' here and '98.40%' in B7");
    EXPECT_THAT(reason.next, HasSubstr("percent = \"allow\""));
    source_.hold.percent_allowed = true;
    EXPECT_THAT(load(source_, batch).held, IsEmpty());
}

TEST_F(HoldValues, ASeriesOfSharesBesideOneOfCountsIsSound) {
    Batch batch = on("2019-09-05", years({2017, 2018}).figure(essex, financial_year(2017), 12));
    for (std::size_t i = 0; i < 2; ++i) {
        batch.files.front().observations[i].raw = "98.40%";
        batch.files.front().observations[i].value = 0.984;
    }
    EXPECT_THAT(load(source_, batch).held, IsEmpty());
}

// --- grow ------------------------------------------------------------------------------------

TEST_F(HoldValues, FarMoreFiguresThanLastTimeAreHeld) {
    source_.hold.grow_percent = 50;
    EXPECT_THAT(after(years({2017, 2018}), years({2016, 2017, 2018})).held, IsEmpty());
    const Loaded loaded =
        load(source_, on("2020-10-05", years({2014, 2015, 2016, 2017, 2018, 2019})));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.grow"));
    EXPECT_EQ(reason_of(loaded).expected, "at most 50% more figures than the 3 of last time");
    EXPECT_EQ(reason_of(loaded).found, "6");
}

} // namespace
} // namespace tidemark::load

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
    return loaded.held.front().reasons.front();
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

// What chance may explain is not said; what was said stands until it clears; rounded counts say
// no more than they allow.
#include "tests/unit/alert/world.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tidemark {
namespace {

using nlohmann::json;
using test::World;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string hampshire = "recorded online child sexual offences in Hampshire ";

// One area with its counts of two years, and the rule of the manual.
class Chance : public testing::Test {
  protected:
    Chance() {
        world.named();
        Rule rule = test::yoy(10, -10);
        rule.where = {{"area", "*"}};
        rule.interval = 0.95;
        world.source.rules = {rule};
    }

    Rule& rule() { return world.source.rules.front(); }

    void first(double before) {
        world.figure({{"area", "HAMP"}}, 2018, before);
        (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    }

    std::vector<Line> next(double now, const std::string& day = "2020-06-01") {
        world.figure({{"area", "HAMP"}}, 2019, now);
        return world.pass({.published = day});
    }

    std::vector<std::string> said(double before, double now) {
        first(before);
        return World::texts(next(now), State::fresh);
    }

    // Forty other forces that all moved as one, and more than chance would have them.
    void panel(int step) {
        for (int i = 0; i < 40; ++i) {
            const Dims area{{"area", fmt::format("F{:02}", i)}};
            const double off = (i % 2 == 0 ? 1 : -1) * step;
            world.figure(area, 2018, 1000 - off).figure(area, 2019, 1000 + off);
        }
    }

    World world;
};

TEST_F(Chance, WiltshireIsWithinChanceAndHampshireIsNot) {
    EXPECT_THAT(said(77, 63), IsEmpty());
    const auto rules = world.source.rules;
    world = World();
    world.named().source.rules = rules;
    EXPECT_THAT(said(131, 247),
                ElementsAre(hampshire + "rose 88.5% from 131 in 2018/19 to 247 in 2019/20"));
}

TEST_F(Chance, TheObjectCarriesIntervalMethodAndOverDispersion) {
    first(131);
    const json object = json::parse(next(247).back().json);
    // 1.8855 exp(-+ 1.959964 sqrt(5 (1/131 + 1/247)))
    EXPECT_EQ(object["interval_pct"], (json::array({17.4, 202.8})));
    EXPECT_EQ(object["method"], "log ratio of counts, 95%, over-dispersion 5");
    EXPECT_EQ(object["phi"], 5);
}

TEST_F(Chance, WithoutTheKeyTheIntervalIsPrintedAndNothingIsSilent) {
    rule().interval.reset();
    first(77);
    const auto lines = next(63);
    ASSERT_THAT(World::texts(lines, State::fresh), SizeIs(1));
    EXPECT_TRUE(json::parse(lines.back().json).contains("interval_pct"));
}

TEST_F(Chance, OverDispersionIsEstimatedFromThePanel) {
    rule().where = {{"area", "HAMP"}};
    panel(2);
    first(131);
    EXPECT_EQ(json::parse(next(247).back().json)["phi"], 2) << "never less";
}

TEST_F(Chance, AWildPanelSilencesWhatAQuietOneSays) {
    rule().where = {{"area", "HAMP"}};
    panel(90); // z about 4: phi above 10
    EXPECT_THAT(said(131, 247), IsEmpty());
}

TEST_F(Chance, NoSentenceEverSaysSignificant) {
    for (const std::string& text : said(131, 247)) {
        EXPECT_THAT(text, Not(HasSubstr("significant")));
    }
}

TEST_F(Chance, WhatALaterRevisionLeavesToChanceIsWithdrawnWithTheReason) {
    first(131);
    (void)next(247);
    EXPECT_THAT(World::texts(next(160, "2020-07-01"), State::withdrawn),
                ElementsAre(HasSubstr("no longer stands: now 22.1% (131 to 160), was 88.5% (131 to "
                                      "247); chance alone could make a change of this size")));
}

TEST_F(Chance, RatesAreNotTested) {
    world.source.unit = "per 1,000";
    EXPECT_THAT(said(77, 63), SizeIs(1)) << "config/ refuses the key; the rule does not guess";
}

TEST_F(Chance, AmongManySeriesFewFalseOnesAreLetThrough) {
    rule().interval.reset();
    rule().false_discovery = 0.05;
    world.figure({{"area", "HAMP"}}, 2018, 1000);
    for (int i = 0; i < 40; ++i) {
        world.figure({{"area", fmt::format("F{:02}", i)}}, 2018, 100);
    }
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    for (int i = 0; i < 40; ++i) {
        // One in forty a little more than its share of chance: alone it would pass at 95%.
        world.figure({{"area", fmt::format("F{:02}", i)}}, 2019, i == 0 ? 145 : 100);
    }
    const auto lines = next(1500);
    EXPECT_THAT(World::texts(lines, State::fresh), ElementsAre(HasSubstr("Hampshire rose 50.0%")));
    EXPECT_THAT(json::parse(lines.back().json)["method"].get<std::string>(),
                testing::EndsWith(", false discovery rate 5%"));
}

TEST_F(Chance, WhatWasSaidStandsUntilItClears) {
    rule().interval.reset();
    rule().clear = Threshold{.value = 8, .percent = true};
    first(1000);
    EXPECT_THAT(World::texts(next(1090), State::fresh), IsEmpty()) << "never said below 'above'";
    EXPECT_THAT(World::texts(next(1100, "2020-07-01"), State::fresh), SizeIs(1));
    EXPECT_THAT(World::texts(next(1090, "2020-08-01"), State::restated),
                ElementsAre(HasSubstr("is now 9.0% (1,000 to 1,090), was 10.0%")));
    EXPECT_THAT(World::texts(next(1079, "2020-09-01"), State::withdrawn), SizeIs(1));
    EXPECT_THAT(World::texts(next(1090, "2020-10-01"), State::fresh), IsEmpty()) << "gone is gone";
}

TEST_F(Chance, AGroupNamesThoseThatStandByClearAlone) {
    rule().interval.reset();
    rule().clear = Threshold{.value = 8, .percent = true};
    rule().group_by = {"period"};
    first(1000);
    (void)next(1100);
    EXPECT_THAT(World::texts(next(1090, "2020-08-01"), State::restated),
                ElementsAre(HasSubstr("; 1 of them now by less, but not by less than 8%")));
}

TEST_F(Chance, ABaselineStandsByClearToo) {
    rule().interval.reset();
    rule().clear = Threshold{.value = 8, .percent = true};
    world.figure({{"area", "HAMP"}}, 2017, 900);
    first(1000);
    world.figure({{"area", "HAMP"}}, 2018, 980);
    EXPECT_THAT(World::texts(world.pass({.published = "2019-07-01"}), State::withdrawn), IsEmpty());
}

// --- rounded counts ----------------------------------------------------------------------------

class Rounded : public Chance {
  protected:
    Rounded() {
        rule().interval.reset();
        world.source.rounded = 5;
    }
};

TEST_F(Rounded, APercentageIsPrintedAsFarAsRoundingAllows) {
    EXPECT_THAT(said(100, 120),
                ElementsAre(hampshire + "rose between 14% and 26% from 100 in 2018/19 to 120 in "
                                        "2019/20; counts rounded to the nearest 5"));
}

TEST_F(Rounded, LargeCountsKeepTheirDecimal) {
    EXPECT_THAT(said(1000000, 1200000), ElementsAre(HasSubstr("rose 20.0% from 1,000,000")));
}

TEST_F(Rounded, BetweenTheTwoThePercentageIsWhole) {
    EXPECT_THAT(said(10000, 12000), ElementsAre(HasSubstr("rose 20% from 10,000")));
}

TEST_F(Rounded, AChangeThatRoundingCouldUndoIsInformation) {
    rule().severity = Severity::warning;
    first(100);
    const auto lines = next(110);
    ASSERT_THAT(World::texts(lines, State::fresh), SizeIs(1));
    EXPECT_EQ(lines.back().severity, Severity::info);
    const json object = json::parse(lines.back().json);
    EXPECT_THAT(object["reason"].get<std::string>(), HasSubstr("counts are rounded"));
    EXPECT_EQ(object["change_pct_bounds"], (json::array({4.9, 15.4})));
}

TEST_F(Rounded, TheIntervalIsWidenedByWhatRoundingHides) {
    first(1000);
    const json object = json::parse(next(1500).back().json);
    EXPECT_EQ(object["interval_pct"], (json::array({24.9, 80.2})));
}

} // namespace
} // namespace tidemark

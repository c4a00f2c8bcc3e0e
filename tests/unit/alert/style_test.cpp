// Figures are printed as they were published.
#include "tests/unit/alert/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tidemark {
namespace {

using nlohmann::json;
using test::World;
using testing::ElementsAre;
using testing::HasSubstr;

class Styles : public testing::Test {
  protected:
    Styles() {
        world.named();
        world.source.unit = "per 10,000";
        world.source.what = "children in need";
        world.source.measure = "children";
        Rule rule = test::yoy(1, {});
        rule.where = {{"area", "HAMP"}};
        world.source.rules = {rule};
    }

    std::vector<Line> pass(double before, std::string raw_before, double now, std::string raw_now) {
        world.figure({{"area", "HAMP"}}, financial_year(2018), before, std::move(raw_before));
        (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
        world.figure({{"area", "HAMP"}}, financial_year(2019), now, std::move(raw_now));
        return world.pass({.published = "2020-06-01"});
    }

    World world;
};

TEST_F(Styles, ARateKeepsItsDecimals) {
    EXPECT_THAT(
        World::texts(pass(330.4, "330.4", 341, "341.0"), State::fresh),
        ElementsAre("children in need in Hampshire rose 3.2% from 330.4 in 2018/19 to 341.0 "
                    "in 2019/20"));
}

TEST_F(Styles, AFigureThatNobodyRoundedIsPrintedWithTwoDecimals) {
    EXPECT_THAT(World::texts(pass(66.58333333333333, "", 1234.5678912, ""), State::fresh),
                ElementsAre(HasSubstr("from 66.58 in 2018/19 to 1,234.57 in 2019/20")));
}

TEST_F(Styles, ASumShowsNoMoreThanItsPartsAndNoNoise) {
    Rule rule = test::yoy(1, {});
    rule.where = {{"area", "uk"}};
    world.source.rules = {rule};
    world.asked(2018, {"HAMP", "DUR"});
    world.asked(2019, {"HAMP", "DUR"});
    const auto both = [&](int year, double one, const char* raw, double other, const char* text) {
        world.figure({{"area", "DUR"}}, financial_year(year), one, raw);
        world.figure({{"area", "HAMP"}}, financial_year(year), other, text);
    };
    both(2018, 0.1, "0.1", 0.2, "0.2");
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    both(2019, 1234.2, "1,234.2", 0.15, "0.15");
    const auto lines = world.pass({.published = "2020-06-01"});
    EXPECT_THAT(World::texts(lines, State::fresh),
                ElementsAre(HasSubstr("(0.30 to 1,234.35) over all 2 members")));
    const json object = json::parse(lines.back().json);
    EXPECT_EQ(object["compare"]["value"].dump(), "0.3");
    EXPECT_EQ(object["drivers"][0]["change"].dump(), "1234.1");
}

TEST_F(Styles, PercentagesHaveASignAndChangeByPoints) {
    world.source.unit = "percent";
    const auto lines = pass(40, "40.0", 42, "42.0");
    EXPECT_THAT(
        World::texts(lines, State::fresh),
        ElementsAre("children in need in Hampshire rose 2.0 percentage points from 40.0% in "
                    "2018/19 to 42.0% in 2019/20"));
    EXPECT_FALSE(json::parse(lines.back().json).contains("change_pct")) << "5% of 40% misleads";
    world.figure({{"area", "HAMP"}}, financial_year(2019), 43, "43.0");
    EXPECT_THAT(World::texts(world.pass({.published = "2020-07-01"}), State::restated),
                ElementsAre(HasSubstr("is now 3.0 percentage points (40.0% to 43.0%), was 2.0")));
}

TEST_F(Styles, AMilestoneOfPercentagesIsOne) {
    world.source.unit = "percent";
    world.source.rules = {test::milestone({41})};
    world.source.rules[0].where = {{"area", "HAMP"}};
    EXPECT_THAT(World::texts(pass(40, "40.0", 42, "42.0"), State::fresh),
                ElementsAre(HasSubstr("reached 42.0% in 2019/20, the first time above 41%; the "
                                      "highest before, in figures since 2018/19, was 40.0% in")));
}

TEST_F(Styles, TheOperatorsWordsArePrintedAlike) {
    world.source.rules[0].says = "{before} to {value}";
    EXPECT_THAT(World::texts(pass(330.4, "330.4", 341, "341.0"), State::fresh),
                ElementsAre("330.4 to 341.0"));
}

} // namespace
} // namespace tidemark

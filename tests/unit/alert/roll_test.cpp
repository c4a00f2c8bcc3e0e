// Quarters put together: rolling years and the year so far, like for like.
#include "tests/unit/alert/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidemark {
namespace {

using test::World;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string whole = "recorded online child sexual offences";

class Rolls : public testing::Test {
  protected:
    Rolls() { world.named(); }

    // Quarters from July to September 2017 on.
    void quarters(const std::string& area, const std::vector<double>& values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            world.figure({{"area", area}}, quarter(i), values[i]);
        }
    }

    static Period quarter(std::size_t i) {
        const std::size_t after = i + 2;
        return quarter_of(2017 + static_cast<int>(after / 4), static_cast<int>(after % 4) + 1);
    }

    void ask(RuleKind kind, const std::string& area, unsigned part_year = 0) {
        Rule rule = test::yoy(10, {});
        rule.kind = kind;
        rule.where = {{"area", area}};
        rule.part_year = part_year;
        world.source.rules = {rule};
    }

    void first_load() { (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"}); }

    std::vector<Line> set(const std::string& area, std::size_t i, double value) {
        world.figure({{"area", area}}, quarter(i), value);
        return world.pass({.published = "2019-09-01"});
    }

    World world;
};

TEST_F(Rolls, FourQuartersAreAYearAgainstTheYearBefore) {
    ask(RuleKind::rolling, "HAMP");
    quarters("HAMP", {100, 100, 100, 100, 105, 105, 105});
    first_load();
    EXPECT_THAT(World::texts(set("HAMP", 7, 145), State::fresh),
                ElementsAre(whole +
                            " in Hampshire rose 15.0% from 400 in the year ending June 2018 "
                            "to 460 in the year ending June 2019"));
}

TEST_F(Rolls, AMissingQuarterMakesNoYear) {
    ask(RuleKind::rolling, "HAMP");
    quarters("HAMP", {100, 100, 100, 100, 105, 105});
    first_load();
    EXPECT_THAT(World::texts(set("HAMP", 7, 1000), State::fresh), IsEmpty());
}

TEST_F(Rolls, AMemberAnswersAYearWhenItAnsweredEveryQuarter) {
    ask(RuleKind::rolling, "uk");
    quarters("HAMP", {100, 100, 100, 100, 110, 110, 110});
    quarters("DUR", {100, 100, 100, 100, 100, 100});
    for (std::size_t i = 0; i < 8; ++i) {
        world.asked(quarter(i), {"DUR", "HAMP"});
    }
    first_load();
    const auto lines = set("HAMP", 7, 130);
    EXPECT_THAT(World::texts(lines, State::fresh),
                ElementsAre(whole +
                            " in uk rose 15.0% in the year ending June 2019 on the year "
                            "ending June 2018 (400 to 460) over the 1 member that gave both "
                            "years; all answers: 800 from 2 of 2 members to 460 from 1 of 2 "
                            "(-42.5%), not like for like; left out: Durham (2 of 4 parts of "
                            "the year ending June 2019)"));
}

TEST_F(Rolls, TheYearSoFarIsSetBesideTheSameQuarters) {
    ask(RuleKind::yoy, "HAMP", 4);
    quarters("HAMP", {100, 100, 100, 100, 100, 100, 100, 120, 115});
    first_load();
    EXPECT_THAT(World::texts(set("HAMP", 9, 125), State::fresh),
                ElementsAre(whole +
                            " in Hampshire rose 20.0% from 300 in April to December 2018 to "
                            "360 in April to December 2019"));
}

TEST_F(Rolls, ARevisedQuarterRestatesTheYear) {
    ask(RuleKind::rolling, "HAMP");
    quarters("HAMP", {100, 100, 100, 100, 105, 105, 105});
    first_load();
    (void)set("HAMP", 7, 145);
    EXPECT_THAT(World::texts(set("HAMP", 5, 109), State::restated),
                ElementsAre(HasSubstr(": the rise in the year ending June 2019 on the year ending "
                                      "June 2018 is now 16.0% (400 to 464), was 15.0%")));
    EXPECT_THAT(World::texts(set("HAMP", 5, 5), State::withdrawn),
                ElementsAre(HasSubstr("no longer stands: now a fall of 10.0% (400 to 360)")));
}

TEST_F(Rolls, ABaseInAnOlderEditionIsNamed) {
    ask(RuleKind::rolling, "HAMP");
    world.edition = 1;
    quarters("HAMP", {100, 100, 100, 100});
    first_load();
    world.edition = 2;
    for (std::size_t i = 4; i < 7; ++i) {
        world.figure({{"area", "HAMP"}}, quarter(i), 105);
    }
    const auto lines = set("HAMP", 7, 145);
    EXPECT_THAT(World::texts(lines, State::fresh),
                ElementsAre(HasSubstr("; base as first seen on 1 June 2019, may since")));
    EXPECT_EQ(lines.back().severity, Severity::info);
}

} // namespace
} // namespace tidemark

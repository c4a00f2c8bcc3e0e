#include "pipeline/alert/identity.hpp"
#include "tests/unit/alert/world.hpp"

#include <gtest/gtest.h>

namespace tidemark {
namespace {

using test::World;

Change revised(const World& world, int year, double before, double now) {
    return {.kind = Change::Kind::revised,
            .series = {world.source.id, {}},
            .period = financial_year(year),
            .before = before,
            .now = now};
}

// One national series, 1,000 in 2018/19, and a rule that looks for rises of 10%.
class States : public testing::Test {
  protected:
    States() {
        world.source.rules = {test::yoy(10, {})};
        world.figure({}, 2017, 800).figure({}, 2018, 1000);
    }

    void first_load() { (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"}); }

    std::vector<Line> next_year(double value) {
        world.figure({}, 2019, value);
        return world.pass({.published = "2020-06-01"});
    }

    std::vector<Line> revise(int year, double before, double now) {
        world.figure({}, year, now);
        return world.pass(
            {.published = "2021-06-01", .changes = {revised(world, year, before, now)}});
    }

    [[nodiscard]] State state_of(int year) const {
        Statement s =
            alert::statement_of(world.source.rules[0], {world.source.id, {}}, financial_year(year));
        const std::string id = alert::identity(s);
        for (const Said& said : world.store.sayings) {
            if (said.statement.id == id) {
                return said.state;
            }
        }
        return State::standing;
    }

    World world;
};

TEST_F(States, WhatIsTrueAtFirstSightIsNeverSaid) {
    first_load();
    EXPECT_EQ(state_of(2018), State::baseline);
    EXPECT_TRUE(world.pass_without_release("2019-06-02").empty());
    EXPECT_EQ(World::texts(world.pass({.published = "2019-07-01"}), State::fresh).size(), 0U);
}

TEST_F(States, ANewPeriodOfAKnownSeriesIsNews) {
    first_load();
    const auto lines = next_year(1200);
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 1U);
    EXPECT_EQ(state_of(2019), State::fresh);
    EXPECT_TRUE(world.pass_without_release("2020-06-02").empty());
}

TEST_F(States, ARevisionRestates) {
    first_load();
    (void)next_year(1200);
    const auto said = World::texts(revise(2019, 1200, 1180), State::restated);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0],
              "recorded online child sexual offences: the rise in 2019/20 on 2018/19 is now 18.0% "
              "(1,000 to 1,180), was 20.0% (1,000 to 1,200); publisher revision");
}

TEST_F(States, ARevisionWithdraws) {
    first_load();
    (void)next_year(1200);
    const auto lines = revise(2019, 1200, 1050);
    const auto said = World::texts(lines, State::withdrawn);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0],
              "recorded online child sexual offences: the rise in 2019/20 on 2018/19 no longer "
              "stands: now 5.0% (1,000 to 1,050), was 20.0% (1,000 to 1,200); publisher revision; "
              "first said 1 June 2020");
    EXPECT_EQ(lines.back().severity, Severity::notice);
    EXPECT_TRUE(world.pass_without_release("2021-06-02").empty());
    EXPECT_EQ(World::texts(revise(2019, 1050, 1300), State::fresh).size(), 1U);
}

TEST_F(States, ABaselineUndoneIsWithdrawnAsInformation) {
    first_load();
    const auto lines = revise(2018, 1000, 810);
    const auto said = World::texts(lines, State::withdrawn);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said[0].ends_with("; never announced")) << said[0];
    EXPECT_EQ(lines.back().severity, Severity::info);
}

TEST_F(States, ABaselineWhoseFiguresMoveStaysSilent) {
    first_load();
    const auto lines = revise(2018, 1000, 1010);
    ASSERT_EQ(lines.size(), 2U) << "arrived and revised";
    EXPECT_EQ(lines[1].state, State::revised);
    EXPECT_EQ(state_of(2018), State::baseline);
}

TEST_F(States, ARevisionOfAnOldYearThatMakesARiseIsNews) {
    world.figure({}, 2018, 850);
    first_load();
    const auto said = World::texts(revise(2018, 850, 900), State::fresh);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(
        said[0],
        "recorded online child sexual offences rose 12.5% from 800 in 2017/18 to 900 in 2018/19");
}

TEST_F(States, ASeriesThatAppearsLaterIsABaseline) {
    world.source.rules[0].where = {{"area", "*"}};
    World other;
    other.source.rules = world.source.rules;
    other.figure({{"area", "HAMP"}}, 2018, 100).figure({{"area", "HAMP"}}, 2019, 100);
    (void)other.pass({.cause = Cause::baseline, .published = "2020-06-01"});
    other.figure({{"area", "DUR"}}, 2018, 100).figure({{"area", "DUR"}}, 2019, 200);
    const auto lines = other.pass({.published = "2020-07-01"});
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
    EXPECT_EQ(World::texts(lines, State::baseline).size(), 1U);
}

TEST_F(States, AChangedRuleStartsWithABaseline) {
    first_load();
    (void)next_year(1080);
    world.source.rules[0].above = Threshold{.value = 5, .percent = true};
    const auto lines = world.pass_without_release("2020-06-02");
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
    EXPECT_EQ(World::texts(lines, State::baseline).size(), 1U);
    EXPECT_TRUE(world.pass_without_release("2020-06-03").empty());
}

TEST_F(States, AChangedRuleSaysWhyItTakesSomethingBack) {
    first_load();
    (void)next_year(1200);
    world.source.rules[0].above = Threshold{.value = 50, .percent = true};
    const auto said = World::texts(world.pass_without_release("2020-06-02"), State::withdrawn);
    ASSERT_EQ(said.size(), 1U) << "the baseline of 2018/19 goes silently";
    EXPECT_EQ(said[0],
              "the rule changed and no longer asks for this: recorded online child sexual offences "
              "rose 20.0% from 1,000 in 2018/19 to 1,200 in 2019/20; first said 1 June 2020");
    EXPECT_EQ(state_of(2018), State::withdrawn);
}

TEST_F(States, ARuleThatComesBackIsNewAgain) {
    first_load();
    (void)next_year(1080);
    world.source.rules[0].above = Threshold{.value = 5, .percent = true};
    (void)world.pass_without_release("2020-06-02");
    world.figure({}, 2019, 1150);
    (void)world.pass_without_release("2020-06-03");
    world.source.rules[0].above = Threshold{.value = 10, .percent = true};
    const auto lines = world.pass_without_release("2020-06-04");
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
}

TEST_F(States, ARuleThatWaitsNoLongerStartsWithABaseline) {
    world.source.rules[0].wait_for_members = 2;
    first_load();
    (void)next_year(1500);
    world.source.rules[0].wait_for_members.reset();
    const auto lines = world.pass_without_release("2020-06-02");
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
    EXPECT_EQ(World::texts(lines, State::baseline).size(), 1U);
}

TEST_F(States, ChangedListsMakeBaselinesAndAreNamed) {
    first_load();
    (void)next_year(1200);
    world.source.recipe.markers.in_sums = Markers::Below::top;
    world.figure({}, 2019, 1250).figure({}, 2016, 600);
    const auto lines = world.pass_without_release("2020-06-02");
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
    EXPECT_EQ(World::texts(lines, State::baseline).size(), 1U) << "2017/18 on 2016/17";
    const auto said = World::texts(lines, State::restated);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said[0].ends_with("; sums, lists or breaks changed")) << said[0];
    world.figure({}, 2020, 1500);
    EXPECT_EQ(World::texts(world.pass({.published = "2021-06-01"}), State::fresh).size(), 1U);
}

TEST_F(States, ABreakIsNamedWhereItTakesSomethingBack) {
    world.source.rules = {test::milestone({1100})};
    first_load();
    (void)next_year(1200);
    world.source.breaks = {{.where = {}, .days = financial_year(2019), .why = "new IT system"}};
    world.no_figure({}, 2019); // what a break does to a total
    const auto said = World::texts(world.pass_without_release("2020-06-02"), State::withdrawn);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0],
              "2019/20 is left out of comparisons, was 1,200, so 1,100 is not passed; a break is "
              "declared: new IT system; first said 1 June 2020");
}

// Both in one pass, as where an alias lets in a file that was held.
TEST_F(States, AReReadBesideARevisionIsToldApart) {
    first_load();
    (void)next_year(1200);
    world.figure({}, 2018, 1010).figure({}, 2019, 1250).figure({}, 2016, 600);
    const auto read_anew = Change{.kind = Change::Kind::reread,
                                  .series = {world.source.id, {}},
                                  .period = financial_year(2018),
                                  .before = 1000,
                                  .now = 1010};
    const auto lines = world.pass(
        {.published = "2020-06-05", .changes = {read_anew, revised(world, 2019, 1200, 1250)}});
    EXPECT_EQ(World::texts(lines, State::reread),
              std::vector<std::string>{"1 value read differently after a change of layout, lists "
                                       "or program; largest 2018/19 1,000 to 1,010 (+1.0%) (v3)"});
    EXPECT_EQ(
        World::texts(lines, State::revised),
        std::vector<std::string>{"1 value revised; largest 2019/20 1,200 to 1,250 (+4.2%) (v3)"});
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
}

TEST_F(States, AReReadMakesBaselinesAndRestatesWhatWasSaid) {
    first_load();
    (void)next_year(1200);
    world.figure({}, 2019, 1250).figure({}, 2016, 600);
    const auto lines = world.pass({.cause = Cause::reread,
                                   .published = "2020-06-05",
                                   .changes = {{.kind = Change::Kind::reread,
                                                .series = {world.source.id, {}},
                                                .period = financial_year(2019),
                                                .before = 1200,
                                                .now = 1250}}});
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
    EXPECT_EQ(World::texts(lines, State::revised).size(), 0U);
    EXPECT_EQ(World::texts(lines, State::reread).size(), 1U);
    EXPECT_EQ(World::texts(lines, State::baseline).size(), 1U) << "2017/18 on 2016/17";
    const auto said = World::texts(lines, State::restated);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said[0].ends_with("; re-read")) << said[0];
}

TEST_F(States, ABackfilledEditionMakesBaselines) {
    first_load();
    (void)next_year(1010);
    world.figure({}, 2016, 400);
    const auto lines = world.pass({.published = "2018-06-01"});
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
    EXPECT_EQ(World::texts(lines, State::baseline).size(), 1U);
}

TEST_F(States, ABaseFromAnOlderEditionIsInformation) {
    world.edition = 1;
    world.figure({}, 2017, 800).figure({}, 2018, 1000);
    first_load();
    world.edition = 2;
    const auto lines = next_year(1200);
    const auto said = World::texts(lines, State::fresh);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(
        said[0].ends_with("; base as first seen on 1 June 2019, may since have been revised"))
        << said[0];
    EXPECT_EQ(lines.back().severity, Severity::info);
}

TEST_F(States, ABaseFromAnOlderEditionStaysNamedWhenRestated) {
    world.source.find = FindGovuk(); // which gives the day of publication
    world.edition = 1;
    world.figure({}, 2017, 800).figure({}, 2018, 1000);
    first_load();
    world.edition = 2;
    (void)next_year(1200);
    world.edition = 3;
    const auto said = World::texts(revise(2019, 1200, 1250), State::restated);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said[0].ends_with("was 20.0% (1,000 to 1,200); base as published 1 June 2019, may "
                                  "since have been revised; publisher revision"))
        << said[0];
}

TEST_F(States, ARecordNeedsEnoughYears) {
    Rule record;
    record.id = "record";
    record.kind = RuleKind::record;
    record.min_years = 4;
    world.source.rules = {record};
    first_load();
    EXPECT_EQ(World::texts(next_year(1200), State::fresh).size(), 0U) << "three years";
    world.figure({}, 2020, 1300);
    const auto said = World::texts(world.pass({.published = "2021-06-01"}), State::fresh);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0],
              "recorded online child sexual offences reached 1,300 in 2020/21, the highest of 4 "
              "figures since 2017/18; the highest before was 1,200 in 2019/20");
}

TEST_F(States, ALowIsARecordToo) {
    Rule record;
    record.id = "record";
    record.kind = RuleKind::record;
    record.high = false;
    record.min_years = 3;
    world.source.rules = {record};
    first_load();
    const auto said = World::texts(next_year(700), State::fresh);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(
        said[0],
        "recorded online child sexual offences fell to 700 in 2019/20, the lowest of 3 figures "
        "since 2017/18; the lowest before was 800 in 2017/18");
}

// Members of a group have identities and no lines; a changed member restates the group.
TEST(Groups, AChangedMemberRestatesTheGroup) {
    World world;
    Rule rule = test::yoy(25, {});
    rule.where = {{"area", "*"}};
    rule.group_by = {"period"};
    world.source.rules = {rule};
    const Dims hampshire{{"area", "HAMP"}};
    const Dims durham{{"area", "DUR"}};
    world.figure(hampshire, 2018, 131).figure(durham, 2018, 100);
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    world.figure(hampshire, 2019, 247).figure(durham, 2019, 130);
    const auto first = world.pass({.published = "2020-06-01"});
    ASSERT_EQ(World::texts(first, State::fresh).size(), 1U);
    world.figure(durham, 2019, 110);
    const auto lines = world.pass({.published = "2020-07-01",
                                   .changes = {{.kind = Change::Kind::revised,
                                                .series = {world.source.id, durham},
                                                .period = financial_year(2019),
                                                .before = 130,
                                                .now = 110}}});
    const auto said = World::texts(lines, State::restated);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_NE(said[0].find("; was 2; no longer DUR; publisher revision"), std::string::npos)
        << said[0];
    EXPECT_EQ(lines.back().id, first.back().id);
    world.figure(hampshire, 2019, 140);
    const auto gone = world.pass({.published = "2020-08-01"});
    EXPECT_EQ(World::texts(gone, State::withdrawn).size(), 1U);
}

TEST(Groups, AreMadeAnewSilentlyWhereTheOperatorGroupsOtherwise) {
    World world;
    Rule rule = test::yoy(25, {});
    rule.where = {{"area", "*"}, {"kind", "*"}};
    rule.group_by = {"period"};
    world.source.rules = {rule};
    const auto figure = [&](const char* area, const char* kind, int year, double value) {
        world.figure({{"area", area}, {"kind", kind}}, year, value);
    };
    for (const char* area : {"HAMP", "DUR"}) {
        figure(area, "x", 2018, 100);
        figure(area, "y", 2018, 100);
    }
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    figure("HAMP", "x", 2019, 150);
    figure("HAMP", "y", 2019, 160);
    const auto first = World::texts(world.pass({.published = "2020-06-01"}), State::fresh);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_NE(first[0].find(": 2 of 2 series rose by 25%"), std::string::npos)
        << "areas and kinds are counted together: " << first[0];
    world.source.rules[0].group_by = {"kind", "period"};
    const auto lines = world.pass_without_release("2020-06-02");
    EXPECT_EQ(World::texts(lines, State::fresh).size(), 0U);
    EXPECT_EQ(World::texts(lines, State::withdrawn).size(), 1U);
    EXPECT_EQ(World::texts(lines, State::baseline).size(), 1U);
    EXPECT_TRUE(world.pass_without_release("2020-06-03").empty());
    figure("DUR", "x", 2019, 140);
    const auto next = World::texts(world.pass({.published = "2020-07-01"}), State::fresh);
    ASSERT_EQ(next.size(), 1U) << "a baseline hides no news";
    EXPECT_NE(next[0].find("DUR"), std::string::npos) << next[0];
}

TEST(Groups, StandWhereTheRuleChangesOtherwise) {
    World world;
    Rule rule = test::yoy(25, {});
    rule.where = {{"area", "*"}};
    rule.group_by = {"period"};
    world.source.rules = {rule};
    const Dims hampshire{{"area", "HAMP"}};
    world.figure(hampshire, 2018, 100);
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    world.figure(hampshire, 2019, 150);
    (void)world.pass({.published = "2020-06-01"});
    world.source.rules[0].above = Threshold{.value = 20, .percent = true};
    EXPECT_TRUE(world.pass_without_release("2020-06-02").empty());
}

} // namespace
} // namespace tidemark

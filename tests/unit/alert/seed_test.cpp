// The case the program was made for, line by line: 8,224 from 40 of 44 forces, then 10,391 from all
// 46; +16.0% over the 40 that gave both years, where 10,391 on 8,224 would be +26.3%.
#include "tests/unit/alert/world.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iterator>

namespace tidemark {
namespace {

using test::World;

std::vector<std::string> forces(int first, int last) {
    std::vector<std::string> codes;
    for (int i = first; i <= last; ++i) {
        codes.push_back(fmt::format("F{:02}", i));
    }
    return codes;
}

void figure(World& world, const std::string& code, int year, double value) {
    world.figure({{"area", code}}, year, value);
}

class Seed : public testing::Test {
  protected:
    Seed() {
        Codelist& list = world.codelists.lists.at("forces");
        for (const std::string& code : forces(1, 46)) {
            list.codes.push_back(test::code(code, "Force " + code));
        }
        list.codes[2].name = "Hampshire";
        list.codes[3].name = "Wiltshire";
        list.codes[42].name = "Surrey";
        list.index();
        CodeSet& set = world.codelists.sets.at("uk-forces");
        set.title = "England, Wales, Northern Ireland and the Channel Islands";
        world.source.note = "illustrative";
        world.source.derives.push_back(
            {.id = "uk", .dim = "area", .over = "", .roster = "uk-forces", .name = ""});
        world.source.roster = Roster{.of = "uk-forces", .dim = "area"};
        world.asked(2018, forces(1, 44));
        side(2018, {131, 77}, 8224, 1, 40);
    }

    // Hampshire and Wiltshire as published, the rest shared out evenly.
    void side(int year, std::pair<int, int> published, int sum, int first, int last) {
        figure(world, "F01", year, published.first);
        figure(world, "F02", year, published.second);
        spread(year, sum - published.first - published.second, first + 2, last);
    }

    void spread(int year, int sum, int first, int last) {
        const int n = last - first + 1;
        for (const std::string& code : forces(first, last)) {
            figure(world, code, year, sum / n);
        }
        figure(world, fmt::format("F{:02}", first), year, sum / n + sum % n);
    }

    void publish_2019() {
        world.asked(2019, forces(1, 46));
        side(2019, {247, 63}, 9540, 1, 40);
        spread(2019, 10391 - 9540, 41, 46);
    }

    static Rule uk(Rule rule) {
        rule.where = {{"area", "uk"}};
        rule.severity = Severity::warning;
        return rule;
    }

    static Rule each_force() {
        Rule rule = test::yoy(25, -25);
        rule.id = "force-yoy";
        rule.where = {{"area", "*"}};
        rule.min_base = 30;
        rule.group_by = {"period"};
        return rule;
    }

    World world;
};

const std::string place = "England, Wales, Northern Ireland and the Channel Islands";

TEST_F(Seed, TheFirstLoadIsOneBaselineLine) {
    world.source.rules = {uk(test::yoy(5, {})), uk(test::milestone({5000, 10000})), each_force()};
    const auto lines = world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].state, State::baseline);
    EXPECT_NE(lines[0].text.find("40 of 44 forces"), std::string::npos) << lines[0].text;
    EXPECT_TRUE(lines[0].text.ends_with("(v1); illustrative")) << lines[0].text;
}

TEST_F(Seed, TheRiseIsLikeForLikeAndTheUnmatchedRiseStandsBesideIt) {
    world.source.rules = {uk(test::yoy(5, {}))};
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    publish_2019();
    const auto lines = world.pass({.published = "2020-08-27"});
    const auto said = World::texts(lines, State::fresh);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0],
              "recorded online child sexual offences in " + place +
                  " rose 16.0% in 2019/20 on 2018/19 (8,224 to 9,540) over the 40 forces that gave "
                  "both years; all answers: 8,224 from 40 of 44 forces to 10,391 from 46 of 46 "
                  "(+26.3%), not like for like; illustrative");
}

TEST_F(Seed, CompareAllIsNamedAsNotLikeForLike) {
    Rule all = uk(test::yoy(5, {}));
    all.matched = false;
    world.source.rules = {all};
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    publish_2019();
    const auto said = World::texts(world.pass({.published = "2020-08-27"}), State::fresh);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(
        said[0],
        "recorded online child sexual offences in " + place +
            " rose 26.3% in 2019/20 on 2018/19 (8,224 to 10,391), 40 of 44 forces then and 46 "
            "of 46 now, not like for like; illustrative");
}

TEST_F(Seed, TenThousandIsPassedForTheFirstTimeWithinTheBoundOnTheEarlierHigh) {
    world.source.rules = {uk(test::milestone({5000, 10000}))};
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    publish_2019();
    const auto lines = world.pass({.published = "2020-08-27"});
    const auto said = World::texts(lines, State::fresh);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0],
              "recorded online child sexual offences in " + place +
                  " reached 10,391 in 2019/20, the first time above 10,000, from 46 of 46 forces; "
                  "the highest before, in figures since 2018/19, was 8,224 in 2018/19 from 40 of "
                  "44 forces, at most 9,075 with "
                  "the largest answers of the 6 missing then; illustrative");
    EXPECT_EQ(lines.back().severity, Severity::warning);
}

TEST_F(Seed, AMemberNeverSeenMakesTheFirstTimeInformation) {
    world.source.rules = {uk(test::milestone({10000}))};
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    publish_2019();
    world.no_figure({{"area", "F43"}}, 2019);
    figure(world, "F41", 2019, 300);
    const auto lines = world.pass({.published = "2020-08-27"});
    ASSERT_EQ(World::texts(lines, State::fresh).size(), 1U);
    EXPECT_EQ(lines.back().severity, Severity::info);
    EXPECT_NE(lines.back().text.find("1 member never answered, so 2018/19 is not known whole"),
              std::string::npos)
        << lines.back().text;
}

TEST_F(Seed, BeyondTheBoundTheFirstTimeIsInformation) {
    world.source.rules = {uk(test::milestone({9000}))};
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    publish_2019();
    const auto lines = world.pass({.published = "2020-08-27"});
    ASSERT_EQ(World::texts(lines, State::fresh).size(), 1U);
    EXPECT_EQ(lines.back().severity, Severity::info);
    EXPECT_NE(
        lines.back().text.find("at most 9,075 with the largest answers of the 6 missing then; "
                               "those could make the difference"),
        std::string::npos)
        << lines.back().text;
}

TEST_F(Seed, ForcesThatMovedAreOneGroupWithoutLinesOfTheirOwn) {
    world.source.rules = {each_force()};
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    publish_2019();
    const auto lines = world.pass({.published = "2020-08-27"});
    const auto said = World::texts(lines, State::fresh);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0],
              "recorded online child sexual offences: 1 of 40 forces changed by 25% or more in "
              "2019/20 on 2018/19; largest Hampshire +88.5% (131 to 247); illustrative");
    EXPECT_EQ(lines.back().id.front(), 'g');
}

TEST_F(Seed, ALateAnswerRestatesAndASecondPassAddsNothing) {
    world.source.rules = {uk(test::yoy(5, {}))};
    world.source.recipe.member = MemberRule{.dim = "area", .match = {}, .codelist = "forces"};
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    publish_2019();
    const auto first = world.pass({.published = "2020-08-27"});
    EXPECT_TRUE(world.pass_without_release("2020-08-28").empty());
    figure(world, "F41", 2018, 376);
    const auto lines = world.pass({.published = "2020-10-02", .members = {"F41"}});
    const auto said = World::texts(lines, State::restated);
    ASSERT_EQ(said.size(), 1U);
    // 9,540 and the 146 of the force that answered late, on 8,224 and its 376.
    EXPECT_EQ(said[0],
              "recorded online child sexual offences in " + place +
                  ": the rise in 2019/20 on 2018/19 is now 12.6% over 41 forces (8,600 to 9,686), "
                  "was 16.0% over 40 forces (8,224 to 9,540); late 2018/19 answer from Surrey; "
                  "illustrative");
    EXPECT_EQ(lines.back().id, first.back().id);
    EXPECT_TRUE(world.pass_without_release("2020-10-03").empty());
    EXPECT_EQ(World::texts(lines, State::arrived).at(0),
              "Surrey answered; 46 of 46 forces (v3); illustrative");
}

TEST_F(Seed, NothingIsSaidUntilEnoughMembersAnswered) {
    Rule waits = uk(test::yoy(5, {}));
    waits.wait_for_members = 46;
    world.source.rules = {waits};
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    publish_2019();
    world.no_figure({{"area", "F41"}}, 2019);
    EXPECT_TRUE(World::texts(world.pass({.published = "2020-07-01"}), State::fresh).empty());
    figure(world, "F41", 2019, 146);
    EXPECT_EQ(World::texts(world.pass({.published = "2020-08-27"}), State::fresh).size(), 1U);
}

// The national table: 4,042 and the made-up years that fit the printed sum.
class National : public testing::Test {
  protected:
    National() {
        int year = 2015;
        for (const double value : {4042, 6600, 7863, 8224}) {
            world.figure({}, year++, value);
        }
        Rule total;
        total.id = "five-year-total";
        total.kind = RuleKind::cumulative;
        total.every = 1000;
        total.from = 30000;
        world.source.rules = {test::milestone({5000, 10000, 15000}), total};
        (void)world.pass({.cause = Cause::baseline, .published = "2019-09-05"});
        world.figure({}, 2019, 10391);
    }

    World world;
};

TEST_F(National, FiveYearsComeToMoreThan37000) {
    const auto said = World::texts(world.pass({.published = "2020-09-05"}), State::fresh);
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(
        said[0],
        "recorded online child sexual offences reached 10,391 in 2019/20, the first time above "
        "10,000; the highest before, in figures since 2015/16, was 8,224 in 2018/19");
    EXPECT_EQ(
        said[1],
        "recorded online child sexual offences came to more than 37,000 in five years: 37,120 "
        "from 2015/16 to 2019/20");
}

TEST_F(National, ACumulativeSumNeedsEveryYear) {
    world.no_figure({}, 2017);
    EXPECT_EQ(World::texts(world.pass({.published = "2020-09-05"}), State::fresh).size(), 1U);
}

TEST_F(National, ARevisionThatUndoesTheCrossingWithdrawsIt) {
    (void)world.pass({.published = "2020-09-05"});
    world.figure({}, 2019, 9950);
    const auto lines = world.pass({.published = "2021-10-01",
                                   .changes = {{.kind = Change::Kind::revised,
                                                .series = {world.source.id, {}},
                                                .period = financial_year(2019),
                                                .before = 10391,
                                                .now = 9950}}});
    const auto said = World::texts(lines, State::withdrawn);
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(
        said[0],
        "2019/20 revised 10,391 to 9,950, so 10,000 is not passed; first said 5 September 2020");
    EXPECT_NE(said[1].find("37,120"), std::string::npos) << said[1];
    EXPECT_NE(World::texts(lines, State::fresh).at(0).find("36,000"), std::string::npos);
}

TEST_F(National, ACrossingThatMovesToAnotherYearNamesItsSuccessor) {
    (void)world.pass({.published = "2020-09-05"});
    world.figure({}, 2018, 10050);
    const auto lines = world.pass({.published = "2021-10-01",
                                   .changes = {{.kind = Change::Kind::revised,
                                                .series = {world.source.id, {}},
                                                .period = financial_year(2018),
                                                .before = 8224,
                                                .now = 10050}}});
    const auto gone = World::texts(lines, State::withdrawn);
    ASSERT_GE(gone.size(), 1U);
    EXPECT_NE(gone[0].find("so 10,000 was first passed in 2018/19 (a"), std::string::npos)
        << gone[0];
}

} // namespace
} // namespace tidemark

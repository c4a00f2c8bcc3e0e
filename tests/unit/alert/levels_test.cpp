// Rules about a level, a row of rises and a member that is gone.
#include "tests/unit/alert/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tidemark {
namespace {

using test::World;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string whole = "recorded online child sexual offences";
const std::string hampshire = whole + " in Hampshire";

Rule rule_of(RuleKind kind) {
    Rule rule;
    rule.kind = kind;
    rule.id = to_text(kind);
    rule.where = {{"area", "HAMP"}};
    return rule;
}

// A series by financial year, the first pass a baseline.
class Levels : public testing::Test {
  protected:
    Levels() { world.named(); }

    void figures(int year, const std::vector<double>& values) {
        for (const double value : values) {
            world.figure({{"area", "HAMP"}}, year++, value);
        }
    }

    void ask(Rule rule) { world.source.rules = {std::move(rule)}; }

    void first_load() { (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"}); }

    std::vector<Line> set(int year, double value, const std::string& day = "2020-06-01") {
        world.figure({{"area", "HAMP"}}, year, value);
        return world.pass({.published = day});
    }

    // Three forces, asked each year.
    void three_forces(int year, const std::vector<std::optional<double>>& values) {
        const std::vector<std::string> codes{"DUR", "ESX", "HAMP"};
        world.asked(year, codes);
        for (std::size_t i = 0; i < codes.size(); ++i) {
            if (values[i]) {
                world.figure({{"area", codes[i]}}, year, values[i]);
            }
        }
    }

    World world;
};

// --- threshold ---------------------------------------------------------------------------------

class Spells : public Levels {
  protected:
    Spells() {
        Rule rule = rule_of(RuleKind::threshold);
        rule.above = Threshold{.value = 500, .percent = false};
        rule.clear = Threshold{.value = 450, .percent = false};
        ask(rule);
        figures(2017, {400, 480});
        first_load();
    }
};

TEST_F(Spells, ALevelIsSaidOnceForAsLongAsItIsPassed) {
    EXPECT_THAT(
        World::texts(set(2019, 512), State::fresh),
        ElementsAre(hampshire + " stood at 512 in 2019/20, above 500, after 480 in 2018/19"));
    EXPECT_THAT(World::texts(set(2020, 530, "2021-06-01"), State::fresh), IsEmpty());
    EXPECT_THAT(World::texts(set(2021, 460, "2022-06-01"), State::fresh), IsEmpty())
        << "not yet back at 450";
    EXPECT_THAT(World::texts(set(2022, 510, "2023-06-01"), State::fresh), IsEmpty());
    EXPECT_THAT(World::texts(set(2023, 440, "2024-06-01"), State::fresh), IsEmpty());
    EXPECT_THAT(World::texts(set(2024, 505, "2025-06-01"), State::fresh), SizeIs(1))
        << "it had been back";
}

// `clear` is for the periods that follow: a figure that is revised to below the level never lay
// above it.
TEST_F(Spells, ARevisionToBelowTheLevelWithdraws) {
    (void)set(2019, 512);
    const auto texts = World::texts(set(2019, 490, "2020-07-01"), State::withdrawn);
    ASSERT_EQ(texts.size(), 1U);
    EXPECT_THAT(texts[0], HasSubstr("512 to 490, so it does not lie above 500"));
}

TEST_F(Spells, ACrossingThatMovesNamesItsSuccessor) {
    (void)set(2019, 512);
    EXPECT_THAT(World::texts(set(2018, 501, "2020-07-01"), State::withdrawn),
                ElementsAre(HasSubstr("so it lay above 500 from 2018/19 on (a")));
}

TEST_F(Spells, AFigureBeforeOfAnOlderEditionIsNamed) {
    world = World();
    world.named().source.rules = {rule_of(RuleKind::threshold)};
    world.source.rules[0].above = Threshold{.value = 500, .percent = false};
    world.edition = 1;
    figures(2018, {480});
    first_load();
    world.edition = 2;
    const auto lines = set(2019, 512);
    EXPECT_THAT(
        World::texts(lines, State::fresh),
        ElementsAre(HasSubstr(", after 480 in 2018/19; base as first seen on 1 June 2019")));
    EXPECT_EQ(lines.back().severity, Severity::notice) << "the level is passed whatever it was";
}

TEST_F(Levels, AFallBelowALevelIsSaidToo) {
    Rule rule = rule_of(RuleKind::threshold);
    rule.below = Threshold{.value = 100, .percent = false};
    ask(rule);
    figures(2018, {120});
    first_load();
    EXPECT_THAT(
        World::texts(set(2019, 90), State::fresh),
        ElementsAre(hampshire + " stood at 90 in 2019/20, below 100, after 120 in 2018/19"));
}

TEST_F(Levels, ASumBelowALevelForWantOfAnswersIsInformation) {
    Rule rule = rule_of(RuleKind::threshold);
    rule.where = {{"area", "uk"}};
    rule.below = Threshold{.value = 250, .percent = false};
    rule.severity = Severity::warning;
    ask(rule);
    three_forces(2018, {100, 100, 100});
    first_load();
    three_forces(2019, {100, {}, 100});
    const auto lines = world.pass({.published = "2020-06-01"});
    EXPECT_THAT(World::texts(lines, State::fresh),
                ElementsAre(whole + " in uk stood at 200 in 2019/20, below 250, from 2 of 3 "
                                    "members; 300 in 2018/19 from 3 of 3 members, not like for "
                                    "like; with the largest answers of the 1 missing it could be "
                                    "as high as 300"));
    EXPECT_EQ(lines.back().severity, Severity::info);
}

// --- streak ------------------------------------------------------------------------------------

TEST_F(Levels, ThreeRisesInARowAreSaidWithEachFigure) {
    ask(rule_of(RuleKind::streak));
    figures(2016, {300, 310, 330});
    first_load();
    EXPECT_THAT(World::texts(set(2019, 350), State::fresh),
                ElementsAre(hampshire + " rose three times in a row, to 350 in 2019/20 from 300 in "
                                        "2016/17, 310 in 2017/18 and 330 in 2018/19"));
    EXPECT_THAT(World::texts(set(2020, 351, "2021-06-01"), State::fresh),
                ElementsAre(HasSubstr("rose four times in a row, to 351 in 2020/21")));
}

TEST_F(Levels, AGapOrAStandstillBreaksTheRow) {
    ask(rule_of(RuleKind::streak));
    figures(2016, {300, 310, 310});
    first_load();
    EXPECT_THAT(World::texts(set(2019, 350), State::fresh), IsEmpty());
    world.no_figure({{"area", "HAMP"}}, 2018);
    EXPECT_THAT(World::texts(set(2020, 360, "2021-06-01"), State::fresh), IsEmpty());
}

TEST_F(Levels, ARevisionThatBreaksTheRowWithdrawsIt) {
    ask(rule_of(RuleKind::streak));
    figures(2016, {300, 310, 330});
    first_load();
    (void)set(2019, 350);
    EXPECT_THAT(World::texts(set(2019, 320, "2020-07-01"), State::withdrawn),
                ElementsAre(HasSubstr("2019/20 went from 350 to 320, so it did not rise three "
                                      "times in a row")));
}

// More forces answered each year; those that always did fell.
TEST_F(Levels, ARowIsOverTheMembersThatAnsweredEveryPeriod) {
    Rule rule = rule_of(RuleKind::streak);
    rule.where = {{"area", "uk"}};
    rule.length = 2;
    ask(rule);
    three_forces(2017, {100, {}, {}});
    three_forces(2018, {99, 100, {}});
    first_load();
    three_forces(2019, {98, 100, 100});
    EXPECT_THAT(World::texts(world.pass({.published = "2020-06-01"}), State::fresh), IsEmpty());
    three_forces(2020, {110, 120, 130});
    three_forces(2021, {120, 130, 140});
    EXPECT_THAT(World::texts(world.pass({.published = "2022-06-01"}), State::fresh),
                ElementsAre(whole + " in uk rose twice in a row, to 390 in 2021/22 from 298 in "
                                    "2019/20 and 360 in 2020/21 over the 3 members that gave all "
                                    "three figures, of 3 asked"));
}

TEST_F(Levels, WhatAllAnswersShowStandsBesideARow) {
    Rule rule = rule_of(RuleKind::streak);
    rule.where = {{"area", "uk"}};
    rule.length = 2;
    ask(rule);
    three_forces(2017, {100, 100, {}});
    three_forces(2018, {110, {}, {}});
    first_load();
    three_forces(2019, {120, 130, 140});
    const auto lines = world.pass({.published = "2020-06-01"});
    EXPECT_THAT(
        World::texts(lines, State::fresh),
        ElementsAre(HasSubstr("from 100 in 2017/18 and 110 in 2018/19 over the 1 member that "
                              "gave all three figures, of 3 asked; all answers: 200 from 2 of "
                              "3 members to 390 from 3 of 3, not like for like")));
    const auto coverage = nlohmann::json::parse(lines.back().json)["coverage"];
    EXPECT_EQ(coverage["left_out"].size(), 2U) << "who missed a year between too: " << coverage;
}

TEST_F(Levels, ARowWithAnOlderEditionIsInformationAndSaysSo) {
    ask(rule_of(RuleKind::streak));
    world.edition = 1;
    figures(2016, {300, 310, 330});
    first_load();
    world.edition = 0;
    const auto lines = set(2019, 350);
    EXPECT_THAT(World::texts(lines, State::fresh),
                ElementsAre(HasSubstr("; base as first seen on 1 June 2019, may since have been "
                                      "revised")));
    EXPECT_EQ(lines.back().severity, Severity::info);
}

// --- coverage ----------------------------------------------------------------------------------

class Gone : public Levels {
  protected:
    Gone() {
        Rule rule = rule_of(RuleKind::coverage);
        rule.where = {{"area", "*"}};
        rule.min_base = 20;
        ask(rule);
        figures(2018, {512});
        world.figure({{"area", "DUR"}}, 2018, 300).figure({{"area", "ESX"}}, 2018, 19);
        first_load();
        world.figure({{"area", "DUR"}}, 2019, 310);
    }
};

TEST_F(Gone, AMemberWithoutAFigureWhereOthersHaveOne) {
    EXPECT_THAT(World::texts(world.pass({.published = "2020-06-01"}), State::fresh),
                ElementsAre(hampshire + ": no figure for 2019/20, after 512 in 2018/19"))
        << "Essex had 19: too few to tell";
}

TEST_F(Gone, AFigureThatOnlyAnOlderEditionHoldsIsNamed) {
    world = World();
    world.named();
    Rule rule = rule_of(RuleKind::coverage);
    rule.where = {{"area", "*"}};
    ask(rule);
    world.edition = 1;
    figures(2018, {512});
    first_load();
    world.edition = 2;
    world.figure({{"area", "DUR"}}, 2018, 300).figure({{"area", "DUR"}}, 2019, 310);
    EXPECT_THAT(World::texts(world.pass({.published = "2020-06-01"}), State::fresh),
                ElementsAre(hampshire + ": no figure for 2019/20, after 512 in 2018/19; base as "
                                        "first seen on 1 June 2019, may since have been revised"));
}

TEST_F(Gone, ItIsWithdrawnWhenTheFigureComes) {
    (void)world.pass({.published = "2020-06-01"});
    EXPECT_THAT(World::texts(set(2019, 498, "2020-07-01"), State::withdrawn),
                ElementsAre(HasSubstr(hampshire + ": 2019/20 now has a figure, 498")));
}

TEST_F(Gone, AFallToZeroMayBeAMissingAnswer) {
    EXPECT_THAT(World::texts(set(2019, 0), State::fresh),
                ElementsAre(hampshire +
                            " fell to 0 in 2019/20, after 512 in 2018/19; an answer may "
                            "be missing"));
}

TEST_F(Gone, WhatThePublisherPrintsInsteadIsNamed) {
    world.figure({{"area", "HAMP"}}, 2019, std::nullopt);
    EXPECT_THAT(World::texts(world.pass({.published = "2020-06-01"}), State::fresh),
                ElementsAre(HasSubstr("no figure for 2019/20 (suppressed), after")));
}

TEST_F(Gone, ADeclaredBreakIsAnExcuse) {
    world.source.breaks.push_back(
        {.where = {{"area", "HAMP"}}, .days = financial_year(2019), .why = "new IT system"});
    (void)world.pass_without_release("2020-05-01"); // the list is ours, what comes of it no news
    EXPECT_THAT(World::texts(world.pass({.published = "2020-06-01"}), State::fresh), IsEmpty());
}

TEST_F(Gone, AMemberThatIsAskedNoMoreIsNotMissing) {
    CodeSet& set = world.codelists.sets.at("uk-forces");
    set.members = {{.code = "HAMP", .from = {}, .to = parse_day("2019-03-31").value()},
                   {.code = "DUR", .from = {}, .to = {}}};
    world.source.roster = Roster{.of = "uk-forces", .dim = "area"};
    (void)world.pass_without_release("2020-05-01");
    EXPECT_THAT(World::texts(world.pass({.published = "2020-06-01"}), State::fresh), IsEmpty());
}

TEST_F(Gone, InADropFolderAnAnswerIsMissingOnceItWasDue) {
    world.source.recipe.member = MemberRule{.dim = "area", .match = {}, .codelist = "forces"};
    EXPECT_THAT(World::texts(world.pass({.published = "2020-06-01"}), State::fresh), IsEmpty());
    world.source.due = Due{.each = {"07-31"}};
    EXPECT_THAT(World::texts(world.pass_without_release("2020-07-31"), State::fresh), IsEmpty());
    EXPECT_THAT(World::texts(world.pass_without_release("2020-08-01"), State::fresh), SizeIs(1));
}

TEST_F(Levels, ManyThatAreGoneAreOneLine) {
    Rule rule = rule_of(RuleKind::coverage);
    rule.where = {{"area", "*"}};
    rule.min_base = 20;
    rule.group_by = {"period"};
    ask(rule);
    figures(2018, {512});
    world.figure({{"area", "DUR"}}, 2018, 300).figure({{"area", "ESX"}}, 2018, 19);
    first_load();
    world.figure({{"area", "DUR"}}, 2019, 0).figure({{"area", "ESX"}}, 2019, 20);
    EXPECT_THAT(
        World::texts(world.pass({.published = "2020-06-01"}), State::fresh),
        ElementsAre(HasSubstr(": 2 of 2 members had a figure before and have none, or 0, in "
                              "2019/20; largest Hampshire (512 before), Durham (300")));
}

} // namespace
} // namespace tidemark

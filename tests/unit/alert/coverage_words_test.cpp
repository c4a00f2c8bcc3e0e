// Sentences about sums of which some members stand outside: what is said of the others' answers.
#include "pipeline/alert/rules/rules.hpp"
#include "tests/unit/alert/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidemark {
namespace {

using test::World;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string head = "recorded online child sexual offences in uk";

// Hampshire and Durham answer both years; Essex is asked too.
class CoverageWords : public testing::Test {
  protected:
    CoverageWords() {
        Rule rule = test::yoy(10, {});
        rule.where = {{"area", "uk"}};
        world.source.rules = {rule};
        world.source.roster = Roster{.of = "uk-forces", .dim = "area"};
        for (const int year : {2018, 2019}) {
            world.asked(year, {"DUR", "ESX", "HAMP"});
        }
        figure("HAMP", 2018, 100);
        figure("DUR", 2018, 100);
    }

    void figure(const std::string& area, int year, double value) {
        world.figure({{"area", area}}, year, value);
    }

    std::vector<Line> both_years() {
        (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
        figure("HAMP", 2019, 116);
        figure("DUR", 2019, 116);
        return world.pass({.published = "2020-06-01"});
    }

    World world;
};

TEST_F(CoverageWords, SidesWithTheSameMembersAreLikeForLike) {
    EXPECT_THAT(World::texts(both_years(), State::fresh),
                ElementsAre(head + " rose 16.0% in 2019/20 on 2018/19 (200 to 232) over the 2 "
                                   "forces that gave both years, of 3 asked; left out: ESX (no "
                                   "2019/20 answer; no 2018/19 answer)"));
}

TEST_F(CoverageWords, WhoWasAskedIsNamedForEachYear) {
    world.asked(2018, {"DUR", "ESX", "GWENT", "HAMP"});
    EXPECT_THAT(World::texts(both_years(), State::fresh),
                ElementsAre(HasSubstr("gave both years, of 4 asked then and 3 now; left out")));
}

TEST_F(CoverageWords, AMemberInsideOneSideAloneMakesAllAnswersUnlike) {
    figure("ESX", 2018, 30);
    EXPECT_THAT(World::texts(both_years(), State::fresh),
                ElementsAre(HasSubstr("; all answers: 230 from 3 of 3 forces to 232 from 2 of 3 "
                                      "(+0.9%), not like for like; left out: ESX")));
}

TEST_F(CoverageWords, AllAnswersOfTheSameMembersAreLikeForLike) {
    world.source.rules[0].matched = false;
    EXPECT_THAT(World::texts(both_years(), State::fresh),
                ElementsAre(Not(HasSubstr("not like for like"))));
}

TEST_F(CoverageWords, AllAnswersAreNeverSaidToBeOfTheMatched) {
    world.source.rules[0].matched = false;
    figure("ESX", 2018, 10);
    ASSERT_EQ(World::texts(both_years(), State::fresh).size(), 1U);
    figure("DUR", 2019, 126);
    EXPECT_THAT(World::texts(world.pass({.published = "2020-07-01"}), State::restated),
                ElementsAre(HasSubstr(
                    "is now 15.2%, from 210 (3 of 3 forces) to 242 (2 of 3), not like for like, "
                    "was 10.5%, from 210 (3 of 3 forces) to 232 (2 of 3), not like for like")));
}

TEST_F(CoverageWords, ALateAnswerOutsideTheComparisonRestatesWhatAllAnswersShow) {
    (void)both_years();
    figure("ESX", 2019, 28);
    const auto lines = world.pass({.published = "2020-07-01", .members = {"ESX"}});
    EXPECT_THAT(World::texts(lines, State::restated),
                ElementsAre(head + ": the rise in 2019/20 on 2018/19 is still 16.0% over 2 forces "
                                   "(200 to 232); all answers: 200 from 2 of 3 forces to 260 from "
                                   "3 of 3 (+30.0%), not like for like; were 200 from 2 of 3 "
                                   "forces to 232 from 2 of 3 (+16.0%); late answer from ESX"));
}

// Every first quarter of five years: no five years.
TEST(Cumulative, QuartersAYearApartAreNoYears) {
    World world;
    const auto run = [&](const std::function<Period(int)>& period) {
        Subject subject;
        subject.key.source = world.source.id;
        for (int year = 2015; year < 2020; ++year) {
            Part part;
            part.answer = Answer::answered;
            Total total;
            total.period = period(year);
            total.value = total.low = total.high = 1000;
            total.members = total.of = 1;
            total.parts = {part};
            subject.totals.push_back(total);
        }
        Rule rule;
        rule.kind = RuleKind::cumulative;
        rule.at = {4500};
        const std::vector<Subject> subjects{subject};
        const Loaded loaded;
        const alert::Scene scene{
            world.source, world.codelists, world.store.figures, subjects, loaded, {}};
        return alert::words_of(RuleKind::cumulative).holds(rule, alert::View(scene)).size();
    };
    EXPECT_EQ(run([](int year) { return financial_year(year); }), 1U);
    EXPECT_EQ(run([](int year) { return year_ending(year, 6); }), 1U);
    EXPECT_EQ(run([](int year) { return quarter_of(year, 1); }), 0U);
    EXPECT_EQ(run([](int year) { return month_of(year, 1); }), 0U);
}

} // namespace
} // namespace tidemark

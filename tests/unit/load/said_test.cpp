#include "fixture.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

Statement statement(std::string id) {
    Statement s;
    s.id = std::move(id);
    s.source = "national";
    s.rule = "yoy";
    s.kind = "yoy";
    s.subject = "+10%";
    s.series = "national/area=uk";
    s.period = financial_year(2019);
    s.label = "2019/20";
    s.severity = Severity::warning;
    s.text = "up 16.0%";
    s.printed = {"16.0%", "9,540"};
    s.value = 9540;
    s.before = 8224;
    s.change = 1316;
    s.change_percent = 16.00194552529183;
    s.threshold = 10;
    s.before_period = financial_year(2018);
    s.coverage = Coverage{46, 46, 40, 44, 40, {{"x", "Durham", "no answer"}}, 10391, 8224, 26.3};
    s.drivers = {{"hants", "Hampshire", 116}, {"", "other", 1200}};
    s.evidence = {{"now",
                   "national/area=uk",
                   financial_year(2019),
                   9540,
                   {std::string(64, 'a'), "a.csv", "Table 1", "B7"}},
                  {"before", "", financial_year(2018), {}, {std::string(64, 'b'), "", "", ""}}};
    s.style = {.decimals = 1, .percent = true};
    s.interval =
        Interval{.low = 12.6, .high = 19.5, .confidence = 0.95, .phi = 5, .false_discovery = 0.05};
    s.percent_bounds = Bounds{.low = 15.9, .high = 16.1};
    s.base_published = parse_day("2018-10-18").value();
    s.cause = "late answer";
    s.reason = "the base is from an older edition";
    return s;
}

Line line(const std::string& id, std::string text) {
    return {.seq = 0,
            .time = at("2020-09-05T05:15:31Z"),
            .state = State::fresh,
            .severity = Severity::warning,
            .id = id,
            .source = "national",
            .text = std::move(text),
            .line = "2020-09-05T06:15:31+01:00 WARNING new       national: ...",
            .json = R"({"v":1,"seq":0,"id":")" + id + R"("})"};
}

void expect_same(const Statement& a, const Statement& b) {
    const auto parts = [](const Statement& s) {
        return std::tie(s.id,
                        s.source,
                        s.rule,
                        s.kind,
                        s.subject,
                        s.series,
                        s.period,
                        s.label,
                        s.severity,
                        s.text,
                        s.printed,
                        s.value,
                        s.before,
                        s.change,
                        s.change_percent,
                        s.threshold,
                        s.before_period,
                        s.style,
                        s.interval,
                        s.percent_bounds,
                        s.base_published,
                        s.coverage,
                        s.drivers,
                        s.cause,
                        s.reason);
    };
    EXPECT_TRUE(parts(a) == parts(b));
    ASSERT_EQ(a.evidence.size(), b.evidence.size());
    for (std::size_t i = 0; i < a.evidence.size(); ++i) {
        EXPECT_EQ(a.evidence[i].role, b.evidence[i].role);
        EXPECT_EQ(a.evidence[i].period, b.evidence[i].period);
        EXPECT_EQ(a.evidence[i].value, b.evidence[i].value);
        EXPECT_EQ(a.evidence[i].origin, b.evidence[i].origin);
    }
}

class SaidTest : public StoreTest {
  protected:
    void say(const std::vector<Saying>& sayings,
             std::vector<Line> lines = {},
             const Judged& judged = {}) {
        auto pass = store_->begin("national").value();
        ASSERT_TRUE(pass->say(sayings, judged, std::move(lines)));
        ASSERT_TRUE(pass->commit());
    }
};

TEST_F(SaidTest, IsReadBackWhole) {
    say({{State::fresh, statement("a0123456789ab")}}, {line("a0123456789ab", "up 16.0%")});
    reopen();
    const auto said = store_->said("national").value();
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said.front().state, State::fresh);
    EXPECT_EQ(said.front().first_said, at("2020-09-05T05:15:31Z"));
    expect_same(said.front().statement, statement("a0123456789ab"));
}

TEST_F(SaidTest, KeepsTheFirstTimeAndTheLastState) {
    say({{State::fresh, statement("a1")}}, {line("a1", "up 16.0%")});
    Statement moved = statement("a1");
    moved.text = "up 14.8%";
    moved.evidence.clear();
    Line later = line("a1", "up 14.8%");
    later.time = at("2020-10-05T05:15:31Z");
    say({{State::restated, moved}}, {later});
    const auto said = store_->said("national").value();
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said.front().state, State::restated);
    EXPECT_EQ(said.front().first_said, at("2020-09-05T05:15:31Z"));
    EXPECT_EQ(said.front().statement.text, "up 14.8%");
    EXPECT_THAT(said.front().statement.evidence, IsEmpty());
}

TEST_F(SaidTest, ABaselineIsNoFirstTimeButWhatWasTakenBackKeepsItsOwn) {
    const auto say_at = [&](State state, std::string_view day, bool with_line) {
        Line said = line("a1", "up 16.0%");
        said.time = at(std::string(day) + "T05:15:31Z");
        said.state = state;
        Line other = said;
        other.id = "v1";
        say({{state, statement("a1")}}, {with_line ? said : other});
        return day_text(local_day(store_->said("national")->front().first_said, "UTC"));
    };
    (void)say_at(State::baseline, "2020-01-05", false);
    (void)say_at(State::withdrawn, "2020-02-05", true);
    EXPECT_EQ(say_at(State::fresh, "2020-03-05", true), "2020-03-05");
    EXPECT_EQ(say_at(State::withdrawn, "2020-04-05", true), "2020-03-05");
    EXPECT_EQ(say_at(State::fresh, "2020-05-05", true), "2020-03-05") << "said on that day";
}

TEST_F(SaidTest, AStandingStatementChangesNothing) {
    say({{State::fresh, statement("a1")}}, {line("a1", "up 16.0%")});
    Statement standing = statement("a1");
    standing.text = "something else";
    say({{State::standing, standing}});
    EXPECT_EQ(store_->said("national")->front().statement.text, "up 16.0%");
}

TEST_F(SaidTest, AMemberOfAGroupIsFoundByItsOwnId) {
    Statement group = statement("g1");
    group.members = {statement("a1"), statement("a2")};
    say({{State::fresh, group}}, {line("g1", "2 of 43")});
    EXPECT_THAT(store_->said("national").value(), SizeIs(1));
    const auto member = store_->find_said("a2").value();
    ASSERT_TRUE(member);
    expect_same(member->statement, statement("a2"));
    group.members = {statement("a1")};
    say({{State::restated, group}}, {line("g1", "1 of 43")});
    EXPECT_FALSE(store_->find_said("a2").value());
    EXPECT_THAT(store_->said("national")->front().statement.members, SizeIs(1));
}

TEST_F(SaidTest, IsFoundByAUniqueBeginning) {
    say({{State::baseline, statement("a0011")}, {State::baseline, statement("a0022")}});
    EXPECT_EQ(store_->find_said("a002")->value().statement.id, "a0022");
    EXPECT_FALSE(store_->find_said("b").value());
    EXPECT_FALSE(store_->find_said("a%").value());
    const auto two = store_->find_said("a00");
    ASSERT_FALSE(two);
    EXPECT_EQ(two.error().fault, Fault::usage);
}

TEST_F(SaidTest, LinesAreNumberedWithoutAGap) {
    say({}, {line("a1", "one"), line("a2", "two")});
    {
        auto lost = store_->begin("national").value();
        ASSERT_TRUE(lost->say({}, {}, {line("a3", "never")}));
    }
    say({}, {line("a4", "three")});
    const auto lines = store_->lines({}).value();
    ASSERT_THAT(lines, SizeIs(3));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_EQ(lines[i].seq, static_cast<std::int64_t>(i) + 1);
        EXPECT_THAT(lines[i].json, StartsWith(R"({"v":1,"seq":)" + std::to_string(i + 1) + ','));
    }
    EXPECT_EQ(lines.back().text, "three");
}

TEST_F(SaidTest, LinesAreFiltered) {
    Line info = line("a2", "two");
    info.severity = Severity::info;
    info.state = State::arrived;
    info.time = at("2020-10-01T00:00:00Z");
    say({}, {line("a1", "one"), info});
    const auto ids = [&](const LineFilter& filter) {
        std::vector<std::string> found;
        const auto lines = store_->lines(filter).value();
        for (const Line& one : lines) {
            found.push_back(one.id);
        }
        return found;
    };
    EXPECT_THAT(ids({.since = {}, .source = "", .severity = "info", .state = ""}),
                ElementsAre("a2"));
    EXPECT_THAT(ids({.since = {}, .source = "", .severity = "", .state = "new"}),
                ElementsAre("a1"));
    EXPECT_THAT(
        ids({.since = at("2020-10-01T00:00:00Z"), .source = "", .severity = "", .state = ""}),
        ElementsAre("a2"));
    EXPECT_THAT(ids({.since = {}, .source = "other", .severity = "", .state = ""}), IsEmpty());
    EXPECT_THAT(ids({.since = {}, .source = "", .severity = "", .state = "", .after_seq = 1}),
                ElementsAre("a2"));
}

TEST_F(SaidTest, PairsJudgedAreRemembered) {
    say({}, {}, {{"digest", "national/area=uk"}});
    say({}, {}, {{"digest", "national/area=uk"}, {"digest", "national/area=kent"}});
    auto pass = store_->begin("national").value();
    EXPECT_THAT(pass->judged().value(), SizeIs(2));
}

TEST_F(SaidTest, ASinkKnowsHowFarItCame) {
    EXPECT_EQ(store_->position("alerts.log")->seq, 0);
    ASSERT_TRUE(store_->advance("alerts.log", {.seq = 3, .offset = 4096, .inode = 77}));
    reopen();
    const Position position = store_->position("alerts.log").value();
    EXPECT_EQ(position.seq, 3);
    EXPECT_EQ(position.offset, 4096U);
    EXPECT_EQ(position.inode, 77U);
}

} // namespace
} // namespace tidemark::load

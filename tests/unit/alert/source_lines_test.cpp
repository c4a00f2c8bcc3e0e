#include "pipeline/alert/due.hpp"
#include "tests/unit/alert/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidemark {
namespace {

using test::World;

Error adds_up() {
    return {.fault = Fault::held,
            .code = "hold.adds_up",
            .source = "online-cso",
            .file = "t.ods",
            .sheet = "Table 1",
            .cell = "B7",
            .expected = "a total of 12",
            .found = "13",
            .next = "ask the publisher"};
}

Held held_file(const std::string& sha256) {
    Held held;
    held.file.sha256 = sha256;
    held.reasons = {adds_up()};
    return held;
}

TEST(SourceLines, AHeldFileIsSaidOnceWithWhatToDoNext) {
    World world;
    const Held held = held_file("cafe");
    const auto lines = world.pass({.published = "2020-06-01", .held = {held}});
    const auto said = World::texts(lines, State::held);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_NE(said[0].find("expected a total of 12, found 13"), std::string::npos) << said[0];
    EXPECT_NE(said[0].find("; ask the publisher; the last good figures stay"), std::string::npos)
        << said[0];
    EXPECT_TRUE(
        World::texts(world.pass({.published = "2020-06-02", .held = {held}}), State::held).empty());
    const Held other = held_file("beef");
    EXPECT_EQ(
        World::texts(world.pass({.published = "2020-06-03", .held = {other}}), State::held).size(),
        1U);
}

TEST(SourceLines, AFileHeldAgainIsSaidAgain) {
    World world;
    world.source.find = FindDir{};
    const Held held = held_file("cafe");
    const auto said_of = [&](const std::vector<Held>& all, std::string_view day) {
        return World::texts(world.pass({.published = day, .held = all}), State::held).size();
    };
    ASSERT_EQ(said_of({held}, "2020-06-01"), 1U);
    EXPECT_EQ(World::texts(world.pass({.published = "2020-06-02", .let_in = {held.file}}),
                           State::withdrawn)
                  .size(),
              0U)
        << "the arrival says it";
    EXPECT_EQ(said_of({held}, "2020-06-03"), 1U) << "after it had been let in";
    Held other = held;
    other.reasons.front().code = "hold.shrink";
    EXPECT_EQ(said_of({other}, "2020-06-04"), 1U);
    EXPECT_EQ(said_of({held}, "2020-06-05"), 1U) << "after it was held for something else";
    EXPECT_EQ(said_of({held}, "2020-06-06"), 0U);
}

TEST(SourceLines, AReleaseInPlaceOfAHeldOneEndsItButInAFolderEachStandsAlone) {
    for (const bool folder : {false, true}) {
        World world;
        world.source.find = folder ? Find(FindDir{}) : Find(FindUrl{});
        const Held held = held_file("cafe");
        (void)world.pass({.published = "2020-06-01", .held = {held}});
        (void)world.pass({.published = "2020-06-02"});
        const auto again = world.pass({.published = "2020-06-03", .held = {held}});
        EXPECT_EQ(World::texts(again, State::held).size(), folder ? 0U : 1U);
    }
}

TEST(SourceLines, AFileThatCanBeReadAfterAllEndsWhatWasSaidOfItsName) {
    World world;
    world.source.find = FindDir{};
    Held unread = held_file("");
    unread.file.name = "Durham_1.csv";
    const auto said = [&](std::string_view day) {
        return World::texts(world.pass({.published = day, .held = {unread}}), State::held).size();
    };
    ASSERT_EQ(said("2020-06-01"), 1U);
    EXPECT_EQ(said("2020-06-02"), 0U);
    RawFile read = unread.file;
    read.sha256 = "cafe";
    (void)world.pass({.published = "2020-06-03", .let_in = {read}});
    EXPECT_EQ(said("2020-06-04"), 1U);
}

TEST(SourceLines, OtherBytesLetInUnderItsNameEndWhatWasSaidOfAFile) {
    World world;
    world.source.find = FindDir{};
    Held held = held_file("cafe");
    held.file.name = "Kent answer.csv";
    const auto said = [&](std::string_view day) {
        return World::texts(world.pass({.published = day, .held = {held}}), State::held).size();
    };
    ASSERT_EQ(said("2020-06-01"), 1U);
    RawFile good = held.file;
    good.sha256 = "beef";
    (void)world.pass({.cause = Cause::reread, .published = "2020-06-02", .let_in = {good}});
    EXPECT_EQ(said("2020-06-03"), 0U) << "what had come before was read again";
    (void)world.pass({.published = "2020-06-04", .let_in = {good}});
    EXPECT_EQ(said("2020-06-05"), 1U);
}

TEST(SourceLines, TwoFilesWithEqualBytesAreTwo) {
    World world;
    const Held held = held_file("cafe");
    Held copy = held;
    copy.file.name = "copy.ods";
    const auto lines = world.pass({.published = "2020-06-01", .held = {held, copy}});
    EXPECT_EQ(World::texts(lines, State::held).size(), 2U);
    EXPECT_NE(lines[lines.size() - 1].id, lines[lines.size() - 2].id);
}

TEST(SourceLines, AFailureIsSaidOnceUntilTheSourceIsWell) {
    World world;
    const Error refused{.fault = Fault::unavailable,
                        .code = "fetch.status",
                        .expected = "200",
                        .found = "503",
                        .next = "tried again at the next run"};
    const auto first = world.fail(refused, "2020-06-01");
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first[0].state, State::failed);
    EXPECT_EQ(first[0].severity, Severity::error);
    EXPECT_TRUE(world.fail(refused, "2020-06-02").empty());
    EXPECT_TRUE(world.pass_without_release("2020-06-03").empty());
    EXPECT_EQ(world.fail(refused, "2020-06-04").size(), 1U);
}

TEST(SourceLines, AFigureThatSeveralFilesRepeatIsReadDifferentlyOnce) {
    World world;
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    const auto anew = [&](int year, std::optional<double> before, std::optional<double> now) {
        return Change{.kind = Change::Kind::reread,
                      .series = {world.source.id, {}},
                      .period = financial_year(year),
                      .before = before,
                      .now = now,
                      .status_before = before ? Status::normal : Status::not_available};
    };
    const auto said = [&](std::string_view day, const std::vector<Change>& changes) {
        const auto lines =
            world.pass({.cause = Cause::reread, .published = day, .changes = changes});
        return World::texts(lines, State::reread);
    };
    EXPECT_THAT(said("2020-06-01",
                     {anew(2018, {}, 0), anew(2017, 5, 6), anew(2018, {}, 0), anew(2017, 6, 5)}),
                testing::ElementsAre(
                    "1 value read differently after a change of layout, lists or program; largest "
                    "2018/19 not available to 0 (v2)"));
    EXPECT_THAT(said("2020-06-02", {anew(2017, 5, 6), anew(2017, 6, 5)}), testing::IsEmpty());
    EXPECT_THAT(said("2020-06-03", {anew(2018, 104, {})}),
                testing::ElementsAre(testing::HasSubstr("largest 2018/19 104 to none (v4)")));
    EXPECT_THAT(said("2020-06-04", {anew(2018, {}, {})}),
                testing::ElementsAre(
                    testing::HasSubstr("for example recorded online child sexual offences 2018/19: "
                                       "not available to none (v5)")));
}

TEST(SourceLines, ALookThatFailsHidesNoOverdueRelease) {
    World world;
    world.source.due = Due{.each = {"09-05"}};
    world.figure({}, 2018, 100);
    (void)world.pass({.cause = Cause::baseline, .published = "2020-09-05"});
    const Error gone{.fault = Fault::malformed, .code = "fetch.status", .found = "404"};
    const auto states = [&](std::string_view day) {
        std::vector<State> all;
        for (const Line& line : world.fail(gone, day)) {
            all.push_back(line.state);
        }
        return all;
    };
    EXPECT_THAT(states("2021-09-05"), testing::ElementsAre(State::failed));
    EXPECT_THAT(states("2021-09-06"), testing::ElementsAre(State::overdue));
    EXPECT_THAT(states("2021-09-07"), testing::IsEmpty());
}

TEST(SourceLines, OverdueIsSaidOnceAndTheArrivalSaysHowLate) {
    World world;
    world.source.due = Due{.each = {"09-05"}, .grace_days = 10};
    world.figure({}, 2018, 100);
    (void)world.pass({.cause = Cause::baseline, .published = "2020-09-05"});
    EXPECT_TRUE(world.pass_without_release("2021-09-15").empty());
    const auto late = World::texts(world.pass_without_release("2021-09-16"), State::overdue);
    ASSERT_EQ(late.size(), 1U);
    EXPECT_EQ(late[0],
              "expected by 15 September 2021, last release first seen on 5 September 2020");
    EXPECT_TRUE(world.pass_without_release("2021-09-17").empty());
    const auto lines = world.pass({.published = "2021-10-01"});
    EXPECT_EQ(World::texts(lines, State::arrived).at(0),
              "release first seen on 1 October 2021, no new period, 26 days late (v2)");
    EXPECT_TRUE(world.pass_without_release("2021-10-02").empty());
}

TEST(SourceLines, TheArrivalSaysWhatIsLeftOutForTheFirstTime) {
    World world;
    world.figure({}, 2018, 100);
    (void)world.pass({.cause = Cause::baseline, .published = "2020-09-05"});
    const auto lines = world.pass(
        {.published = "2021-10-01",
         .left_out = {
             {.choice = "skip = { row = '^$' }", .what = "row without a label", .count = 2}}});
    EXPECT_EQ(World::texts(lines, State::arrived).at(0),
              "release first seen on 1 October 2021, no new period; skip = { row = '^$' } leaves "
              "out 2 rows "
              "without a label with figures, none last time (v2)");
}

TEST(SourceLines, TheRosterSaysWhoIsAwaitedAndWhoRefused) {
    World world;
    world.source.due = Due{.each = {"07-31"}};
    world.source.roster = Roster{.of = "uk-forces", .dim = "area"};
    world.asked(2019, {"HAMP", "DUR", "ESX"});
    world.answer(2019, "ESX", Answer::refused, "");
    world.figure({{"area", "HAMP"}}, 2019, 5);
    (void)world.pass({.cause = Cause::baseline, .published = "2020-07-01"});
    const auto said = World::texts(world.pass_without_release("2020-08-01"), State::overdue);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0],
              "1 of 3 forces answered for 2019/20 by 31 July 2020; awaited: Durham; refused: ESX");
}

TEST(SourceLines, ARoundThatNobodyHasAnsweredIsOverdue) {
    World world;
    world.source.due = Due{.each = {"11-01"}};
    world.source.roster = Roster{.of = "uk-forces", .dim = "area"};
    world.codelists.sets.at("uk-forces").members = {{"HAMP", {}, {}}, {"DUR", {}, {}}};
    world.asked(2024, {"HAMP", "DUR"});
    world.figure({{"area", "HAMP"}}, 2024, 5).figure({{"area", "DUR"}}, 2024, 6);
    (void)world.pass({.cause = Cause::baseline, .published = "2025-10-01"});
    EXPECT_TRUE(World::texts(world.pass_without_release("2025-11-24"), State::overdue).empty());
    const auto said = World::texts(world.pass_without_release("2026-11-24"), State::overdue);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0], "0 of 2 forces answered for 2025/26 by 1 November 2026");
    EXPECT_TRUE(World::texts(world.pass_without_release("2026-11-25"), State::overdue).empty());
}

TEST(Due, ARoundFollowsInStepsOfTheLastOne) {
    const auto by = [](const Period& known, std::string_view day) {
        return alert::round_by(known, parse_day(day).value());
    };
    EXPECT_EQ(by(financial_year(2024), "2026-03-30"), financial_year(2024));
    EXPECT_EQ(by(financial_year(2024), "2026-03-31"), financial_year(2025));
    EXPECT_EQ(by(quarter_of(2019, 3), "2020-07-01"), quarter_of(2020, 2));
    EXPECT_EQ(by(month_of(2019, 12), "2020-03-01"), month_of(2020, 2));
    EXPECT_EQ(by(single_day(parse_day("2019-12-30").value()), "2020-01-02"),
              single_day(parse_day("2020-01-02").value()));
}

TEST(SourceLines, ARevisionCountsValuesAndNamesTheLargest) {
    World world;
    world.figure({}, 2018, 2145);
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    world.figure({}, 2018, 2198);
    const auto change = [&](int year, double before, std::optional<double> now) {
        return Change{.kind = now ? Change::Kind::revised : Change::Kind::removed,
                      .series = {world.source.id, {}},
                      .period = financial_year(year),
                      .before = before,
                      .now = now};
    };
    const auto lines = world.pass(
        {.published = "2020-06-01", .changes = {change(2017, 100, 101), change(2018, 2145, 2198)}});
    EXPECT_EQ(World::texts(lines, State::revised).at(0),
              "2 values revised; largest 2018/19 2,145 to 2,198 (+2.5%) (v2)");
    const auto removed =
        world.pass({.published = "2020-07-01", .changes = {change(2017, 101, {})}});
    EXPECT_NE(World::texts(removed, State::revised).at(0).find("1 value removed"),
              std::string::npos);
}

TEST(Due, GraceCountsWorkingDays) {
    const Due due{.each = {"07-24"}, .grace_days = 3, .working_days = true};
    // 24 July 2026 is a Friday: Monday, Tuesday, Wednesday.
    const auto passed = alert::last_passed(due, parse_day("2026-07-30").value());
    ASSERT_TRUE(passed);
    EXPECT_EQ(day_text(passed->deadline), "2026-07-29");
    EXPECT_EQ(day_text(alert::last_passed(due, parse_day("2026-07-29").value())->day),
              "2025-07-24");
}

TEST(Due, AReleaseCountsForTheNearerDate) {
    const Due due{.each = {"01-25", "04-27", "07-25", "10-25"}};
    const auto passed = alert::last_passed(due, parse_day("2026-04-28").value());
    ASSERT_TRUE(passed);
    EXPECT_LE(passed->opens, parse_day("2026-04-23").value());
    EXPECT_GT(passed->opens, parse_day("2026-01-29").value());
}

TEST(SourceLines, ALateFigureIsGivenAndALostMarkerIsAnotherStatus) {
    World world;
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    world.figure({}, 2018, 83);
    const Change given{.kind = Change::Kind::revised,
                       .series = {world.source.id, {}},
                       .period = financial_year(2018),
                       .before = {},
                       .now = 83,
                       .status_before = Status::not_available};
    const auto late = world.pass({.published = "2020-06-01", .changes = {given}});
    EXPECT_EQ(World::texts(late, State::revised).at(0),
              "1 value given that had been missing; largest 2018/19 not available to 83 (v2)");
    const Change settled{.kind = Change::Kind::revised,
                         .series = {world.source.id, {}},
                         .period = financial_year(2018),
                         .before = 83,
                         .now = 83,
                         .status_before = Status::provisional,
                         .status_now = Status::revised};
    const auto relabelled = world.pass({.published = "2020-07-01", .changes = {settled}});
    EXPECT_THAT(World::texts(relabelled, State::revised).at(0),
                testing::StartsWith("1 figure with another status; for example"));
}

} // namespace
} // namespace tidemark

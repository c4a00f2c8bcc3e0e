// Sentences: the published cases with their published percentages, and the rule of small bases.
#include "pipeline/alert/names.hpp"
#include "pipeline/alert/sentences.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "tests/unit/alert/world.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

namespace tidemark {
namespace {

using test::World;

// The only line of the rule after a year with `before` and one with `now`.
std::string said(double before, double now, Rule rule = test::yoy(5, -5)) {
    World world;
    rule.where = {{"area", "HAMP"}};
    world.source.rules = {rule};
    world.source.recipe.member = MemberRule{.dim = "area", .match = {}, .codelist = "forces"};
    world.figure({{"area", "HAMP"}}, 2018, before);
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    world.figure({{"area", "HAMP"}}, 2019, now);
    const auto texts = World::texts(world.pass({.published = "2020-06-01"}), State::fresh);
    return texts.size() == 1 ? texts[0] : std::to_string(texts.size()) + " lines";
}

const std::string hampshire = "recorded online child sexual offences in Hampshire ";

TEST(Words, PublishedChanges) {
    EXPECT_EQ(said(131, 247), hampshire + "rose 88.5% from 131 in 2018/19 to 247 in 2019/20");
    EXPECT_EQ(said(77, 63), hampshire + "fell 18.2% from 77 in 2018/19 to 63 in 2019/20");
    EXPECT_EQ(said(97446, 105090),
              hampshire + "rose 7.8% from 97,446 in 2018/19 to 105,090 in 2019/20");
}

TEST(Words, BelowABaseOf50CountsStandInsteadOfAPercentage) {
    EXPECT_EQ(said(38, 58), hampshire + "rose from 38 in 2018/19 to 58 in 2019/20");
    EXPECT_EQ(said(49, 69), hampshire + "rose from 49 in 2018/19 to 69 in 2019/20");
    EXPECT_EQ(said(50, 69), hampshire + "rose 38.0% from 50 in 2018/19 to 69 in 2019/20");
}

TEST(Words, ABaseOfZeroHasNoPercentageAndDoesNotFire) {
    EXPECT_EQ(said(0, 20), "0 lines");
    Rule absolute = test::yoy({}, {});
    absolute.above = Threshold{.value = 10, .percent = false};
    EXPECT_EQ(said(0, 20, absolute), hampshire + "rose from 0 in 2018/19 to 20 in 2019/20");
}

TEST(Words, MinBaseSilencesSmallNumbers) {
    Rule rule = test::yoy(5, {});
    rule.min_base = 30;
    EXPECT_EQ(said(4, 9, rule), "0 lines");
    EXPECT_NE(said(300, 380, rule), "0 lines");
}

TEST(Words, TheOperatorsOwnWords) {
    Rule rule = test::yoy(5, {});
    rule.says = "{period}: {before} to {value}, {change}; {value}";
    EXPECT_EQ(said(100, 110, rule), "2019/20: 100 to 110, +10.0%; 110");
}

TEST(Words, NamesAreListedToALimit) {
    EXPECT_EQ(alert::some({"a"}, 3), "a");
    EXPECT_EQ(alert::some({"a", "b", "c"}, 3), "a, b and c");
    EXPECT_EQ(alert::some({"a", "b", "c", "d", "e"}, 3), "a, b, c and 2 more");
}

TEST(Words, ARangeIsPrintedAsOne) {
    World world;
    Rule rule = test::yoy(5, {});
    rule.where = {{"area", "uk"}};
    rule.severity = Severity::warning;
    world.source.rules = {rule};
    world.source.derives.push_back(
        {.id = "uk", .dim = "area", .over = "", .roster = "uk-forces", .name = ""});
    world.asked(2018, {"HAMP", "DUR"});
    world.figure({{"area", "HAMP"}}, 2018, 100).figure({{"area", "DUR"}}, 2018, {}, 5);
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    world.asked(2019, {"HAMP", "DUR"});
    world.figure({{"area", "HAMP"}}, 2019, 107).figure({{"area", "DUR"}}, 2019, {}, 5);
    const auto lines = world.pass({.published = "2020-06-01"});
    ASSERT_EQ(World::texts(lines, State::fresh).size(), 1U);
    EXPECT_NE(lines.back().text.find("(100-104 to 107-111) over all 2 forces"), std::string::npos)
        << lines.back().text;
    // 104 to 107 would be +2.9%: below the rule, so it is information.
    EXPECT_EQ(lines.back().severity, Severity::info);
}

TEST(Words, ASumOverEverythingHasNoNameAndACategoryStandsInBrackets) {
    World world;
    world.source.derives = {
        {.id = "all", .dim = "offence", .over = "", .roster = "", .name = "all offences"}};
    const alert::Names names(world.source, world.codelists);
    EXPECT_EQ(names.what({"s", {{"area", "Kent"}, {"offence", "all"}}}),
              "recorded online child sexual offences in Kent");
    EXPECT_EQ(names.what({"s", {{"area", "Kent"}, {"offence", "grooming"}}}),
              "recorded online child sexual offences (grooming) in Kent");
    EXPECT_EQ(names.member({"s", {{"area", "Kent"}, {"offence", "grooming"}}}), "Kent, grooming");
}

TEST(Words, OnlyWhatPoliceWriteDownIsRecorded) {
    World world;
    world.source.what = "";
    world.source.title = "Children looked after";
    world.source.measure = "children";
    EXPECT_EQ(alert::Names(world.source, world.codelists).measured(), "Children looked after");
    world.source.title = "Police recorded crime";
    EXPECT_EQ(alert::Names(world.source, world.codelists).measured(), "Police recorded crime");
    world.source.title = "Hate crime";
    EXPECT_EQ(alert::Names(world.source, world.codelists).measured(), "recorded hate crime");
}

// Every pair of the published table gives its percentage, to the table's own rounding.
TEST(Words, WorkedExamples) {
    const char* dir = std::getenv("TIDEMARK_SHARED_DIR");
    const std::filesystem::path shared =
        dir != nullptr ? dir : std::filesystem::path(TIDEMARK_ROOT) / "../shared";
    const auto text = read_file(shared / "fixtures/yoy_worked_examples.csv");
    const char* required = std::getenv("TIDEMARK_SHARED");
    if (!text && (required == nullptr || std::string_view(required) != "required")) {
        GTEST_SKIP() << "no shared fixtures";
    }
    ASSERT_TRUE(text) << "the worked examples are required here";
    std::size_t rows = 0;
    for (std::size_t at = text->find('\n') + 1; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        std::string row = text->substr(at, end - at);
        at = end + 1;
        if (row.starts_with('"')) {
            row = row.substr(row.find('"', 1) + 1); // the name may hold commas
        }
        std::vector<std::string> cells;
        for (std::size_t from = row.find(',') + 1; cells.size() < 4;) {
            const std::size_t comma = row.find(',', from);
            cells.push_back(row.substr(from, comma - from));
            from = comma + 1;
        }
        const double before = std::stod(cells[0]);
        const double now = std::stod(cells[1]);
        const std::string expected =
            before < alert::small_base ? "" : ' ' + alert::percent(std::stod(cells[3]));
        const std::string verb = now > before ? "rose" : "fell";
        EXPECT_TRUE(said(before, now).starts_with(hampshire + verb + expected + " from "))
            << row << '\n'
            << said(before, now);
        ++rows;
    }
    EXPECT_EQ(rows, 13U);
}

} // namespace
} // namespace tidemark

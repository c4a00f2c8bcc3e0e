// The object of alerts.jsonl: every field of the contract, and the same bytes as the log line.
#include "pipeline/base/files.hpp"
#include "tests/unit/alert/world.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <regex>
#include <set>
#include <string>

namespace tidemark {
namespace {

using nlohmann::json;
using test::World;

class Objects : public testing::Test {
  protected:
    Objects() {
        Rule rule = test::yoy(5, {});
        rule.where = {{"area", "uk"}};
        rule.severity = Severity::warning;
        world.source.rules = {rule};
        world.source.note = "illustrative";
        world.source.derives.push_back(
            {.id = "uk", .dim = "area", .over = "", .roster = "uk-forces", .name = ""});
        world.asked(2018, {"HAMP", "DUR", "ESX"});
        world.figure({{"area", "HAMP"}}, 2018, 131).figure({{"area", "DUR"}}, 2018, 200);
        (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
        world.asked(2019, {"HAMP", "DUR", "ESX"});
        world.figure({{"area", "HAMP"}}, 2019, 247).figure({{"area", "DUR"}}, 2019, 210);
        world.figure({{"area", "ESX"}}, 2019, 50);
        lines = world.pass({.published = "2020-08-27"});
    }

    World world;
    std::vector<Line> lines;
};

TEST_F(Objects, HoldEveryFieldOfTheContract) {
    for (const Line& line : lines) {
        EXPECT_TRUE(line.json.starts_with(R"({"v":1,"seq":0,)")) << line.json;
        const json object = json::parse(line.json);
        for (const char* key : {"v",
                                "seq",
                                "id",
                                "time",
                                "state",
                                "severity",
                                "source",
                                "rule",
                                "kind",
                                "series",
                                "period",
                                "text",
                                "vintage",
                                "coverage",
                                "drivers",
                                "evidence",
                                "evidence_total",
                                "note"}) {
            EXPECT_TRUE(object.contains(key)) << key << " in " << line.json;
        }
        EXPECT_EQ(object["text"], line.text);
        EXPECT_EQ(object["id"], line.id);
        EXPECT_EQ(object["state"], std::string(to_text(line.state)));
    }
}

TEST_F(Objects, AStatementCarriesItsFiguresCoverageAndCells) {
    const json object = json::parse(lines.back().json);
    EXPECT_EQ(object["value"], 457);
    EXPECT_TRUE(object["value"].is_number_integer());
    EXPECT_EQ(object["compare"]["value"], 331);
    EXPECT_EQ(object["compare"]["label"], "2018/19");
    EXPECT_EQ(object["change"], 126);
    EXPECT_DOUBLE_EQ(object["change_pct"].get<double>(), 38.1);
    EXPECT_EQ(object["series"], (json{{"area", "uk"}}));
    EXPECT_EQ(object["period"],
              (json{{"label", "2019/20"},
                    {"start", "2019-04-01"},
                    {"end", "2020-03-31"},
                    {"sdmx", "2019-04-01/P1Y"}}));
    EXPECT_EQ(object["coverage"]["now"], (json{{"members", 3}, {"of", 3}}));
    EXPECT_EQ(object["coverage"]["before"], (json{{"members", 2}, {"of", 3}}));
    EXPECT_EQ(object["coverage"]["matched"], 2);
    EXPECT_EQ(object["coverage"]["left_out"],
              (json::array({{{"code", "ESX"}, {"name", "ESX"}, {"why", "no 2018/19 answer"}}})));
    EXPECT_EQ(object["coverage"]["unmatched"]["value"], 507);
    EXPECT_EQ(object["drivers"][0]["name"], "Hampshire");
    EXPECT_EQ(object["evidence_total"], 4);
    EXPECT_EQ(object["evidence"][0]["file"], "t.csv");
    EXPECT_TRUE(
        std::regex_match(object["evidence"][0]["cell"].get<std::string>(), std::regex("B[0-9]+")));
    EXPECT_EQ(object["evidence"][0]["series"], "online-cso/area=DUR");
    EXPECT_EQ(object["vintage"]["number"], 2);
    EXPECT_EQ(object["vintage"]["published"], "2020-08-27");
}

TEST_F(Objects, TheLogLineIsPaddedAndEndsInTheIdentity) {
    EXPECT_TRUE(std::regex_match(
        lines.back().line,
        std::regex(
            R"(2020-08-27T09:00:00\+01:00 WARNING new       online-cso: .* \(a[0-9a-f]{12}\))")))
        << lines.back().line;
    EXPECT_TRUE(
        lines.front().line.starts_with("2020-08-27T09:00:00+01:00 INFO    arrived   online-cso: "))
        << lines.front().line;
}

TEST_F(Objects, ARestatedObjectSaysWhatItWas) {
    world.figure({{"area", "HAMP"}}, 2019, 250);
    const auto next = world.pass({.published = "2020-09-27",
                                  .changes = {{.kind = Change::Kind::revised,
                                               .series = {world.source.id, {{"area", "HAMP"}}},
                                               .period = financial_year(2019),
                                               .before = 247,
                                               .now = 250}}});
    const json object = json::parse(next.back().json);
    EXPECT_EQ(object["state"], "restated");
    EXPECT_EQ(object["was"]["value"], 457);
    EXPECT_EQ(object["cause"], "publisher revision");
}

TEST_F(Objects, BytesThatAreNotTextDoNotStopTheLog) {
    world.source.note = "bad \xff\x1b[31m\nbyte";
    world.figure({{"area", "HAMP"}}, 2019, 300);
    const auto next = world.pass({.published = "2020-09-27"});
    ASSERT_FALSE(next.empty());
    for (const Line& line : next) {
        EXPECT_TRUE(json::accept(line.json)) << line.json;
        EXPECT_EQ(line.line.find('\n'), std::string::npos);
        EXPECT_EQ(line.line.find('\x1b'), std::string::npos);
    }
}

void collect_keys(const json& value, std::set<std::string>& keys) {
    if (value.is_object()) {
        for (const auto& [key, inner] : value.items()) {
            keys.insert(key);
            if (key != "series") { // its keys are the source's own dimensions
                collect_keys(inner, keys);
            }
        }
    }
    if (value.is_array()) {
        for (const json& inner : value) {
            collect_keys(inner, keys);
        }
    }
}

TEST_F(Objects, EveryFieldStandsInTheManual) {
    Rule record;
    record.id = "record";
    record.kind = RuleKind::milestone;
    record.where = {{"area", "*"}};
    record.group_by = {"period"};
    record.at = {240};
    world.source.rules.push_back(record);
    world.edition = 1;
    (void)world.pass({.published = "2020-09-26"});
    world.figure({{"area", "HAMP"}}, 2019, 500);
    world.edition = 0;
    world.asked(2020, {"HAMP", "DUR", "ESX"});
    world.figure({{"area", "HAMP"}}, 2020, 600).figure({{"area", "DUR"}}, 2020, 300);
    (void)world.pass({.published = "2020-09-27"});
    world.figure({{"area", "HAMP"}}, 2019, 100);
    (void)world.pass({.published = "2020-09-28"});
    std::set<std::string> keys;
    for (const Line& line : world.store.outbox) {
        collect_keys(json::parse(line.json), keys);
    }
    for (const char* must : {"members", "was", "cause", "reason"}) {
        EXPECT_TRUE(keys.contains(must)) << must << ": the case is too small";
    }
    const auto manual = read_file(std::string(TIDEMARK_ROOT) + "/docs/json-output.md");
    ASSERT_TRUE(manual);
    for (const std::string& key : keys) {
        EXPECT_NE(manual->find('`' + key + '`'), std::string::npos) << key;
    }
}

TEST(Evidence, IsCutAtTwentyAndCounted) {
    World world;
    Rule rule = test::yoy(5, {});
    rule.where = {{"area", "uk"}};
    world.source.rules = {rule};
    std::vector<std::string> codes;
    for (char c = 'a'; c <= 'z'; ++c) {
        codes.emplace_back(1, c);
        world.figure({{"area", codes.back()}}, 2018, 100);
    }
    world.asked(2018, codes);
    (void)world.pass({.cause = Cause::baseline, .published = "2019-06-01"});
    world.asked(2019, codes);
    for (const std::string& code : codes) {
        world.figure({{"area", code}}, 2019, 120);
    }
    const auto lines = world.pass({.published = "2020-06-01"});
    const json object = json::parse(lines.back().json);
    EXPECT_EQ(object["evidence"].size(), 20U);
    EXPECT_EQ(object["evidence_total"], 52);
    EXPECT_EQ(object["drivers"].size(), 6U);
    EXPECT_EQ(object["drivers"].back()["name"], "other");
}

} // namespace
} // namespace tidemark

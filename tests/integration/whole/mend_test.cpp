// tidemark try: the patch that lets a renamed table in, proved by reading with it, and --adopt.
#include "tests/integration/whole/scene.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace tidemark::testing_house {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Mending : public Scene {
  protected:
    void SetUp() override {
        watch_forces("forces", find_url("forces.xlsx"));
        serve("forces.xlsx", to_xlsx({}));
        ASSERT_EQ(hear("run").code, 0);
        source = read("config/sources.d/forces.toml");
    }

    [[nodiscard]] Heard try_table(const ForceTable& table, const std::string& more = "") const {
        write("forces.xlsx", to_xlsx(table));
        return hear("try " + (folder / "forces.xlsx").string() + " --source forces" + more);
    }

    [[nodiscard]] Heard try_list(const std::string& bytes, const std::string& more = "") const {
        write("national.csv", bytes);
        return hear("try " + (folder / "national.csv").string() + " --source national" + more);
    }

    // The source file with one line exchanged for others, their dates left open.
    [[nodiscard]] static std::string undated(std::string text) {
        for (auto at = text.find("# 2"); at != std::string::npos; at = text.find("# 2", at + 1)) {
            text.replace(at, 12, "# DAY");
        }
        return text;
    }

    static std::string replaced(std::string text, const std::string& what, const std::string& by) {
        return text.replace(text.find(what), what.size(), by);
    }

    std::string source;
};

TEST_F(Mending, ARenamedSheetIsShownAsAPatchAndNothingIsWritten) {
    const Heard told = try_table({.sheet = "Table 5"});
    EXPECT_EQ(told.code, 1);
    EXPECT_THAT(told.out,
                AllOf(Contains(StartsWith("held by layout.sheet: ")),
                      Contains("patch sources.d/forces.toml:11"),
                      Contains("-sheet = { name = '^Table 4\\b' }"),
                      Contains("+sheet = { name = '^Table 5$' }"),
                      Contains("with the patch: 6 figures, 6 equal to the last vintage's, 0 other, "
                               "0 new"),
                      Contains("with the patch nothing is held; --adopt writes it")));
    EXPECT_EQ(read("config/sources.d/forces.toml"), source);
}

TEST_F(Mending, AdoptWritesThePatchBelowADatedComment) {
    const Heard told = try_table({.sheet = "Table 5"}, " --adopt");
    EXPECT_EQ(told.code, 0);
    EXPECT_THAT(told.err, ElementsAre(StartsWith("adopted; ")));
    EXPECT_EQ(undated(read("config/sources.d/forces.toml")),
              replaced(source,
                       "sheet = { name = '^Table 4\\b' }",
                       "# DAY: sheet was '^Table 4\\b' (tidemark try --adopt)\n"
                       "sheet = { name = '^Table 5$' }"));
    EXPECT_EQ(hear("check").code, 0);
    serve("forces.xlsx", to_xlsx({.sheet = "Table 5"}));
    EXPECT_EQ(hear("run").code, 0);
    EXPECT_EQ(try_table({.sheet = "Table 5"}, " --adopt").code, 0) << "nothing is left to adopt";
}

// Two sheets are named so, or the anchor is another word altogether: the figures tell.
TEST_F(Mending, AnAnchorOfAnotherNameIsFoundByWhatItGives) {
    const Heard told = try_table({.header = "Constabulary"});
    EXPECT_THAT(told.out,
                AllOf(Contains("-anchor = { text = '^Force$', in = \"A1:C9\" }"),
                      Contains("+anchor = { text = '^Constabulary$', in = \"A1:C9\" }"),
                      Contains(HasSubstr("6 equal"))));
}

TEST_F(Mending, SeveralChangesAreOnePatch) {
    const Heard told =
        try_table({.sheet = "Table 5",
                   .header = "Police force",
                   .forces = {{"Kemt", {100, 120}}, {"Surrey", {50, 60}}, {"Esex", {30, 36}}}},
                  " --adopt");
    EXPECT_EQ(told.code, 0);
    const std::string text = read("config/sources.d/forces.toml");
    EXPECT_THAT(text, HasSubstr("{ name = '^Table 5$' }"));
    EXPECT_THAT(text, HasSubstr("{ text = '^Police force$', in"));
    EXPECT_THAT(told.out, Contains(HasSubstr("patch codelists.d/uk-police-forces.csv:")));
    EXPECT_EQ(hear("check").code, 0);
    serve("forces.xlsx",
          to_xlsx({.sheet = "Table 5",
                   .header = "Police force",
                   .forces = {{"Kemt", {100, 120}}, {"Surrey", {50, 60}}, {"Esex", {30, 36}}}}));
    EXPECT_EQ(hear("run").code, 0);
}

TEST_F(Mending, IsNotAdoptedWhereSomethingIsStillHeld) {
    const Heard told = try_table({.sheet = "Table 5", .off = 1}, " --adopt");
    EXPECT_EQ(told.code, 1);
    EXPECT_THAT(told.out, Contains(StartsWith("with the patch still held by hold.adds_up: ")));
    EXPECT_THAT(told.err, ElementsAre(HasSubstr("nothing was written")));
    EXPECT_EQ(read("config/sources.d/forces.toml"), source);
}

TEST_F(Mending, IsNotGuessedWhereAPersonMustSay) {
    const Heard told = try_table(
        {.forces = {{"Heddlu Gwent", {100, 120}}, {"Surrey", {50, 60}}, {"Essex", {30, 36}}}},
        " --adopt");
    EXPECT_EQ(told.code, 1);
    EXPECT_THAT(told.out, Not(Contains(StartsWith("patch "))));
    EXPECT_THAT(told.err, ElementsAre(HasSubstr("found none; nothing was written")));
}

TEST_F(Mending, ARenamedColumnIsExchangedWhereverItIsNamed) {
    serve("national.csv", "year,offences\n2016/17,100\n2017/18,120\n");
    watch_national("national", "national.csv");
    ASSERT_EQ(hear("run").code, 0);
    const std::string before = read("config/sources.d/national.toml");
    const Heard told = try_list(
        "year,area,n of offences\n2016/17,x,100\n2017/18,x,125\n2018/19,x,130\n", " --json");
    const auto object = nlohmann::json::parse(read("stdout.txt"));
    const auto& patch = object.at("patch");
    ASSERT_EQ(patch.at("hunks").size(), 1U) << patch;
    EXPECT_EQ(patch.at("hunks")[0].at("was").size(), 2U) << patch;
    EXPECT_EQ(patch.at("equal"), 1);
    EXPECT_EQ(patch.at("other"), 1);
    EXPECT_EQ(patch.at("new"), 1);
    EXPECT_TRUE(patch.at("held").empty()) << patch;
    EXPECT_EQ(try_list("year,area,n of offences\n2016/17,x,100\n2017/18,x,125\n", " --adopt").code,
              0);
    EXPECT_EQ(undated(read("config/sources.d/national.toml")),
              replaced(replaced(before,
                                "header = { has = [\"year\", \"offences\"] }",
                                "# DAY: column was \"offences\" (tidemark try --adopt)\n"
                                "header = { has = [\"year\", 'n of offences'] }"),
                       "value  = { column = \"offences\" }",
                       "# DAY: column was \"offences\" (tidemark try --adopt)\n"
                       "value  = { column = 'n of offences' }"));
}

// Without a vintage to compare with nobody can say which of two columns is meant.
TEST_F(Mending, IsNotAdoptedWhereAnotherWouldDoAsWell) {
    watch_national("national", "national.csv");
    const std::string before = read("config/sources.d/national.toml");
    const std::string table = "year,offences in all,offences solved\n2016/17,100,50\n";
    const Heard told = try_list(table, " --adopt");
    EXPECT_EQ(told.code, 1);
    EXPECT_THAT(told.out, Contains("+value  = { column = 'offences in all' }"));
    EXPECT_THAT(told.out,
                Contains("in place of it column 'offences solved' would read as well, and give "
                         "other figures"));
    EXPECT_THAT(told.err, ElementsAre(HasSubstr("several that give other figures")));
    EXPECT_EQ(read("config/sources.d/national.toml"), before);
    serve("national.csv", "year,offences\n2016/17,100\n2017/18,120\n");
    ASSERT_EQ(hear("run national").code, 0);
    EXPECT_EQ(try_list(table + "2017/18,120,60\n", " --adopt").code, 0);
    EXPECT_THAT(read("config/sources.d/national.toml"),
                HasSubstr("{ column = 'offences in all' }"));
}

TEST_F(Mending, AFileThatIsWellHasNoPatch) {
    const Heard told = try_table({}, " --json");
    EXPECT_EQ(told.code, 0);
    EXPECT_TRUE(nlohmann::json::parse(read("stdout.txt")).at("patch").is_null());
}

} // namespace
} // namespace tidemark::testing_house

// Publications whose every edition is a file of another name: what came before stays in the archive
// and does not stand in the way of what comes after.
#include "tests/integration/whole/scene.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace tidemark::testing_house {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class DatedNames : public Scene {
  protected:
    void SetUp() override {
        watch_forces(
            "forces",
            fmt::format("via = \"html\"\npage = \"{}\"\nlink = '^forces'", publisher.url("/")));
        publish("forces-2018.xlsx", {});
        ASSERT_EQ(tell("run").code, 0);
    }

    void publish(const std::string& name, const ForceTable& table) {
        if (!served_.empty()) {
            serve_not(served_);
        }
        serve(name, to_xlsx(table));
        served_ = name;
    }

    static ForceTable next_year(double off = 0) {
        return {.years = {"2018/19", "2019/20"},
                .forces = {{"Kent", {120, 150}}, {"Surrey", {60, 60}}, {"Essex", {36, 36}}},
                .off = off};
    }

  private:
    std::string served_;
};

TEST_F(DatedNames, AMendedSourceFileReadsTheEditionsInTheirOrder) {
    publish("forces-2019.xlsx", next_year());
    ASSERT_EQ(tell("run").code, 0);
    const std::string values = tell("values forces").out;
    const std::size_t lines = log_lines().size();
    std::string source = read("config/sources.d/forces.toml");
    write("config/sources.d/forces.toml", source.replace(source.find("A1:C9"), 5, "A1:D9"));
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 0) << testing::PrintToString(heard.err);
    EXPECT_EQ(tell("values forces").out, values);
    EXPECT_THAT(log_lines(), SizeIs(lines));
}

TEST_F(DatedNames, AHeldEditionNoLongerWaitsWhenALaterOneLoads) {
    publish("forces-2019.xlsx", next_year(1));
    ASSERT_EQ(hear("run").code, 1);
    publish("forces-2019-corrected.xlsx", next_year());
    EXPECT_EQ(hear("run").code, 0);
    EXPECT_EQ(hear("run").code, 0) << "nothing waits";
    EXPECT_EQ(tell("status").code, 0) << tell("status").out;
}

TEST_F(DatedNames, EditionsThatNoLongerFitAreNotToldBesideTheOneThatDoes) {
    ForceTable renamed = next_year();
    renamed.header = "Police force";
    publish("forces-2019.xlsx", renamed);
    ASSERT_EQ(hear("run").code, 1);
    std::string source = read("config/sources.d/forces.toml");
    write("config/sources.d/forces.toml",
          source.replace(source.find("^Force$"), 7, "^Police force$"));
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 0) << "they wait no longer";
    const std::vector<std::string>& lines = heard.out;
    EXPECT_THAT(with(lines, " held "), testing::IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " arrived "), SizeIs(1)) << testing::PrintToString(lines);
}

TEST_F(DatedNames, AcceptingTheNewerOfTwoHeldEditionsEndsTheWaitOfBoth) {
    publish("forces-2019.xlsx", next_year(1));
    ASSERT_EQ(hear("run").code, 1);
    publish("forces-2019-b.xlsx", next_year(2));
    ASSERT_EQ(hear("run").code, 1);
    ASSERT_EQ(tell("accept forces forces-2019-b.xlsx --by me --why x").code, 0);
    EXPECT_EQ(hear("run").code, 0);
    EXPECT_EQ(tell("status").code, 0) << tell("status").out;
}

// By name the corrected one would be the first.
TEST_F(DatedNames, EditionsOfADayThatWaitedAreLoadedInTheOrderInWhichTheyCame) {
    ForceTable wrong = next_year(1);
    wrong.forces[0].second[1] = 999;
    publish("forces-2019.xlsx", wrong);
    ASSERT_EQ(hear("run").code, 1);
    publish("forces-2019-corrected.xlsx", next_year(1));
    ASSERT_EQ(hear("run").code, 1);
    std::string source = read("config/sources.d/forces.toml");
    const std::string check = "adds_up = { row = '^England$' }";
    write("config/sources.d/forces.toml",
          source.replace(
              source.find(check), check.size(), "adds_up = { row = '^England$', tolerance = 5 }"));
    EXPECT_EQ(hear("run").code, 0);
    EXPECT_THAT(tell("values forces/area=E23000032").out, HasSubstr("2019/20    150"));
}

TEST_F(DatedNames, AnEditionTakenBackIsNoticed) {
    publish("forces-2019.xlsx", next_year());
    ASSERT_EQ(tell("run").code, 0);
    publish("forces-2018.xlsx", {});
    ASSERT_EQ(tell("run").code, 0);
    ForceTable wrong;
    wrong.forces = {{"Kent", {100, 999}}, {"Surrey", {50, 60}}, {"Essex", {30, 36}}};
    publish("forces-2018-wrong.xlsx", wrong);
    ASSERT_EQ(tell("run").code, 0);
    ASSERT_THAT(tell("values forces/area=E23000032").out, HasSubstr("2018/19    999"));
    publish("forces-2018.xlsx", {});
    EXPECT_THAT(with(hear("run").out, " revised "), SizeIs(1));
    EXPECT_THAT(tell("values forces/area=E23000032").out, HasSubstr("2018/19    120"));
}

} // namespace
} // namespace tidemark::testing_house

// The commands where rules judge many members: what is silent by mistake, groups to their cells.
#include "tests/integration/commands/house.hpp"

#include <nlohmann/json.hpp>

namespace tidemark::testing_house {
namespace {

using nlohmann::json;

class Judging : public House {
  protected:
    Judging() {
        write("config/sources.d/crime.toml",
              R"([source]
id    = "crime"
title = "Recorded crime"
unit  = "count"

[find]
via = "url"
url = ")" + address("crime.csv") +
                  R"("

[[layout]]
kind   = "list"
header = { has = ["year", "area", "n"] }
value  = { column = "n" }
[[layout.dim]]
name   = "period"
column = "year"
parse  = "financial-year"
[[layout.dim]]
name   = "area"
column = "area"

[keep]
area = ["Kent", "Hampshire", "Wiltshire", "Gwnet"]

[[rule]]
id       = "each"
kind     = "yoy"
for      = { area = "*" }
above    = "+10%"
below    = "-10%"
interval = 0.95
group_by = ["period"]

[[rule]]
id    = "gwent"
kind  = "yoy"
for   = { area = "Gwnet" }
above = "+10%"
)");
        write("crime.csv",
              "year,area,n\n2018/19,Kent,1000\n2018/19,Hampshire,131\n2018/19,Wiltshire,77\n");
        EXPECT_EQ(tell("run").code, 0);
    }

    const std::string next = "year,area,n\n2018/19,Kent,1000\n2018/19,Hampshire,131\n"
                             "2018/19,Wiltshire,77\n2019/20,Kent,1500\n2019/20,Hampshire,247\n"
                             "2019/20,Wiltshire,63\n";
};

TEST_F(Judging, TryAndStatusNameWhatNoSeriesAnswers) {
    write("next.csv", next);
    const std::string file = (folder / "next.csv").string();
    const std::string rule = "rule 'gwent' says nothing: no series has area=Gwnet";
    const std::string keep = "[keep] area: no series has Gwnet";
    const Told tried = tell("try " + file + " --source crime");
    EXPECT_EQ(tried.code, 0);
    EXPECT_NE(tried.out.find("\n" + rule + "\n" + keep + "\n"), std::string::npos) << tried.out;
    EXPECT_EQ(json::parse(tell("try " + file + " --source crime --json").out).at("unmatched"),
              (json{rule, keep}));
    const Told status = tell("status");
    EXPECT_NE(status.out.find("crime: " + rule + "\ncrime: " + keep + "\n"), std::string::npos)
        << status.out;
    EXPECT_EQ(json::parse(tell("status --json").out).at("sources").at(0).at("unmatched"),
              (json{rule, keep}));
}

TEST_F(Judging, AGroupIsExplainedDownToTheCellsOfItsMembers) {
    write("crime.csv", next);
    EXPECT_EQ(tell("run").code, 0);
    const Told alerts = tell("alerts --state new --json");
    const json line = json::parse(alerts.out.substr(0, alerts.out.find('\n')));
    EXPECT_NE(line.at("text").get<std::string>().find(
                  "2 of 3 members changed by 10% or more in 2019/20 on 2018/19; largest Hampshire "
                  "+88.5% (131 to 247), Kent +50.0% (1,000 to 1,500)"),
              std::string::npos)
        << "Wiltshire's fall is within chance: " << line;
    const std::string id = line.at("id");
    const Told told = tell("explain " + id);
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_NE(told.out.find("equal: 1500"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("equal: 131"), std::string::npos) << told.out;
    const json explained = json::parse(tell("explain " + id + " --json").out);
    EXPECT_EQ(explained.at("evidence").size(), 4U);
    const std::string member = explained.at("members").at(0).at("id");
    const Told one = tell("explain " + member);
    EXPECT_NE(one.out.find("(log ratio of counts, 95%, over-dispersion 5)"), std::string::npos)
        << one.out;
}

TEST_F(Judging, AMemberWithoutANextFigureIsMissed) {
    const std::string path = "config/sources.d/crime.toml";
    write(path, read(path) + "[[rule]]\nkind = \"coverage\"\nfor = { area = \"*\" }\n");
    EXPECT_EQ(tell("run").code, 0);
    write("crime.csv",
          "year,area,n\n2018/19,Kent,1000\n2018/19,Hampshire,131\n2018/19,Wiltshire,77\n"
          "2019/20,Kent,1000\n2019/20,Wiltshire,0\n");
    const Told told = tell("run");
    EXPECT_NE(told.out.find("Recorded crime in Wiltshire fell to 0 in 2019/20, after 77"),
              std::string::npos)
        << told.out;
    EXPECT_NE(told.out.find("Recorded crime in Hampshire: no figure for 2019/20, after 131"),
              std::string::npos)
        << told.out;
}

} // namespace
} // namespace tidemark::testing_house

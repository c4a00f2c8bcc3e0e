// The command line as a person meets it: help, usage errors, exit codes.
#include "daemon/commands.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

struct Told {
    int code = 0;
    std::string out, err;
};

class CommandLine : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "commands-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
        fs::create_directories(folder / "config/sources.d");
    }

    void TearDown() override { fs::remove_all(folder); }

    [[nodiscard]] Told say(std::vector<std::string> arguments) const {
        std::ostringstream out;
        std::ostringstream err;
        const auto environment = [&](const std::string& variable) -> std::optional<std::string> {
            if (variable == "TIDEMARK_CONFIG_DIR") {
                return (folder / "config").string();
            }
            if (variable == "TIDEMARK_STATE_DIR") {
                return (folder / "state").string();
            }
            return variable == "TIDEMARK_LOG_DIR" ? std::optional((folder / "log").string())
                                                  : std::nullopt;
        };
        const int code = run_command_line(std::move(arguments), environment, out, err);
        return {code, out.str(), err.str()};
    }

    fs::path folder;
};

TEST_F(CommandLine, PrintsItsVersion) {
    const Told said = say({"--version"});
    EXPECT_EQ(said.code, 0);
    EXPECT_TRUE(said.out.starts_with("tidemark ")) << said.out;
}

TEST_F(CommandLine, HelpsWithEveryCommand) {
    const Told all = say({"--help"});
    EXPECT_EQ(all.code, 0);
    for (const CommandRow& row : command_table()) {
        EXPECT_NE(all.out.find(row.name), std::string::npos) << row.name;
        EXPECT_EQ(say({std::string(row.name), "--help"}).code, 0) << row.name;
    }
    EXPECT_EQ(all.out.find("parse-child"), std::string::npos);
}

TEST_F(CommandLine, ExitsWithTwoOnUsage) {
    for (const std::vector<std::string>& wrong :
         std::vector<std::vector<std::string>>{{},
                                               {"nonsense"},
                                               {"check", "--nonsense"},
                                               {"explain"},
                                               {"try", "x.csv"},
                                               {"accept", "a"},
                                               {"alerts", "--severity", "loud"},
                                               {"alerts", "--state", "fresh"},
                                               {"cells", "x.csv", "--json", "--csv"}}) {
        EXPECT_EQ(say(wrong).code, 2) << (wrong.empty() ? "nothing" : wrong.front());
    }
}

TEST_F(CommandLine, TakesNoDecisionByNobodyOrForNoReason) {
    for (const std::vector<std::string>& blank :
         {std::vector<std::string>{"ack", "3f2a", "--by", "", "--why", "seen"},
          {"ack", "3f2a", "--by", "A", "--why", "  "},
          {"silence", "national", "--until", "2099-01-01", "--by", " ", "--why", "x"},
          {"accept", "national", "--by", "A", "--why", ""}}) {
        const Told told = say(blank);
        EXPECT_EQ(told.code, 2);
        EXPECT_NE(told.err.find("is empty"), std::string::npos) << told.err;
    }
}

TEST_F(CommandLine, TakesFoldersBeforeAndAfterTheCommand) {
    const std::string config = (folder / "config").string();
    EXPECT_EQ(say({"--config-dir", config, "check"}).code, 0);
    EXPECT_EQ(say({"check", "--config-dir", config}).code, 0);
}

TEST_F(CommandLine, ChecksAnEmptyConfigurationAndABrokenOne) {
    EXPECT_EQ(say({"check"}).code, 0);
    EXPECT_EQ(say({"check"}).out, "0 sources, no problems\n");
    std::ofstream(folder / "config/sources.d/a.toml") << "[source\n";
    const Told said = say({"check"});
    EXPECT_EQ(said.code, 2);
    EXPECT_NE(said.err.find("sources.d/a.toml:1:"), std::string::npos) << said.err;
    EXPECT_EQ(say({"run"}).code, 2);
    EXPECT_EQ(say({"status"}).code, 2);
}

TEST_F(CommandLine, ChecksCalendarExpressions) {
    std::ofstream(folder / "config/sources.d/a.toml")
        << "[source]\nid = \"a\"\ntitle = \"A\"\npublisher = \"B\"\nlicence = \"C\"\n"
           "measure = \"d\"\nunit = \"count\"\n[find]\nvia = \"url\"\nurl = \"file:///x.csv\"\n"
           "[schedule]\non = \"25:00\"\nzone = \"Europe/London\"\n";
    const Told said = say({"check"});
    EXPECT_EQ(said.code, 2);
    EXPECT_NE(said.err.find("hours from 0 to 23"), std::string::npos) << said.err;
}

TEST_F(CommandLine, SaysThatNothingWasLookedAtBeforeTheFirstRun) {
    EXPECT_EQ(say({"status"}).code, 0);
    EXPECT_EQ(say({"schedule", "--json"}).code, 0);
    EXPECT_EQ(say({"alerts"}).code, 1);
    EXPECT_EQ(say({"explain", "a-1"}).code, 1);
    EXPECT_FALSE(fs::exists(folder / "state")) << "reading commands make no folders";
}

TEST_F(CommandLine, MakesItsFoldersAtTheFirstRun) {
    EXPECT_EQ(say({"run"}).code, 0);
    EXPECT_TRUE(fs::exists(folder / "state/tidemark.db"));
    EXPECT_EQ(fs::status(folder / "state/drop").permissions(), fs::perms(02770));
    EXPECT_EQ(say({"alerts"}).code, 0);
}

TEST_F(CommandLine, NamesTheNearestSource) {
    EXPECT_EQ(say({"run", "nothing-like-it"}).code, 2);
}

TEST_F(CommandLine, RefusesAFileThatIsNotThere) {
    const Told said = say({"sheets", (folder / "missing.xlsx").string()});
    EXPECT_EQ(said.code, 1);
    EXPECT_NE(said.err.find("missing.xlsx"), std::string::npos) << said.err;
}

} // namespace
} // namespace tidemark

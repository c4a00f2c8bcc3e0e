#include "daemon/folders.hpp"
#include "daemon/logging.hpp"

#include <gtest/gtest.h>

#include <map>

namespace tidemark {
namespace {

Environment environment(std::map<std::string, std::string> values) {
    return [values = std::move(values)](const std::string& name) -> std::optional<std::string> {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    };
}

TEST(Folders, AreThoseOfAnInstallationByDefault) {
    EXPECT_EQ(choose_folders({}, environment({})),
              (Folders{"/etc/tidemark", "/var/lib/tidemark", "/var/log/tidemark"}));
}

TEST(Folders, ComeFromTheOptionFirst) {
    const auto folders =
        choose_folders({.config = "/c", .state = {}, .log = {}},
                       environment({{"TIDEMARK_CONFIG_DIR", "/e"}, {"TIDEMARK_LOG_DIR", "/l"}}));
    EXPECT_EQ(folders, (Folders{"/c", "/var/lib/tidemark", "/l"}));
}

TEST(Folders, ComeFromSystemdWhenNothingElseSays) {
    const auto folders = choose_folders({},
                                        environment({{"STATE_DIRECTORY", "/var/lib/a:/var/lib/b"},
                                                     {"CONFIGURATION_DIRECTORY", "/etc/a"},
                                                     {"TIDEMARK_CONFIG_DIR", "/own"},
                                                     {"LOGS_DIRECTORY", ""}}));
    EXPECT_EQ(folders, (Folders{"/own", "/var/lib/a", "/var/log/tidemark"}));
}

TEST(Log, QuotesWhatHasBlanksAndStaysOneLine) {
    EXPECT_EQ(log_line("run ended", {{"source", "a"}, {"why", "two\nlines \"x\""}, {"detail", ""}}),
              R"(run ended source=a why="two\nlines \"x\"" detail="")");
}

} // namespace
} // namespace tidemark

#include "tests/unit/config/config_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidemark::config {

namespace {

using testing::HasSubstr;

std::string source_text(const std::string& id) {
    return "[source]\nid = \"" + id + R"("
title = "X"
[find]
via = "url"
url = "https://example.org/x.csv"
[[layout]]
kind = "list"
header = { has = ["year"] }
value = { column = "n" }
[[layout.dim]]
name = "period"
column = "year"
parse = "financial-year"
)";
}

} // namespace

TEST(Load, OfTheShippedFolderHasNoProblem) {
    const auto outcome = load(default_folder());
    EXPECT_EQ(listed(outcome.problems), "");
    EXPECT_EQ(outcome.config.settings, Settings{});
    EXPECT_TRUE(outcome.config.sources.empty());
    EXPECT_EQ(outcome.config.codelists.lists.size(), 4U);
    EXPECT_EQ(outcome.config.codelists.sets.size(), 10U);
}

TEST(Load, WithoutAFolderIsAProblem) {
    const auto outcome = load("/nowhere/at/all");
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems[0].to_text(),
              "/nowhere/at/all: there is no such configuration folder, name another with "
              "--config-dir");
}

TEST(Load, TakesDefaultsWhenThereIsNoSettingsFile) {
    const ConfigFolder folder;
    std::filesystem::remove(folder.path() / "tidemark.toml");
    const auto outcome = load(folder.path());
    EXPECT_EQ(listed(outcome.problems), "");
    EXPECT_EQ(outcome.config.settings, Settings{});
}

TEST(Load, GivesSourcesByIdWhateverTheirFilesAreCalled) {
    const ConfigFolder folder;
    folder.put("sources.d/1.toml", source_text("b"));
    folder.put("sources.d/2.toml", source_text("a"));
    folder.put("sources.d/.hidden.toml", "not = TOML");
    folder.put("sources.d/deeper/3.toml", "not = TOML");
    folder.put("sources.d/old.toml.example", "not = TOML");
    const auto outcome = load(folder.path());
    EXPECT_EQ(listed(outcome.problems), "");
    ASSERT_EQ(outcome.config.sources.size(), 2U);
    EXPECT_EQ(outcome.config.sources[0].id, "a");
    EXPECT_EQ(outcome.config.sources[0].config_file, "sources.d/2.toml");
}

TEST(Load, NamesBothFilesOfASourceDefinedTwice) {
    const ConfigFolder folder;
    folder.put("sources.d/a.toml", source_text("x"));
    folder.put("sources.d/b.toml", source_text("x"));
    const auto outcome = load(folder.path());
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems[0].file, "sources.d/b.toml");
    EXPECT_EQ(outcome.problems[0].line, 2);
    EXPECT_THAT(outcome.problems[0].text, HasSubstr("source 'x' is in sources.d/a.toml:2 already"));
}

TEST(Load, OfOneBrokenFileHidesNeitherSourcesNorProblemsOfOthers) {
    const ConfigFolder folder;
    folder.put("sources.d/a.toml", "[source\n");
    folder.put("sources.d/b.toml", source_text("good"));
    folder.put("sources.d/c.toml", source_text("Bad"));
    folder.put("tidemark.toml", "workers = \"four\"\n");
    const auto outcome = load(folder.path());
    ASSERT_EQ(outcome.config.sources.size(), 1U);
    EXPECT_EQ(outcome.config.sources[0].id, "good");
    std::vector<std::string> files;
    for (const auto& problem : outcome.problems) {
        files.push_back(problem.file);
    }
    EXPECT_THAT(files,
                testing::ElementsAre("sources.d/a.toml", "sources.d/c.toml", "tidemark.toml"));
}

TEST(Load, OfSettingsReachesTheSources) {
    const ConfigFolder folder;
    folder.put("tidemark.toml", R"(contact = "ops@example.org"
zone = "Europe/Dublin"
workers = 2
[fetch]
every_host = "5s"
timeout = "10s"
retry = 1
max_size = "1MiB"
[parse]
memory = "512MiB"
cpu = "1min"
wall = "5min"
answer = "2MiB"
inflated = "3MiB"
ratio = 4
entries = 5
part = "6MiB"
cells = 7
cell_text = "8KiB"
depth = 9
)");
    folder.put("sources.d/a.toml", source_text("a"));
    folder.put("sources.d/b.toml", source_text("b") + "[fetch]\nretry = 3\n");
    const auto outcome = load(folder.path());
    EXPECT_EQ(listed(outcome.problems), "");
    const auto& settings = outcome.config.settings;
    EXPECT_EQ(settings,
              (Settings{"ops@example.org",
                        2,
                        std::chrono::seconds(5),
                        std::chrono::seconds(10),
                        1,
                        1ULL << 20U,
                        RoomLimits{512ULL << 20U,
                                   60,
                                   300,
                                   2ULL << 20U,
                                   {3ULL << 20U, 4, 5, 6ULL << 20U, 7, 8ULL << 10U, 9}},
                        "Europe/Dublin"}));
    ASSERT_EQ(outcome.config.sources.size(), 2U);
    EXPECT_EQ(outcome.config.sources[0].zone, "Europe/Dublin");
    EXPECT_EQ(outcome.config.sources[0].fetch,
              (Fetch{std::chrono::seconds(5), std::chrono::seconds(10), 1, 1ULL << 20U}));
    EXPECT_EQ(outcome.config.sources[1].fetch.retry, 3);
}

TEST(Load, DoesNotFollowAFileThatCannotBeRead) {
    const ConfigFolder folder;
    folder.put("sources.d/big.toml", std::string((16U << 20U) + 1, '#'));
    const auto outcome = load(folder.path());
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems[0].to_text(), "sources.d/big.toml: is larger than 16MiB");
}

TEST(Load, OfBytesThatAreNotUtf8IsAProblem) {
    const ConfigFolder folder;
    folder.put("sources.d/a.toml", "a = '\xFF'\n");
    const auto outcome = load(folder.path());
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems[0].line, 1);
    EXPECT_THAT(outcome.problems[0].text, HasSubstr("not TOML"));
}

TEST(LoadSourceFile, ReadsAFileOutsideTheFolder) {
    const ConfigFolder folder;
    const ConfigFolder elsewhere;
    elsewhere.put("my.toml", source_text("mine"));
    const auto outcome = load_source_file(folder.path(), elsewhere.path() / "my.toml");
    EXPECT_EQ(listed(outcome.problems), "");
    ASSERT_EQ(outcome.config.sources.size(), 1U);
    EXPECT_EQ(outcome.config.sources[0].config_file, (elsewhere.path() / "my.toml").string());
    EXPECT_EQ(outcome.config.codelists.lists.size(), 4U);
}

TEST(LoadSourceFile, NamesAFileThatIsNotThere) {
    const auto outcome = load_source_file(default_folder(), "/nowhere/x.toml");
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_THAT(outcome.problems[0].to_text(), HasSubstr("/nowhere/x.toml: cannot be read: "));
}

TEST(LoadSourceFile, AsksTheCallersCalendar) {
    const ConfigFolder folder;
    folder.put("a.toml", source_text("a") + "[schedule]\non = \"noon\"\n");
    std::string asked;
    const auto outcome =
        load_source_file(folder.path(), folder.path() / "a.toml", [&](std::string_view text) {
            asked = text;
            return std::optional<std::string>();
        });
    EXPECT_EQ(listed(outcome.problems), "");
    EXPECT_EQ(asked, "noon");
}

TEST(DropFolderDefaults, LookForSpreadsheetsInTheSourcesOwnFolder) {
    const ConfigFolder folder;
    auto text = source_text("a");
    text.replace(text.find("via = \"url\""), 45, "via = \"dir\"\n");
    folder.put("sources.d/a.toml", text);
    const auto outcome = load(folder.path());
    ASSERT_EQ(listed(outcome.problems), "");
    const auto find = std::get<FindDir>(outcome.config.sources.at(0).find);
    EXPECT_EQ(find.path, "");
    EXPECT_TRUE(find.files.matches("Kent_2020.XLSX"));
    EXPECT_TRUE(find.files.matches("a.csv"));
    EXPECT_FALSE(find.files.matches("letter.docx"));
    EXPECT_EQ(find.settle, std::chrono::seconds(30));
}

TEST(PrintDefaults, IsTheShippedFile) {
    EXPECT_EQ(print_defaults(), text_of(default_folder() / "tidemark.toml"));
}

TEST(PrintDefaults, LoadsToTheDefaultsWhenEveryCommentIsTakenOff) {
    std::string text = print_defaults();
    for (auto at = text.find("\n#"); at != std::string::npos; at = text.find("\n#", at + 1)) {
        if (text.at(at + 2) != ' ') {
            text.erase(at + 1, 1);
        }
    }
    const ConfigFolder folder;
    folder.put("tidemark.toml", text);
    const auto outcome = load(folder.path());
    EXPECT_EQ(listed(outcome.problems), "");
    Settings expected;
    expected.contact = "statistics@example.org"; // the one key whose default is nothing
    EXPECT_EQ(outcome.config.settings, expected);
}

} // namespace tidemark::config

// tests/config: every *.bad.* file says in its first lines what must be found wrong with it, and
// nothing else may be. NAME.bad.toml is a source file; settings.*, sets.*.toml and codelist.*.csv
// are those.
#include "config/keys.hpp"
#include "config/node.hpp"
#include "tests/unit/config/config_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace tidemark::config {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> corpus(std::string_view part) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(corpus_folder())) {
        const auto name = entry.path().filename().string();
        if (name.find(part) != std::string::npos) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string sentence(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param.substr(0, info.param.rfind('.'));
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

// "LINE:COL: message part" of each leading "# expect: " line.
std::vector<std::string> expectations(const std::string& text) {
    constexpr std::string_view mark = "# expect: ";
    std::vector<std::string> all;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line) && line.rfind(mark, 0) == 0;) {
        all.push_back(line.substr(mark.size()));
    }
    return all;
}

fs::path place_of(const std::string& name) {
    if (name.rfind("settings.", 0) == 0) {
        return "tidemark.toml";
    }
    if (name.rfind("sets.", 0) == 0) {
        return "codelists.d/zz-sets.toml"; // after the shipped ones
    }
    if (name.rfind("codelist.", 0) == 0) {
        return "codelists.d/a-list.csv";
    }
    return "sources.d/" + name.substr(0, name.find('.')) + ".toml";
}

} // namespace

class BadFile : public testing::TestWithParam<std::string> {};

TEST_P(BadFile, HasExactlyTheProblemsItExpects) {
    const auto text = text_of(corpus_folder() / GetParam());
    const auto expected = expectations(text);
    ASSERT_FALSE(expected.empty()) << "the first line must be '# expect: LINE:COL: message part'";

    const ConfigFolder folder;
    const auto file = place_of(GetParam());
    folder.put(file, text);
    const auto outcome = load(folder.path(), check_schedule);

    std::vector<std::string> found;
    for (const auto& problem : outcome.problems) {
        EXPECT_EQ(problem.file, file.string());
        found.push_back(fmt::format("{}:{}: {}{}{}",
                                    problem.line,
                                    problem.column,
                                    problem.text,
                                    problem.hint.empty() ? "" : ", ",
                                    problem.hint));
    }
    EXPECT_EQ(found.size(), expected.size()) << listed(outcome.problems);
    for (const auto& expectation : expected) {
        const bool there = std::any_of(found.begin(), found.end(), [&](const std::string& line) {
            const auto place = expectation.substr(0, expectation.find(": ") + 2);
            return line.rfind(place, 0) == 0 &&
                   line.find(expectation.substr(place.size())) != std::string::npos;
        });
        EXPECT_TRUE(there) << "expected " << expectation << "\nfound\n" << listed(outcome.problems);
    }
    if (file.parent_path() == "sources.d") {
        EXPECT_TRUE(outcome.config.sources.empty()) << "a source with problems must not be used";
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, BadFile, testing::ValuesIn(corpus(".bad.")), sentence);

class GoodFile : public testing::TestWithParam<std::string> {};

TEST_P(GoodFile, Loads) {
    const auto outcome = load_source_file(default_folder(), corpus_folder() / GetParam());
    EXPECT_EQ(listed(outcome.problems), "");
    ASSERT_EQ(outcome.config.sources.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Corpus, GoodFile, testing::ValuesIn(corpus(".good.toml")), sentence);

namespace {

void collect_keys(const Node& node, std::set<std::string>& keys) {
    for (const auto& item : node.items) {
        collect_keys(item, keys);
    }
    for (const auto& entry : node.entries) {
        keys.insert(entry.key);
        collect_keys(entry.value, keys);
    }
}

} // namespace

TEST(GoodFiles, UseEveryKeyOfASourceFile) {
    std::set<std::string> used;
    for (const auto& name : corpus(".good.toml")) {
        const auto text = text_of(corpus_folder() / name);
        Problems problems(name, text);
        const auto root = parse_toml(text, problems);
        ASSERT_TRUE(root);
        collect_keys(*root, used);
    }
    for (const auto& section : all_sections()) {
        const bool of_sources = section.path.find("tidemark.toml") == std::string_view::npos &&
                                section.path.rfind("codelists.d", 0) != 0 &&
                                section.path.rfind("set", 0) != 0;
        for (const auto& key : section.keys) {
            if (of_sources && key.support == Support::now) {
                EXPECT_EQ(used.count(std::string(key.name)), 1U)
                    << "[" << section.path << "] " << key.name;
            }
        }
    }
}

} // namespace tidemark::config

// Examples: the shipped ones load when renamed; those of the design page load, or are refused for
// nothing but what this version does not support.
#include "tests/unit/config/config_folder.hpp"
#include "tests/unit/config/shared_folder.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace tidemark::config {

namespace {

// The TOML blocks that begin with the name of a source file: name to text.
std::map<std::string, std::string> source_blocks(const std::string& page) {
    constexpr std::string_view fence = "```toml\n# /etc/tidemark/sources.d/";
    std::map<std::string, std::string> blocks;
    for (auto at = page.find(fence); at != std::string::npos; at = page.find(fence, at + 1)) {
        const auto begin = page.find('\n', at) + 1;
        const auto name_begin = at + fence.size();
        const auto name = page.substr(name_begin, page.find('\n', name_begin) - name_begin);
        blocks[name] = page.substr(begin, page.find("\n```", begin) + 1 - begin);
    }
    return blocks;
}

// The keys or kinds that were refused as not supported; anything else is a failure.
std::set<std::string> refused(const std::vector<Problem>& problems) {
    std::set<std::string> words;
    for (const auto& problem : problems) {
        EXPECT_NE(problem.text.find("is not supported in this version"), std::string::npos)
            << problem.to_text();
        const auto open = problem.text.find('\'');
        words.insert(problem.text.substr(open + 1, problem.text.find('\'', open + 1) - open - 1));
    }
    return words;
}

} // namespace

TEST(ShippedExamples, LoadWhenRenamed) {
    const ConfigFolder folder;
    std::size_t examples = 0;
    for (const auto& entry : std::filesystem::directory_iterator(default_folder() / "sources.d")) {
        if (entry.path().extension() == ".example") {
            ++examples;
            folder.put("sources.d" / entry.path().stem(), text_of(entry.path()));
        }
    }
    const auto outcome = load(folder.path(), check_schedule);
    EXPECT_EQ(listed(outcome.problems), "");
    EXPECT_EQ(outcome.config.sources.size(), examples);
    EXPECT_GE(examples, 4U);
}

TEST(DesignExamples, LoadOrNameWhatIsNotSupported) {
    const auto page = shared_file("design/CONFIG.md");
    if (!page) {
        GTEST_SKIP() << "../shared is not here";
    }
    const std::map<std::string, std::set<std::string>> expected{
        {"csa-by-force.toml", {"from", "match", "rate"}},
        {"prc-open-data.toml", {"from", "match", "limit", "revision"}},
        {"foi-online-cso.toml", {"due", "words", "round"}},
        {"online-cso-national.toml", {}}};
    const auto blocks = source_blocks(text_of(*page));
    ASSERT_EQ(blocks.size(), expected.size());
    for (const auto& [name, text] : blocks) {
        const ConfigFolder folder;
        folder.put("sources.d/" + name, text);
        const auto outcome = load(folder.path(), check_schedule);
        EXPECT_EQ(refused(outcome.problems), expected.at(name)) << name;
    }
}

} // namespace tidemark::config

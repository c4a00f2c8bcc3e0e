// docs/configuration.md against the table of keys: the manual names every key, and no other.
#include "config/keys.hpp"
#include "tests/unit/config/config_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

namespace tidemark::config {

namespace {

using Keys = std::set<std::string>;

// The rows "| `key` | ..." below each heading "### `section`", and whether they say "later".
std::map<std::string, std::map<std::string, bool>> manual() {
    std::map<std::string, std::map<std::string, bool>> sections;
    std::string section;
    std::istringstream lines(
        text_of(std::filesystem::path(TIDEMARK_ROOT) / "docs" / "configuration.md"));
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("### `", 0) == 0) {
            section = line.substr(5, line.find('`', 5) - 5);
        } else if (line.rfind("##", 0) == 0) {
            section.clear();
        } else if (line.rfind("| `", 0) == 0 && !section.empty()) {
            const auto key = line.substr(3, line.find('`', 3) - 3);
            sections[section][key] = line.find("| not in this version |") != std::string::npos;
        }
    }
    return sections;
}

std::string heading(const Section& section) {
    if (section.path.empty()) {
        return "sources.d/*.toml";
    }
    if (section.path == "codelists.d") {
        return "codelists.d/*.toml";
    }
    return section.variant.empty() ? std::string(section.path)
                                   : fmt::format("{} {}", section.path, section.variant);
}

} // namespace

TEST(Manual, HasEveryKeyAndNoOther) {
    auto written = manual();
    for (const auto& section : all_sections()) {
        auto& keys = written[heading(section)];
        for (const auto& key : section.keys) {
            const auto found = keys.find(std::string(key.name));
            ASSERT_NE(found, keys.end()) << "docs/configuration.md: '" << key.name
                                         << "' is missing under '### `" << heading(section) << "`'";
            EXPECT_EQ(found->second, key.support == Support::later)
                << heading(section) << " " << key.name;
            keys.erase(found);
        }
        written.erase(keys.empty() ? heading(section) : "");
    }
    for (const auto& [section, keys] : written) {
        for (const auto& [key, later] : keys) {
            ADD_FAILURE() << "docs/configuration.md has an unknown key '" << key << "' under '"
                          << section << "'";
        }
    }
}

} // namespace tidemark::config

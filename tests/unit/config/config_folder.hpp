// A configuration folder of a test's own: the shipped defaults, with files put in. Removed with it.
#pragma once

#include "config/load.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::config {

inline std::filesystem::path default_folder() {
    return std::filesystem::path(TIDEMARK_ROOT) / "config" / "default";
}

inline std::filesystem::path corpus_folder() {
    return std::filesystem::path(TIDEMARK_ROOT) / "tests" / "config";
}

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class ConfigFolder {
  public:
    ConfigFolder() {
        std::string name = std::filesystem::temp_directory_path() / "tidemark-config-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        path_ = name;
        std::filesystem::copy(default_folder(), path_, std::filesystem::copy_options::recursive);
    }

    ConfigFolder(const ConfigFolder&) = delete;
    ConfigFolder& operator=(const ConfigFolder&) = delete;

    ~ConfigFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    void put(const std::filesystem::path& file, std::string_view text) const {
        std::filesystem::create_directories((path_ / file).parent_path());
        std::ofstream(path_ / file, std::ios::binary) << text;
    }

  private:
    std::filesystem::path path_;
};

inline std::string listed(const std::vector<Problem>& problems) {
    std::string all;
    for (const auto& problem : problems) {
        all += problem.to_text() + "\n";
    }
    return all;
}

// A calendar of the tests: whatever begins with "every" is wrong.
inline std::optional<std::string> check_schedule(std::string_view expression) {
    return expression.rfind("every", 0) == 0 ? std::optional<std::string>("test says no")
                                             : std::nullopt;
}

// One of the corpus files, which must load.
inline Source good_source(const std::string& name) {
    const auto outcome = load_source_file(default_folder(), corpus_folder() / name, check_schedule);
    EXPECT_EQ(listed(outcome.problems), "");
    return outcome.config.sources.empty() ? Source{} : outcome.config.sources.front();
}

} // namespace tidemark::config

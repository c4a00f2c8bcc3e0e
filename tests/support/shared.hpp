// shared: the folder of published files and fixtures that some tests read. It is not part of the
// project: TIDEMARK_SHARED_DIR names it, else it is looked for beside the project.
//
//   const auto shared = shared_folder();
//   if (!shared) { GTEST_SKIP() << no_shared_folder; }
//
// Where TIDEMARK_SHARED=required its absence fails the test instead of skipping it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

namespace tidemark::test {

constexpr std::string_view no_shared_folder = "not run: no folder of published files";

inline std::optional<std::filesystem::path> shared_folder() {
    const char* named = std::getenv("TIDEMARK_SHARED_DIR");
    const auto folder = named != nullptr ? std::filesystem::path(named)
                                         : std::filesystem::path(TIDEMARK_ROOT) / ".." / "shared";
    if (std::filesystem::is_directory(folder)) {
        return folder;
    }
    const char* required = std::getenv("TIDEMARK_SHARED");
    if (required != nullptr && std::string_view(required) == "required") {
        ADD_FAILURE() << folder << " is required and is not a folder";
    }
    return std::nullopt;
}

} // namespace tidemark::test

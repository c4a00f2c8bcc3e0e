// Files beside the project, which only some machines have.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::config {

// The file, or nothing where the folder is absent; a failure when TIDEMARK_SHARED=required.
inline std::optional<std::filesystem::path> shared_file(std::string_view name) {
    const char* const folder = std::getenv("TIDEMARK_SHARED_DIR");
    const std::filesystem::path root = folder != nullptr
                                           ? std::filesystem::path(folder)
                                           : std::filesystem::path(TIDEMARK_ROOT) / ".." / "shared";
    auto file = root / name;
    if (std::filesystem::exists(file)) {
        return file;
    }
    const char* const demand = std::getenv("TIDEMARK_SHARED");
    if (demand != nullptr && std::string_view(demand) == "required") {
        ADD_FAILURE() << file << " is required";
    }
    return std::nullopt;
}

} // namespace tidemark::config

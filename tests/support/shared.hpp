// shared: files that lie beside the project and are not part of it.
//
// Looked for in TIDEMARK_SHARED_DIR, else in ../shared beside the project. A test that needs one
// and does not find it is not run, or fails where TIDEMARK_SHARED=required.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace tidemark::test {

// Empty when it is not there.
inline std::filesystem::path shared_file(const std::string& name) {
    const char* const folder = std::getenv("TIDEMARK_SHARED_DIR");
    const std::filesystem::path root =
        folder != nullptr ? std::filesystem::path(folder)
                          : std::filesystem::path(TIDEMARK_ROOT).parent_path() / "shared";
    const std::filesystem::path path = root / name;
    return std::filesystem::exists(path) ? path : std::filesystem::path();
}

inline bool shared_is_required() {
    const char* const value = std::getenv("TIDEMARK_SHARED");
    return value != nullptr && std::string(value) == "required";
}

// Ends the test: not run, or failed.
inline void shared_is_missing() {
    if (shared_is_required()) {
        FAIL() << "the shared files are required and missing";
    }
    GTEST_SKIP() << "the shared files are not here";
}

} // namespace tidemark::test

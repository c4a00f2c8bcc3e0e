// docs/errors.md names every error code that the program can give.
#include "pipeline/base/files.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

// Codes as they stand in the sources: .code = "a.b", or the first text of a call that makes an
// error.
std::set<std::string> codes_in(const fs::path& folder) {
    static const std::regex code(
        R"re("((?:fetch|archive|file|read|layout|parse|hold|store|state|sink|usage|storage|schedule|letter|request|decision|accept)\.[a-z_]+)")re");
    std::set<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") {
            continue;
        }
        const auto text = read_file(entry.path());
        EXPECT_TRUE(text) << entry.path();
        for (auto i = std::sregex_iterator(text->begin(), text->end(), code);
             i != std::sregex_iterator();
             ++i) {
            found.insert((*i)[1]);
        }
    }
    return found;
}

TEST(ErrorCodes, AreAllInTheManual) {
    const fs::path root = TIDEMARK_ROOT;
    const auto page = read_file(root / "docs" / "errors.md");
    ASSERT_TRUE(page);
    std::set<std::string> codes;
    for (const char* room : {"pipeline", "daemon"}) {
        codes.merge(codes_in(root / room));
    }
    EXPECT_GT(codes.size(), 60U);
    for (const std::string& code : codes) {
        EXPECT_NE(page->find('`' + code + '`'), std::string::npos) << code;
    }
}

} // namespace
} // namespace tidemark

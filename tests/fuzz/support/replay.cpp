// A main for compilers without libFuzzer: every file of the corpora that it is given, once.
#include "pipeline/base/files.hpp"
#include "tests/fuzz/support/check.hpp"

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace {

// The replay says which file broke a property: it is in the last line.
void run(const std::filesystem::path& file) {
    const auto bytes = tidemark::read_file(file);
    tidemark::fuzz::check(bytes.has_value(), "a corpus can be read", file.string());
    std::fprintf(stderr, "%s\n", file.c_str());
    (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes->data()),
                                 bytes->size());
}

} // namespace

int main(int count, char** arguments) {
    std::size_t files = 0;
    for (const std::string& argument : std::vector<std::string>(arguments + 1, arguments + count)) {
        if (!std::filesystem::is_directory(argument)) {
            run(argument);
            ++files;
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argument)) {
            if (entry.is_regular_file()) {
                run(entry.path());
                ++files;
            }
        }
    }
    std::printf("%zu inputs\n", files);
    return files == 0 ? 1 : 0;
}

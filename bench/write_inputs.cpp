// bench_inputs FOLDER [NAME ...]: writes inputs (inputs.hpp) as files, for programs other than
// ours. Prints their paths, one a line.
#include "bench/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace tidemark;

void write(const std::filesystem::path& folder, const bench::Input& input) {
    const auto kind = input.name.substr(0, input.name.find('_'));
    const auto path = folder / (input.name + '.' + kind);
    std::ofstream out(path, std::ios::binary);
    out << input.bytes();
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
    fmt::print("{}\n", path.string());
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty()) {
        fmt::print(stderr, "usage: bench_inputs FOLDER [NAME ...]\n");
        return 2;
    }
    try {
        std::filesystem::create_directories(words[0]);
        for (const auto& input : bench::made_inputs()) {
            if (words.size() == 1 || std::ranges::find(words, input.name) != words.end()) {
                write(words[0], input);
            }
        }
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_inputs: {}\n", problem.what());
        return 1;
    }
}

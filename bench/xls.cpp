// bench_xls: a 60,000 x 8 table as XLS, read by us and by xlrd (python3-xlrd) in the same run.
//
//   script/bench xls            build/bench/bench_xls FILE    as some program wrote it
//
// Each reader is a process of its own that reads the file five times, every cell to a typed value;
// medians of the times within the processes are compared, so starting Python is not counted.
#include "bench/command.hpp"
#include "bench/tables.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/parse/read/read.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace tidemark;

constexpr std::uint32_t rows = 60'000;
constexpr int times = 5;

std::size_t cells_of(const Workbook& book) {
    std::size_t count = 0;
    for (const auto& sheet : book.sheets) {
        count += sheet.cells.size();
    }
    return count;
}

// As xlrd_read.py: "cells milliseconds", the median; then the peak of memory.
int read_here(const std::string& path) {
    std::vector<double> took;
    std::size_t cells = 0;
    for (int i = 0; i < times; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        const auto bytes = read_file(path);
        const auto book = bytes ? parse::read_workbook(*bytes, {}) : Result<Workbook>();
        const std::chrono::duration<double, std::milli> time =
            std::chrono::steady_clock::now() - begun;
        if (!bytes || !book) {
            fmt::print(stderr, "{}\n", (bytes ? book.error() : bytes.error()).to_text());
            return 1;
        }
        cells = cells_of(*book);
        took.push_back(time.count());
    }
    std::ranges::sort(took);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{} {} {}\n", cells, took[times / 2], usage.ru_maxrss / 1024);
    return 0;
}

struct Measured {
    unsigned long cells = 0;
    double milliseconds = 0;
    unsigned long mebibytes = 0;
};

Measured run(const std::string& command) {
    Measured measured;
    bench::line_of(command) >> measured.cells >> measured.milliseconds >> measured.mebibytes;
    return measured;
}

int compare(const std::vector<std::string>& words) {
    if (words.size() == 3 && words[1] == "--read") {
        return read_here(words[2]);
    }
    const auto made =
        std::filesystem::temp_directory_path() / fmt::format("bench-{}.xls", getpid());
    const auto path = words.size() == 2 ? words[1] : made.string();
    if (words.size() == 1) {
        std::ofstream(made, std::ios::binary)
            << test::to_xls({{.name = "Data", .rows = bench::big_table(rows)}});
    }
    const auto ours = run(fmt::format("'{}' --read '{}'", words[0], path));
    const auto xlrd =
        run(fmt::format("/usr/bin/python3 '{}/xlrd_read.py' '{}' {}", TIDEMARK_BENCH, path, times));
    std::filesystem::remove(made);
    fmt::print("xls: {} cells in {:.1f} ms, {} MiB; xlrd: {} cells in {:.1f} ms, {} MiB;"
               " {:.1f} times as fast\n",
               ours.cells,
               ours.milliseconds,
               ours.mebibytes,
               xlrd.cells,
               xlrd.milliseconds,
               xlrd.mebibytes,
               xlrd.milliseconds / ours.milliseconds);
    return ours.cells == xlrd.cells ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return compare({argv, argv + argc});
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_xls: {}\n", problem.what());
        return 1;
    }
}

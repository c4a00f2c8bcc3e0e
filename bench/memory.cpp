// bench_memory: the peak of memory while each file is read, in a process of its own.
//
//   script/bench memory      build/bench/bench_memory [all | NAME | FILE ...]
//   build/bench/bench_memory --read FILE      alone: prints cells and KiB; for bench/others.sh
//
// handed on   cells go to a sink that keeps none, as when a list is laid out
// kept        all cells as a Workbook
//
// Counted above a process that maps the file, touches every byte of it and reads nothing, so that
// neither the program nor the file is in the figures.
#include "bench/command.hpp"
#include "bench/count.hpp"
#include "bench/inputs.hpp"
#include "pipeline/parse/read/read.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace tidemark::bench {
namespace {

constexpr Budgets budgets{.inflated = 4ULL << 30U};

std::string_view mapped(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);

    struct stat info {};

    if (file < 0 || fstat(file, &info) != 0 || info.st_size == 0) {
        throw std::runtime_error("cannot read " + path);
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) {
        throw std::runtime_error("cannot map " + path);
    }
    return {static_cast<const char*>(bytes), size};
}

// What a child does; the cells that it found.
std::uint64_t act(const std::string& what, const std::string& path) {
    const auto bytes = mapped(path);
    if (what == "--nothing") {
        return std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0}) == 0 ? 1 : 0;
    }
    if (what == "--keep") {
        const auto book = parse::read_workbook(bytes, {}, {}, budgets);
        if (!book) {
            throw std::runtime_error(book.error().to_text());
        }
        return book->sheets.size();
    }
    CountBook book;
    const auto read = parse::read_into(book, bytes, {}, budgets);
    if (!read) {
        throw std::runtime_error(read.error().to_text());
    }
    return book.count();
}

// The most that this process has had in memory, in KiB. Not ru_maxrss, which begins with that of
// the process that started this one.
long high_water() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stol(line.substr(sizeof "VmHWM:"));
        }
    }
    throw std::runtime_error("no VmHWM in /proc/self/status");
}

// Of a process that does it.
long peak(const std::string& program, const std::string& what, const std::string& path) {
    const auto command = fmt::format("'{}' {} '{}'", program, what, path);
    unsigned long cells = 0;
    long kibibytes = 0;
    line_of(command) >> cells >> kibibytes;
    return kibibytes;
}

void measure(const std::string& program, const std::string& name, const std::string& path) {
    const long nothing = peak(program, "--nothing", path);
    const auto above = [&](const char* what) {
        return static_cast<double>(std::max(0L, peak(program, what, path) - nothing)) / 1024;
    };
    fmt::print("{:<16} {:>9.1f} {:>10.1f} {:>9.1f}\n",
               name,
               static_cast<double>(std::filesystem::file_size(path)) / (1 << 20),
               above("--read"),
               above("--keep"));
    std::fflush(stdout);
}

void run(const std::vector<std::string>& words) {
    if (words.size() == 3 && words[1].starts_with("--")) {
        const auto cells = act(words[1], words[2]);
        fmt::print("{} {}\n", cells, high_water());
        return;
    }
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    fmt::print("{:<16} {:>9} {:>10} {:>9}  MiB\n", "file", "size", "handed on", "kept");
    for (const auto& input : asked_inputs({words.begin() + 1, words.end()})) {
        const auto made = std::filesystem::temp_directory_path() /
                          fmt::format("bench-{}-{}", getpid(), input.name);
        std::ofstream(made, std::ios::binary) << input.bytes();
        measure(program, input.name, made.string());
        std::filesystem::remove(made);
    }
}

} // namespace
} // namespace tidemark::bench

int main(int argc, char** argv) {
    try {
        tidemark::bench::run({argv, argv + argc});
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_memory: {}\n", problem.what());
        return 1;
    }
}

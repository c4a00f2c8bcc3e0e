// bench_csv: a CSV file to typed cells, against libcsv (which only finds the fields) and DuckDB
// (two threads), in turns in one run; the least of seven of each.
//
//   script/bench csv         build/bench/bench_csv [FILE ...]     TIDEMARK_BENCH_ROWS=20000
//
// Without files: the big table and, as big2m, four times its rows. libcsv is compiled in where its
// header is; DuckDB runs in node when TIDEMARK_DUCKDB names the folder into which npm installed it.
#include "bench/count.hpp"
#include "bench/inputs.hpp"
#include "bench/measure.hpp"
#include "bench/tables.hpp"
#include "pipeline/parse/read/read.hpp"

#include <fmt/format.h>

#if __has_include(<csv.h>)
#include <csv.h>
#define TIDEMARK_LIBCSV
#endif

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace tidemark::bench {
namespace {

constexpr int rounds = 7;

std::uint64_t read(std::string_view bytes) {
    CountBook book;
    const auto as = parse::read_into(book, bytes, {});
    if (!as || as->format != Format::csv || !(book.sum() > 0)) {
        throw std::runtime_error(as ? "no CSV file with figures" : as.error().to_text());
    }
    return book.count();
}

#ifdef TIDEMARK_LIBCSV
std::uint64_t libcsv(std::string_view bytes) {
    csv_parser parser{};
    csv_init(&parser, CSV_APPEND_NULL);
    std::uint64_t fields = 0;
    const auto count = [](void* /*field*/, std::size_t size, void* to) {
        *static_cast<std::uint64_t*>(to) += size > 0 ? 1 : 0;
    };
    const std::size_t parsed =
        csv_parse(&parser, bytes.data(), bytes.size(), count, nullptr, &fields);
    csv_fini(&parser, count, nullptr, &fields);
    csv_free(&parser);
    if (parsed != bytes.size()) {
        throw std::runtime_error("libcsv stopped");
    }
    return fields;
}
#endif

// Milliseconds by DuckDB's own process, the least of its rounds; 0 when it is not there.
double duckdb(const std::string& path) {
    const char* folder = std::getenv("TIDEMARK_DUCKDB"); // NOLINT(concurrency-mt-unsafe)
    if (folder == nullptr) {
        return 0;
    }
    const auto command = fmt::format("NODE_PATH='{}/node_modules' node '{}/duckdb.cjs' '{}' {}",
                                     folder,
                                     TIDEMARK_BENCH,
                                     path,
                                     rounds);
    FILE* output = popen(command.c_str(), "r"); // NOLINT(cert-env33-c): a benchmark's own command
    double milliseconds = 0;
    const int found = output == nullptr ? 0 : std::fscanf(output, "%lf", &milliseconds);
    if (output == nullptr || pclose(output) != 0 || found != 1) {
        throw std::runtime_error("failed: " + command);
    }
    return milliseconds;
}

std::string against(double other, double ours) {
    return other == 0 ? std::string("       -       -")
                      : fmt::format("{:>8.1f} {:>6.2f}x", other, other / ours);
}

void measure(const std::string& name, const std::string& path, std::string_view bytes) {
    std::uint64_t cells = 0;
    double other = 0;
#ifdef TIDEMARK_LIBCSV
    std::uint64_t fields = 0;
    const auto [ours, theirs] = in_turns(
        rounds, [&] { cells = read(bytes); }, [&] { fields = libcsv(bytes); });
    other = theirs.clock;
    if (fields != cells) {
        throw std::runtime_error(fmt::format("{} cells, {} fields of libcsv", cells, fields));
    }
#else
    const auto [ours] = in_turns(rounds, [&] { cells = read(bytes); });
#endif
    fmt::print("{:<16} {:>9} {:>9.1f} {:>9.1f} {} {}\n",
               name,
               cells,
               ours.clock,
               ours.clock * 1e6 / static_cast<double>(cells),
               against(other, ours.clock),
               against(duckdb(path), ours.clock));
    std::fflush(stdout);
}

void run(const std::vector<std::string>& files) {
    fmt::print("{:<16} {:>9} {:>9} {:>9} {:>16} {:>16}\n",
               "file",
               "cells",
               "ms",
               "ns a cell",
               "libcsv ms",
               "DuckDB ms");
    for (const auto& path : files) {
        measure(std::filesystem::path(path).filename().string(), path, file_input(path).bytes());
    }
    if (!files.empty()) {
        return;
    }
    for (const auto& [name, rows] : {std::pair{"big", asked_rows()}, {"big2m", 4 * asked_rows()}}) {
        const auto path =
            (std::filesystem::temp_directory_path() / fmt::format("bench-{}.csv", name)).string();
        const auto bytes = big_csv(rows);
        std::ofstream(path, std::ios::binary) << bytes;
        measure(name, path, bytes);
        std::filesystem::remove(path);
    }
}

} // namespace
} // namespace tidemark::bench

int main(int argc, char** argv) {
    try {
        tidemark::bench::run({argv + 1, argv + argc});
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_csv: {}\n", problem.what());
        return 1;
    }
}

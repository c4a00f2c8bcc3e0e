// bench_csv: a CSV file to typed cells, against libcsv (which only finds the fields) and DuckDB
// (on one thread and on two), in turns in one run; the least of seven of each.
//
//   script/bench csv         build/bench/bench_csv [FILE ...]     TIDEMARK_BENCH_ROWS=20000
//
// Without files: the big table and, as big2m, four times its rows. libcsv is compiled in where its
// header is; DuckDB runs in node when TIDEMARK_DUCKDB names the folder into which npm installed it.
#include "bench/command.hpp"
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
#include <optional>
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

// In a process of its own, the least of its rounds; nothing when it is not there.
std::optional<Took> duckdb(const std::string& path, int threads) {
    const char* folder = std::getenv("TIDEMARK_DUCKDB"); // NOLINT(concurrency-mt-unsafe)
    if (folder == nullptr) {
        return std::nullopt;
    }
    const auto command = fmt::format("NODE_PATH='{}/node_modules' node '{}/duckdb.cjs' '{}' {} {}",
                                     folder,
                                     TIDEMARK_BENCH,
                                     path,
                                     rounds,
                                     threads);
    Took took;
    line_of(command) >> took.clock >> took.processor;
    return took;
}

void print(std::string_view file, std::string_view reader, const Took& took, const Took& ours) {
    fmt::print("{:<10} {:<10} {:>9.1f} {:>9.1f} {:>7.2f} {:>7.2f}\n",
               file,
               reader,
               took.clock,
               took.processor,
               took.clock / ours.clock,
               took.processor / ours.processor);
    std::fflush(stdout);
}

void measure(const std::string& name, const std::string& path, std::string_view bytes) {
    std::uint64_t cells = 0;
#ifdef TIDEMARK_LIBCSV
    std::uint64_t fields = 0;
    const auto [ours, theirs] = in_turns(
        rounds, [&] { cells = read(bytes); }, [&] { fields = libcsv(bytes); });
    print(name, "tidemark", ours, ours);
    print(name, "libcsv", theirs, ours);
    if (fields != cells) {
        throw std::runtime_error(fmt::format("{} cells, {} fields of libcsv", cells, fields));
    }
#else
    const auto [ours] = in_turns(rounds, [&] { cells = read(bytes); });
    print(name, "tidemark", ours, ours);
    fmt::print("{:<10} libcsv     not measured (apt-get install libcsv-dev, build again)\n", name);
#endif
    for (const int threads : {1, 2}) {
        if (const auto took = duckdb(path, threads)) {
            print(name, fmt::format("DuckDB, {}", threads), *took, ours);
        } else {
            fmt::print("{:<10} DuckDB, {}  not measured (script/bench csv installs it by npm)\n",
                       name,
                       threads);
        }
    }
}

void run(const std::vector<std::string>& files) {
    fmt::print("{:<10} {:<10} {:>9} {:>9} {:>7} {:>7}\n",
               "file",
               "reader",
               "clock ms",
               "cpu ms",
               "times",
               "cpu");
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

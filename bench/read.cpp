// bench_read: how fast each file of inputs.hpp, or any other, is read to typed cells, against its
// floor (floor.hpp): floor and reading in turns, the least of seven of each.
//
//   read, cpu   on one thread, every cell handed on and looked at; clock and processor time
//   times, cpu  of the floor, by the clock and in processor time
//   threads     clock, with two threads allowed
//   kept        clock, all cells kept in memory as a Workbook
//
//   script/bench read
//   build/bench/bench_read [all | NAME | FILE ...]  TIDEMARK_BENCH_ROWS=20000 for a quick look
#include "pipeline/parse/read/read.hpp"

#include "bench/count.hpp"
#include "bench/floor.hpp"
#include "bench/inputs.hpp"
#include "bench/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace tidemark::bench {
namespace {

constexpr int rounds = 7;
constexpr Budgets budgets{.inflated = 4ULL << 30U};

template <typename T>
const T& must(const Result<T>& result) {
    if (!result) {
        throw std::runtime_error(result.error().to_text());
    }
    return *result;
}

std::uint64_t read(std::string_view bytes, unsigned threads) {
    CountBook book;
    must(parse::read_into(book, bytes, {}, budgets, threads));
    if (!std::isfinite(book.sum())) {
        throw std::runtime_error("a number that is none");
    }
    return book.count();
}

// The processor time of reading.
double measure(const Input& input) {
    const auto bytes = input.bytes();
    Floor floor(bytes);
    std::uint64_t cells = 0;
    const auto [least, one, two, kept] = in_turns(
        rounds,
        [&] { floor.run(); },
        [&] { cells = read(bytes, 1); },
        [&] { cells = read(bytes, 2); },
        [&] { must(parse::read_workbook(bytes, {}, {}, budgets)); });
    if (input.cells != 0 && cells != input.cells) {
        throw std::runtime_error(fmt::format("{} cells, expected {}", cells, input.cells));
    }
    fmt::print("{:<16} {:>9} {:>8.1f} {:>8.1f} {:>8.1f} {:>7.2f} {:>7.2f} {:>8.1f} {:>8.1f}  {}\n",
               input.name,
               cells,
               least.clock,
               one.clock,
               one.processor,
               one.clock / least.clock,
               one.processor / least.processor,
               two.clock,
               kept.clock,
               floor.inflates() ? "zlib" : "copying");
    std::fflush(stdout);
    return one.processor;
}

std::vector<Input> asked_inputs(const std::vector<std::string>& names) {
    const auto made = made_inputs();
    std::vector<Input> inputs;
    for (const auto& name : names) {
        const auto known = std::ranges::find(made, name, &Input::name);
        if (name == "all") {
            inputs.insert(inputs.end(), made.begin(), made.end());
        } else {
            inputs.push_back(known == made.end() ? file_input(name) : *known);
        }
    }
    return inputs.empty() ? made : inputs;
}

void run(const std::vector<std::string>& names) {
    fmt::print("{:<16} {:>9} {:>8} {:>8} {:>8} {:>7} {:>7} {:>8} {:>8}  milliseconds\n",
               "file",
               "cells",
               "floor",
               "read",
               "cpu",
               "times",
               "cpu",
               "threads",
               "kept");
    std::map<std::string, double> took;
    for (const auto& input : asked_inputs(names)) {
        took[input.name] = measure(input);
    }
    for (const auto* name : {"csv", "xlsx", "ods"}) {
        const auto whole = took.find(name);
        const auto tenth = took.find(std::string(name) + "_tenth");
        if (whole != took.end() && tenth != took.end()) {
            fmt::print("{}: ten times the rows take {:.1f} times the processor time\n",
                       name,
                       whole->second / tenth->second);
        }
    }
}

} // namespace
} // namespace tidemark::bench

int main(int argc, char** argv) {
    try {
        tidemark::bench::run({argv + 1, argv + argc});
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_read: {}\n", problem.what());
        return 1;
    }
}

// bench_read: how fast each file of inputs.hpp, or any other, is read to typed cells, against its
// floor (floor.hpp); floor and reading in turns, the least of seven of each.
//
//   script/bench read
//   build/bench/bench_read [all | NAME | FILE ...]  TIDEMARK_BENCH_ROWS=20000 for a quick look
#include "pipeline/parse/read/read.hpp"

#include "bench/floor.hpp"
#include "bench/inputs.hpp"
#include "bench/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace tidemark::bench {
namespace {

constexpr int rounds = 7;

std::uint64_t cells_of(std::string_view bytes) {
    const auto book = parse::read_workbook(bytes, {});
    if (!book) {
        throw std::runtime_error(book.error().to_text());
    }
    std::uint64_t cells = 0;
    for (const auto& sheet : book->sheets) {
        cells += sheet.cells.size();
    }
    return cells;
}

Took measure(const Input& input) {
    const auto bytes = input.bytes();
    Floor floor(bytes);
    std::uint64_t cells = 0;
    const auto [least, read] = in_turns(
        rounds, [&] { floor.run(); }, [&] { cells = cells_of(bytes); });
    if (input.cells != 0 && cells != input.cells) {
        throw std::runtime_error(fmt::format("{} cells, expected {}", cells, input.cells));
    }
    fmt::print("{:<24} {:>9} {:>9.1f} {:>9.1f} {:>9.1f} {:>8.2f} {:>8.2f}  {}\n",
               input.name,
               cells,
               read.clock,
               read.processor,
               least.clock,
               read.clock / least.clock,
               read.processor / least.processor,
               floor.inflates() ? "zlib" : "copying");
    std::fflush(stdout);
    return read;
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
    fmt::print("{:<24} {:>9} {:>9} {:>9} {:>9} {:>8} {:>8}\n",
               "file",
               "cells",
               "read ms",
               "cpu ms",
               "floor ms",
               "times",
               "cpu");
    std::map<std::string, double> took;
    for (const auto& input : asked_inputs(names)) {
        took[input.name] = measure(input).processor;
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

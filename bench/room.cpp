// bench_room: what the locked room costs. The same files read in this process and in the child, one
// after the other; the median of several, by the clock and in processor time of both processes.
//
//   script/bench room        TIDEMARK_BENCH_ROWS=20000 for a quick look
//   build/bench/bench_room list      one of them alone
//
// tiny   a CSV file of three rows: nearly all of it is the start of the process
// list   the 500,000 x 8 XLSX table to observations: what a pass does
// book   the same table to all its cells: what `tidemark cells` does of a whole sheet
#include "bench/books.hpp"
#include "bench/tables.hpp"
#include "pipeline/parse/worker/worker.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tidemark {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

DimRule column(const std::string& name, const std::string& header) {
    DimRule dim;
    dim.name = name;
    dim.from = FromColumns{.columns = {header}, .instead = {}};
    return dim;
}

Recipe list_of(const std::string& period, const std::string& value) {
    Layout layout;
    layout.kind = Layout::Kind::list;
    layout.header_has = {period, value};
    layout.value_column = value;
    layout.dims = {column("period", period)};
    layout.dims.front().parse.forms = {PeriodForm::financial_year};
    Recipe recipe;
    recipe.source = "bench";
    recipe.layouts = {layout};
    return recipe;
}

Recipe big_recipe() {
    Recipe recipe = list_of("Financial Year", "Number of Offences");
    for (const auto& [name, header] : {std::pair{"quarter", "Financial Quarter"},
                                       {"force", "Force Name"},
                                       {"offence", "Offence Description"},
                                       {"group", "Offence Group"},
                                       {"subgroup", "Offence Subgroup"}}) {
        recipe.layouts.front().dims.push_back(column(name, header));
    }
    return recipe;
}

// Of this process and the children it has waited for.
Milliseconds processor_time() {
    const auto of = [](int who) {
        rusage used{};
        getrusage(who, &used);
        return std::chrono::seconds(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               std::chrono::microseconds(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
    };
    return of(RUSAGE_SELF) + of(RUSAGE_CHILDREN);
}

struct Cost {
    double clock = 0; // milliseconds
    double processor = 0;
};

double middle(std::vector<Cost>& costs, double Cost::*which) {
    std::ranges::sort(costs, {}, which);
    return costs[costs.size() / 2].*which;
}

template <typename Work>
Cost cost_of(Work&& work) {
    const auto begin = std::chrono::steady_clock::now();
    const Milliseconds used = processor_time();
    work();
    return {.clock = Milliseconds(std::chrono::steady_clock::now() - begin).count(),
            .processor = (processor_time() - used).count()};
}

void print(const char* name, const char* what, double here, double there) {
    fmt::print("{:<5} {:<10} here {:8.1f} ms, in the room {:8.1f} ms: {:+7.1f} ms, {:.2f} times\n",
               name,
               what,
               here,
               there,
               there - here,
               there / here);
}

template <typename T>
void must(const Result<T>& result) {
    if (!result) {
        throw std::runtime_error(result.error().to_text());
    }
}

struct Rooms {
    std::unique_ptr<Parser> here = parse::make_local_parser();
    std::unique_ptr<Parser> there;
};

template <typename Work>
void compare(const char* name, int times, const Rooms& rooms, Work&& work) {
    work(*rooms.here); // both warm
    work(*rooms.there);
    // In turns: a machine is not equally fast all the time.
    std::vector<Cost> here;
    std::vector<Cost> there;
    for (int i = 0; i < times; ++i) {
        here.push_back(cost_of([&] { work(*rooms.here); }));
        there.push_back(cost_of([&] { work(*rooms.there); }));
    }
    print(name, "clock", middle(here, &Cost::clock), middle(there, &Cost::clock));
    print(name, "processor", middle(here, &Cost::processor), middle(there, &Cost::processor));
}

// `only`: the names of what to run; empty for all.
void run(const std::set<std::string>& only) {
    const auto asked_for = [&](const char* name) { return only.empty() || only.contains(name); };
    const char* asked = std::getenv("TIDEMARK_BENCH_ROWS");
    const auto rows =
        asked == nullptr ? bench::full_rows : static_cast<std::uint32_t>(std::stoul(asked));
    RoomLimits limits;
    limits.memory = 4ULL << 30U; // the whole table as cells is more than the default
    const Rooms rooms{.there = parse::make_child_parser(limits, TIDEMARK_PROGRAM)};
    RawFile file;
    file.name = "bench";
    const std::string tiny = "year,offences\n2017/18,1\n2018/19,8224\n2019/20,10391\n";
    if (asked_for("tiny")) {
        compare("tiny", 41, rooms, [&, recipe = list_of("year", "offences")](Parser& parser) {
            must(parser.parse(file, tiny, recipe));
        });
    }
    const std::string big = bench::xlsx_book({{.name = "Data", .rows = bench::big_table(rows)}});
    if (asked_for("list")) {
        compare("list", 11, rooms, [&, recipe = big_recipe()](Parser& parser) {
            must(parser.parse(file, big, recipe));
        });
    }
    if (asked_for("book")) {
        compare("book", 11, rooms, [&](Parser& parser) { must(parser.read("bench", big, {})); });
    }
}

} // namespace
} // namespace tidemark

int main(int argc, char** argv) {
    try {
        tidemark::run({argv + 1, argv + argc});
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_room: {}\n", problem.what());
        return 1;
    }
}

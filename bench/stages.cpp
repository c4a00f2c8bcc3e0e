// Read, layout, load and alert on one table of 500,000 figures, one after the other in one process:
// each stage's time, and its ratio to reading. The baseline that later work is to beat.
#include "bench/tables.hpp"
#include "pipeline/alert/judge.hpp"
#include "pipeline/load/derive.hpp"
#include "pipeline/load/store.hpp"
#include "pipeline/parse/layout/layout.hpp"
#include "pipeline/parse/read/read.hpp"

#include <stdlib.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace tidemark {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr int forces = 50;
constexpr int offences = 250;
constexpr int years = 40;

std::string table() {
    std::string csv = "year,force,offence,number\n";
    for (int force = 0; force < forces; ++force) {
        for (int offence = 0; offence < offences; ++offence) {
            for (int year = 0; year < years; ++year) {
                const int number = 100 + (force * 7 + offence * 13 + year * 5) % 400;
                csv += std::to_string(1980 + year) + ",Force " + std::to_string(force) +
                       ",Offence " + std::to_string(offence) + ',' + std::to_string(number) + '\n';
            }
        }
    }
    return csv;
}

DimRule column(const std::string& name, std::optional<PeriodForm> form = std::nullopt) {
    DimRule dim;
    dim.name = form ? "period" : name;
    dim.from = FromColumns{.columns = {name}, .instead = {}};
    if (form) {
        dim.parse.forms = {*form};
    }
    return dim;
}

Source source() {
    Source source;
    source.id = "bench";
    source.what = "offences";
    source.find = FindUrl{};
    Layout layout;
    layout.kind = Layout::Kind::list;
    layout.header_has = {"year", "number"};
    layout.value_column = "number";
    layout.dims = {column("year", PeriodForm::calendar_year), column("force"), column("offence")};
    source.recipe.source = source.id;
    source.recipe.layouts = {layout};
    Rule rule;
    rule.id = "rise";
    rule.where = {{"force", "*"}, {"offence", "Offence 1"}};
    rule.above = Threshold{10, true};
    source.rules = {rule};
    return source;
}

template <typename Work>
auto timed(const char* name, double& seconds, Work work) {
    const auto begin = std::chrono::steady_clock::now();
    auto made = work();
    seconds = Seconds(std::chrono::steady_clock::now() - begin).count();
    std::printf("%-8s %7.2f s", name, seconds);
    return made;
}

void run(const std::filesystem::path& dir) {
    const Source source = tidemark::source();
    const std::string bytes = table();
    double read = 0;
    double took = 0;
    auto book = timed("read", read, [&] { return parse::read_workbook(bytes, {}).value(); });
    std::printf("  1.00\n");
    RawFile file;
    file.name = "bench.csv";
    file.sha256 = std::string(64, 'a');
    auto parsed = timed("layout", took, [&] { return parse::lay_out(book, file, source.recipe); });
    std::printf("  %.2f\n", took / read);
    if (!parsed.held.empty()) {
        throw std::runtime_error(parsed.held.front().to_text());
    }
    Batch batch;
    batch.release.source = source.id;
    batch.release.files = {file};
    batch.files.push_back(std::move(parsed));
    auto store = load::open_store(dir).value();
    auto pass = store->begin(source.id).value();
    const Instant now{std::chrono::milliseconds(1600000000000)};
    const Loaded loaded =
        timed("load", took, [&] { return pass->load(source, {}, batch, now).value(); });
    std::printf("  %.2f\n", took / read);
    const Snapshot snapshot = timed("snapshot", took, [&] { return pass->snapshot().value(); });
    std::printf("  %.2f\n", took / read);
    const std::size_t sayings = timed("alert", took, [&] {
        const auto subjects = load::derive(snapshot, source, {});
        return alert::judge({source, {}, snapshot, subjects, loaded, now}, {}, {}).sayings.size();
    });
    std::printf("  %.2f  (%zu sayings)\n", took / read, sayings);
}

} // namespace
} // namespace tidemark

int main() {
    std::string folder = (std::filesystem::current_path() / "bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
        std::perror("bench_stages");
        return 1;
    }
    int status = 0;
    try {
        tidemark::run(folder);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "bench_stages: %s\n", problem.what());
        status = 1;
    }
    std::filesystem::remove_all(folder);
    return status;
}

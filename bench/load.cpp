// How long a release of 500,000 figures takes: into an empty database, as a second edition in which
// one figure in a hundred is revised, and back out as a snapshot. The first is also given as a
// ratio to a bare loop over one prepared INSERT of the same rows, without keys to other tables,
// checks or a change set, on the same disk in the same run.
#include "pipeline/base/digest.hpp"
#include "pipeline/load/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <benchmark/benchmark.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <filesystem>
#include <string>

namespace tidemark {
namespace {

constexpr int series_count = 12500;
constexpr int first_year = 1980;
constexpr int years = 40;
constexpr int rows = series_count * years;

Batch edition(const std::string& name, bool revised) {
    ParsedFile parsed;
    parsed.file.name = "table.csv";
    parsed.file.sha256 = sha256(name);
    parsed.sheets = {"csv"};
    parsed.series.reserve(series_count);
    parsed.observations.reserve(rows);
    for (int s = 0; s < series_count; ++s) {
        parsed.series.push_back({{"area", "E" + std::to_string(s % 50)},
                                 {"offence", "offence-" + std::to_string(s / 50)}});
        for (int y = 0; y < years; ++y) {
            const int n = s * years + y;
            Observation o;
            o.series = static_cast<std::uint32_t>(s);
            o.period = calendar_year(first_year + y);
            o.value = n + (revised && n % 100 == 0 ? 1 : 0);
            o.raw = std::to_string(static_cast<int>(*o.value));
            o.label = std::to_string(first_year + y);
            o.cell = {static_cast<std::uint32_t>(n + 1), 3};
            parsed.observations.push_back(std::move(o));
        }
    }
    Batch batch;
    batch.release.source = "bench";
    batch.release.files = {parsed.file};
    batch.files = {std::move(parsed)};
    return batch;
}

Source source() {
    Source source;
    source.id = "bench";
    source.find = FindUrl{};
    return source;
}

void load(Store& store, const Batch& batch) {
    auto pass = store.begin("bench").value();
    const Instant now{std::chrono::milliseconds(1600000000000)};
    benchmark::DoNotOptimize(pass->load(source(), {}, batch, now).value());
    if (const auto committed = pass->commit(); !committed) {
        throw std::runtime_error(committed.error().to_text());
    }
}

void bare(const std::filesystem::path& dir, const Batch& batch) {
    SQLite::Database db((dir / "bare.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384");
    db.exec("CREATE TABLE observation (series INTEGER, period INTEGER, first INTEGER, "
            "last INTEGER, until INTEGER, value REAL, status TEXT, below REAL, raw TEXT, "
            "label TEXT, sheet INTEGER, cell TEXT, last_file INTEGER, "
            "PRIMARY KEY (series, period, first)) "
            "STRICT, WITHOUT ROWID");
    SQLite::Statement insert(
        db, "INSERT INTO observation VALUES (?, ?, 1, 1, NULL, ?, ?, 0, ?, ?, 1, ?, 1)");
    db.exec("BEGIN");
    const std::string status = "normal";
    for (int n = 0; n < rows; ++n) {
        const Observation& o = batch.files.front().observations[static_cast<std::size_t>(n)];
        const std::string cell = to_text(o.cell);
        insert.bind(1, n / years);
        insert.bind(2, n % years);
        insert.bind(3, *o.value);
        insert.bindNoCopy(4, status);
        insert.bindNoCopy(5, o.raw);
        insert.bindNoCopy(6, o.label);
        insert.bindNoCopy(7, cell);
        insert.exec();
        insert.reset();
    }
    db.exec("COMMIT");
}

template <typename Work>
double seconds(Work&& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

void first_load(benchmark::State& state) {
    const Batch batch = edition("one", false);
    double bare_time = 0;
    double load_time = 0;
    for ([[maybe_unused]] auto _ : state) {
        const test::TemporaryFolder dir;
        bare_time += seconds([&] { bare(dir.path(), batch); });
        const auto store = load::open_store(dir.path()).value();
        const double time = seconds([&] { load(*store, batch); });
        load_time += time;
        state.SetIterationTime(time);
    }
    state.SetItemsProcessed(state.iterations() * rows);
    state.counters["over_bare"] = load_time / bare_time;
}

void second_edition(benchmark::State& state) {
    const Batch one = edition("one", false);
    const Batch two = edition("two", true);
    for ([[maybe_unused]] auto _ : state) {
        const test::TemporaryFolder dir;
        const auto store = load::open_store(dir.path()).value();
        load(*store, one);
        state.SetIterationTime(seconds([&] { load(*store, two); }));
    }
    state.SetItemsProcessed(state.iterations() * rows);
}

void snapshot(benchmark::State& state) {
    const test::TemporaryFolder dir;
    const auto store = load::open_store(dir.path()).value();
    load(*store, edition("one", false));
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(store->snapshot("bench", {}).value());
    }
    state.SetItemsProcessed(state.iterations() * rows);
}

void opening(benchmark::State& state) {
    const test::TemporaryFolder dir;
    load(*load::open_store(dir.path()).value(), edition("one", false));
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(load::open_store(dir.path()).value());
    }
}

BENCHMARK(first_load)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(second_edition)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(snapshot)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(opening)->Unit(benchmark::kMillisecond)->Iterations(3);

} // namespace
} // namespace tidemark

BENCHMARK_MAIN();

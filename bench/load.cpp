// bench_load: how long a release of 500,000 figures takes into an empty database, as a second
// edition in which one figure in a hundred is revised, and back out as a snapshot; and the peak of
// memory meanwhile.
//
// The floor is a loop over prepared INSERTs through the C API: the rows that a first load writes,
// made ready beforehand, into the tables of schema.sql, in one transaction, with references not
// looked up; no key is compared, nothing is checked, no change set made. Same disk, in turns.
#include "bench/editions.hpp"
#include "bench/measure.hpp"
#include "pipeline/load/schema.hpp"
#include "pipeline/load/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace tidemark::bench {
namespace {

constexpr int rounds = 5;

void must(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        throw std::runtime_error(sqlite3_errstr(code));
    }
}

// The rows of a first load, texts ready.
struct Rows {
    std::vector<std::string> keys;  // of series
    std::vector<std::string> days;  // first and last of each period
    std::vector<std::string> cells; // of figures
};

Rows rows_of(const ParsedFile& parsed) {
    Rows rows;
    for (const Dims& dims : parsed.series) {
        rows.keys.push_back(to_text(SeriesKey{"bench", dims}));
    }
    for (int y = 0; y < years; ++y) {
        rows.days.push_back(day_text(calendar_year(first_year + y).start));
        rows.days.push_back(day_text(calendar_year(first_year + y).end));
    }
    for (const Observation& o : parsed.observations) {
        rows.cells.push_back(to_text(o.cell));
    }
    return rows;
}

class Bare {
  public:
    explicit Bare(const std::string& file) {
        must(sqlite3_open_v2(file.c_str(),
                             &db_,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                             nullptr));
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192");
        run(std::string(load::schema_sql()));
    }

    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    ~Bare() { sqlite3_close(db_); }

    void insert(const ParsedFile& parsed, const Rows& rows) {
        run("BEGIN;"
            "INSERT INTO source VALUES (1, 'bench', 'UTC');"
            "INSERT INTO vintage VALUES (1, 1, 1, 'baseline', '2020-01-01', '', '', 1, NULL);"
            "INSERT INTO raw_file VALUES (1, 1, 'table.csv', printf('%064d', 1), '', '', '', 1, "
            "'', '', '', 1, 'loaded', '[]', 1, '', 1, '{}');"
            "INSERT INTO sheet VALUES (1, 1, 'csv');"
            "INSERT INTO sheaf VALUES (1, 1);"
            "INSERT INTO printing VALUES (1, 1, 1)");
        insert_names(parsed, rows);
        insert_figures(parsed, rows);
        run("COMMIT");
    }

  private:
    using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

    void run(const std::string& sql) {
        must(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr));
    }

    Statement prepared(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        must(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr));
        return {statement, sqlite3_finalize};
    }

    static void text(const Statement& to, int at, const std::string& value) {
        sqlite3_bind_text(
            to.get(), at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }

    static void insert(const Statement& statement) {
        must(sqlite3_step(statement.get()));
        must(sqlite3_reset(statement.get()));
    }

    void insert_names(const ParsedFile& parsed, const Rows& rows) {
        const Statement series = prepared("INSERT INTO series VALUES (?, 1, ?)");
        const Statement dim = prepared("INSERT INTO series_dim VALUES (?, ?, ?)");
        for (std::size_t s = 0; s < rows.keys.size(); ++s) {
            sqlite3_bind_int64(series.get(), 1, static_cast<sqlite3_int64>(s));
            text(series, 2, rows.keys[s]);
            insert(series);
            sqlite3_bind_int64(dim.get(), 1, static_cast<sqlite3_int64>(s));
            for (const auto& [name, code] : parsed.series[s]) {
                text(dim, 2, name);
                text(dim, 3, code);
                insert(dim);
            }
        }
        const Statement period = prepared("INSERT INTO period VALUES (?, ?, ?)");
        for (int y = 0; y < years; ++y) {
            sqlite3_bind_int(period.get(), 1, y);
            text(period, 2, rows.days[static_cast<std::size_t>(y) * 2]);
            text(period, 3, rows.days[static_cast<std::size_t>(y) * 2 + 1]);
            insert(period);
        }
    }

    void insert_figures(const ParsedFile& parsed, const Rows& rows) {
        const Statement figure = prepared(
            "INSERT INTO observation (series, period, first, until, value, status, below, raw, "
            "label, sheet, cell, sheaf) VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?)");
        const std::string normal = "normal";
        for (std::size_t n = 0; n < rows.cells.size(); ++n) {
            const Observation& o = parsed.observations[n];
            sqlite3_bind_int64(figure.get(), 1, o.series);
            sqlite3_bind_int64(figure.get(), 2, static_cast<sqlite3_int64>(n) % years);
            sqlite3_bind_int64(figure.get(), 3, 1);
            sqlite3_bind_double(figure.get(), 4, *o.value);
            text(figure, 5, normal);
            sqlite3_bind_double(figure.get(), 6, 0);
            text(figure, 7, o.raw);
            text(figure, 8, o.label);
            sqlite3_bind_int64(figure.get(), 9, 1);
            text(figure, 10, rows.cells[n]);
            sqlite3_bind_int64(figure.get(), 11, 1);
            insert(figure);
        }
    }

    sqlite3* db_ = nullptr;
};

// The most that this process has had in memory, in MiB.
double high_water() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stod(line.substr(sizeof "VmHWM:")) / 1024;
        }
    }
    throw std::runtime_error("no VmHWM in /proc/self/status");
}

// In a process of its own: prints the peak before and after.
template <typename Before, typename Work>
void peak(const char* what, Before&& before, Work&& work) {
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) {
        auto given = before();
        const double least = high_water();
        work(given);
        std::printf("%-30s %6.0f MiB, %.0f before it began\n", what, high_water(), least);
        std::fflush(stdout);
        ::_exit(0);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0) {
        throw std::runtime_error(what);
    }
}

void measure_memory() {
    const test::TemporaryFolder dir;
    const auto load_edition = [&](const Batch& batch) {
        load(*load::open_store(dir.path()).value(), "bench", batch);
    };
    peak(
        "peak: program and batch", [] { return edition("bench", 1); }, [](const Batch&) {});
    peak(
        "peak: first load", [] { return edition("bench", 1); }, load_edition);
    peak(
        "peak: second edition", [] { return edition("bench", 2); }, load_edition);
    peak(
        "peak: snapshot",
        [] { return 0; },
        [&](int) {
            const auto store = load::open_store(dir.path()).value();
            if (store->snapshot("bench", {}).value().series.size() != series_count) {
                throw std::runtime_error("snapshot");
            }
        });
}

void measure_time() {
    const Batch one = edition("bench", 1);
    const Batch two = edition("bench", 2);
    const ParsedFile& parsed = one.files.front();
    const Rows rows = rows_of(parsed);
    Took bare;
    Took first;
    Took second;
    Took snapshot;
    Took opening;
    for (int i = 0; i < rounds; ++i) {
        const test::TemporaryFolder dir;
        {
            Bare floor((dir.path() / "bare.db").string());
            least(bare, [&] { floor.insert(parsed, rows); });
        }
        auto store = load::open_store(dir.path()).value();
        least(first, [&] { load(*store, "bench", one); });
        least(second, [&] { load(*store, "bench", two); });
        least(snapshot, [&] { store->snapshot("bench", {}).value(); });
        store.reset();
        least(opening, [&] { store = load::open_store(dir.path()).value(); });
    }
    const auto line = [](const char* what, const Took& took, const Took& of) {
        std::printf("%-20s %8.0f ms, processor %8.0f ms  %.2f  %.2f\n",
                    what,
                    took.clock,
                    took.processor,
                    took.clock / of.clock,
                    took.processor / of.processor);
    };
    std::printf("least of %d rounds; the last two: over the floor, by clock and processor\n",
                rounds);
    line("bare loop", bare, bare);
    line("first load", first, bare);
    line("second edition", second, bare);
    line("snapshot", snapshot, bare);
    line("opening", opening, bare);
    std::printf("second edition over first load: %.2f by clock, %.2f processor\n",
                second.clock / first.clock,
                second.processor / first.processor);
}

} // namespace
} // namespace tidemark::bench

int main() {
    try {
        tidemark::bench::measure_memory();
        tidemark::bench::measure_time();
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "bench_load: %s\n", problem.what());
        return 1;
    }
    return 0;
}

#include "pipeline/load/store.hpp"

#include "pipeline/load/connection.hpp"
#include "pipeline/load/decide.hpp"
#include "pipeline/load/files.hpp"
#include "pipeline/load/health.hpp"
#include "pipeline/load/history.hpp"
#include "pipeline/load/marks.hpp"
#include "pipeline/load/outbox.hpp"
#include "pipeline/load/pass.hpp"
#include "pipeline/load/revisions.hpp"
#include "pipeline/load/snapshot.hpp"
#include "pipeline/load/statements.hpp"

#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <string>

namespace tidemark::load {
namespace {

constexpr const char* file_name = "tidemark.db";

// Held, for another file of its look says something else.
bool is_disputed(const FileRow& row) {
    return std::ranges::count(row.reasons, "hold.conflict", &Error::code) > 0;
}

class SqliteStore final : public Store {
  public:
    explicit SqliteStore(std::unique_ptr<Database> db)
        : db_(std::move(db)) {}

    Result<Known> known(std::string_view source) override {
        return of_source<Known>(source, [&](RowId id) {
            const auto waiting = acceptances(*db_, id);
            const auto accepted = [&](const FileRow& row) {
                return std::ranges::any_of(waiting, [&](const Waiting& w) {
                    // What broke the parser is barred, and tried again, under any name.
                    return w.sha256 == row.file.sha256 &&
                           (w.name == row.file.name || in_quarantine(row));
                });
            };
            const History history(*db_, id, source);
            Known known;
            if (!history.empty()) {
                known.published = history.in_order().back().published;
            }
            const auto rows = read_files(*db_, id);
            for (const FileRow& row : rows) {
                if (in_quarantine(row) && !accepted(row)) {
                    known.quarantined.push_back(
                        {row.file.sha256, row.file.parser, row.reasons.front()});
                }
            }
            for (const FileRow& row : newest_files(rows)) {
                if (!is_dropped(row)) {
                    known.files.push_back({.file = row.file,
                                           .outcome = row.outcome,
                                           .accepted = accepted(row),
                                           .let_in = row.vintage.has_value(),
                                           .newest = row.look == rows.back().look,
                                           .disputed = is_disputed(row)});
                }
            }
            for (const FileRow& row : files_behind(*db_, id, rows, history)) {
                known.files.push_back(
                    {.file = row.file, .outcome = row.outcome, .let_in = true, .kept_only = true});
            }
            return known;
        });
    }

    Result<Snapshot> snapshot(std::string_view source, const AsOf& as_of) override {
        return of_source<Snapshot>(source,
                                   [&](RowId id) { return read_snapshot(*db_, id, source, as_of); })
            .map([&](Snapshot snapshot) {
                snapshot.source = source;
                return snapshot;
            });
    }

    Result<std::vector<Revision>> revisions(std::string_view source) override {
        return of_source<std::vector<Revision>>(
            source, [&](RowId id) { return read_revisions(*db_, id, source); });
    }

    Result<std::vector<SeriesKey>> series_keys(std::string_view source) override {
        return of_source<std::vector<SeriesKey>>(
            source, [&](RowId id) { return read_series_keys(*db_, id); });
    }

    Result<std::vector<Said>> said(std::string_view source) override {
        return of_source<std::vector<Said>>(source, [&](RowId id) { return read_said(*db_, id); });
    }

    Result<std::vector<Mark>> marks(std::string_view source) override {
        return of_source<std::vector<Mark>>(source, [&](RowId id) { return read_marks(*db_, id); });
    }

    Result<std::optional<Said>> find_said(std::string_view id) override {
        return guarded([&] {
            const Reading reading(*db_);
            return find_statement(*db_, id);
        });
    }

    Result<std::vector<Line>> lines(const LineFilter& filter) override {
        return guarded([&]() -> Result<std::vector<Line>> { return read_lines(*db_, filter); });
    }

    Result<std::vector<Health>> health() override {
        return guarded([&]() -> Result<std::vector<Health>> {
            const Reading reading(*db_);
            return read_health(*db_);
        });
    }

    Result<std::vector<Held>> held(std::string_view source) override {
        return of_source<std::vector<Held>>(source, [&](RowId id) {
            std::vector<Held> held;
            for (FileRow& row : newest_files(read_files(*db_, id))) {
                if (is_waiting(row)) {
                    held.push_back({std::move(row.file), std::move(row.reasons)});
                }
            }
            return held;
        });
    }

    Result<std::vector<RawFile>> raw_files(std::string_view source) override {
        return of_source<std::vector<RawFile>>(source, [&](RowId id) {
            std::vector<RawFile> files;
            for (FileRow& row : read_files(*db_, id)) {
                files.push_back(std::move(row.file));
            }
            return files;
        });
    }

    Result<std::unique_ptr<Pass>> begin(std::string_view source) override {
        return begin_pass(*db_, source);
    }

    Result<void> decide(const Decision& decision) override {
        return guarded([&]() -> Result<void> {
            SQLite::Transaction transaction(*db_, SQLite::TransactionBehavior::IMMEDIATE);
            auto decided = write_decision(*db_, decision);
            if (decided) {
                transaction.commit();
            }
            return decided;
        });
    }

    Result<Position> position(std::string_view sink) override {
        return guarded([&]() -> Result<Position> { return read_position(*db_, sink); });
    }

    Result<void> advance(std::string_view sink, const Position& position) override {
        return guarded([&]() -> Result<void> {
            write_position(*db_, sink, position);
            return {};
        });
    }

  private:
    // What the work reads of a source, from one state of the database; nothing when it never ran.
    template <typename T, typename Work>
    [[nodiscard]] Result<T> of_source(std::string_view source, Work&& work) {
        return guarded([&]() -> Result<T> {
            const Reading reading(*db_);
            const auto id = find_source(*db_, source);
            return id ? work(*id) : T{};
        });
    }

    std::unique_ptr<Database> db_;
};

Result<std::unique_ptr<Store>> as_store(std::unique_ptr<Database> db) {
    return std::make_unique<SqliteStore>(std::move(db));
}

} // namespace

Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& state_dir) {
    return open_to_write(state_dir / file_name).and_then(as_store);
}

Result<std::unique_ptr<Store>> open_store_read_only(const std::filesystem::path& state_dir) {
    return open_to_read(state_dir / file_name).and_then(as_store);
}

Result<Snapshot>
published_series(const std::filesystem::path& state_dir, const SeriesKey& key, const AsOf& as_of) {
    return open_to_read(state_dir / file_name).and_then([&](std::unique_ptr<Database> db) {
        return guarded([&]() -> Result<Snapshot> {
            const Reading reading(*db);
            const auto source = find_source(*db, key.source);
            Snapshot snapshot = source ? read_series(*db, *source, key, as_of) : Snapshot{};
            snapshot.source = key.source;
            return snapshot;
        });
    });
}

} // namespace tidemark::load

// connection: opening tidemark.db, its pragmas, its version; where SQLiteCpp's exceptions end.
//
// The writer keeps -wal and -shm beside the database when it closes (PERSIST_WAL), so that people
// who may read but not write the folder can open it at any time.
// Source: sqlite.org/wal.html (read-only databases), /security.html (defensive, trusted_schema).
#pragma once

#include "pipeline/base/result.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <memory>

namespace tidemark::load {

using Database = SQLite::Database;
using Query = SQLite::Statement;

// The version of schema.sql, kept in PRAGMA user_version.
inline constexpr int schema_version = 1;

[[nodiscard]] Result<std::unique_ptr<Database>> open_to_write(const std::filesystem::path& file);
[[nodiscard]] Result<std::unique_ptr<Database>> open_to_read(const std::filesystem::path& file);

// One state of the database for several queries: a transaction, unless one is already open.
class Reading {
  public:
    explicit Reading(Database& db);
    ~Reading();
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    Reading(Reading&&) = delete;
    Reading& operator=(Reading&&) = delete;

  private:
    Database& db_;
    bool own_;
};

[[nodiscard]] Error storage_error(const SQLite::Exception& exception);

// Runs `work`, which returns a Result, and makes an Error{storage} of what SQLite throws. A row
// that the schema forbids is a fault of ours, not of the disk: std::logic_error.
template <typename Work>
[[nodiscard]] auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        return fail(storage_error(exception));
    }
}

} // namespace tidemark::load

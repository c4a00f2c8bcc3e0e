#include "pipeline/load/connection.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/load/schema.hpp"

#include <fmt/core.h>
#include <sqlite3.h>

#include <stdexcept>
#include <string>

namespace tidemark::load {
namespace {

namespace fs = std::filesystem;

constexpr int busy_milliseconds = 5000;
// A store belongs to one thread: no lock is taken at each column of each row.
constexpr int one_thread = SQLITE_OPEN_NOMUTEX;
constexpr int application_id = 0x54696465; // "Tide"
constexpr auto use_a_backup =
    "put a backup in its place (docs/operations.md); the kept files alone do not make it";

Error unusable(const fs::path& file, std::string expected, std::string found, std::string next) {
    return {.fault = Fault::storage,
            .code = "store.open",
            .file = file.string(),
            .expected = std::move(expected),
            .found = std::move(found),
            .next = std::move(next)};
}

// What every connection needs, before the first statement that reads the schema.
void harden(Database& db) {
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    db.setBusyTimeout(busy_milliseconds);
    db.exec("PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192");
}

int user_version(Database& db) {
    return db.execAndGet("PRAGMA user_version").getInt();
}

Result<void> check_version(Database& db, const fs::path& file) {
    if (const int found = user_version(db); found != schema_version) {
        return fail(unusable(file,
                             fmt::format("a database of version {}", schema_version),
                             fmt::format("version {}", found),
                             "install the program that wrote it, or a newer one"));
    }
    return {};
}

// One step a version: from an empty file to 1. Later steps are added below, each under its number.
void migrate(Database& db) {
    if (user_version(db) == 0) {
        db.exec("BEGIN IMMEDIATE");
        db.exec(std::string(schema_sql()));
        db.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = 1; COMMIT",
                            application_id));
    }
}

// quick_check overlooks flipped bytes inside cells, so the whole check it is.
Result<void> check_integrity(Database& db, const fs::path& file) {
    const std::string found = db.execAndGet("PRAGMA integrity_check(1)").getString();
    if (found != "ok") {
        return fail(unusable(file, "an undamaged database", one_line(found), use_a_backup));
    }
    return {};
}

std::unique_ptr<Database> read_only(const fs::path& file) {
    auto db = std::make_unique<Database>(file.string(), SQLite::OPEN_READONLY | one_thread);
    harden(*db);
    user_version(*db); // the first read: here a missing -shm shows
    return db;
}

// A copy without -wal in a folder that cannot be written: nobody can be writing it.
std::unique_ptr<Database> immutable(const fs::path& file) {
    auto db = std::make_unique<Database>("file:" + file.string() + "?immutable=1",
                                         SQLite::OPEN_READONLY | SQLite::OPEN_URI | one_thread);
    harden(*db);
    return db;
}

} // namespace

Reading::Reading(Database& db)
    : db_(db)
    , own_(sqlite3_get_autocommit(db.getHandle()) != 0) {
    if (own_) {
        db_.exec("BEGIN");
    }
}

Reading::~Reading() {
    if (own_) {
        db_.tryExec("ROLLBACK");
    }
}

Error storage_error(const SQLite::Exception& exception) {
    const int code = exception.getErrorCode();
    if (code == SQLITE_CONSTRAINT) {
        throw std::logic_error(exception.what());
    }
    const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    return {.fault = Fault::storage,
            .code = "store.database",
            .expected = "the database to answer",
            .found = fmt::format(
                "{} ({})", one_line(exception.what()), exception.getExtendedErrorCode()),
            .next = damaged ? use_a_backup
                            : "see that the state folder's disk has room and can be written, then "
                              "start again: whether the last pass was kept shows then"};
}

Result<std::unique_ptr<Database>> open_to_write(const fs::path& file) {
    return guarded([&]() -> Result<std::unique_ptr<Database>> {
        auto db = std::make_unique<Database>(
            file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | one_thread);
        harden(*db);
        db->exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                 "PRAGMA journal_size_limit = 16777216");
        int persist = 1;
        sqlite3_file_control(db->getHandle(), "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
        migrate(*db);
        return check_version(*db, file)
            .and_then([&] { return check_integrity(*db, file); })
            .map([&] { return std::move(db); });
    });
}

Result<std::unique_ptr<Database>> open_to_read(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return fail({.fault = Fault::unavailable,
                     .code = "store.missing",
                     .file = file.string(),
                     .expected = "a database",
                     .found = "none yet",
                     .next = "run 'tidemark run' or start the daemon first"});
    }
    return guarded([&]() -> Result<std::unique_ptr<Database>> {
        std::unique_ptr<Database> db;
        try {
            db = read_only(file);
        } catch (const SQLite::Exception& exception) {
            if (exception.getErrorCode() != SQLITE_CANTOPEN || fs::exists(file.string() + "-wal")) {
                throw;
            }
            db = immutable(file);
        }
        return check_version(*db, file).map([&] { return std::move(db); });
    });
}

} // namespace tidemark::load

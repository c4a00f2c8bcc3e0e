#include "pipeline/load/copy.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <system_error>

namespace tidemark::load {

Result<void> copy_database(const std::filesystem::path& from, const std::filesystem::path& to) {
    const std::filesystem::path source = from / "tidemark.db";
    std::error_code error;
    if (!std::filesystem::exists(source, error)) {
        return {};
    }
    try {
        constexpr int patience_ms = 5000;
        SQLite::Database here(source.string(), SQLite::OPEN_READONLY, patience_ms);
        SQLite::Database there((to / "tidemark.db").string(),
                               SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup backup(there, here);
        backup.executeStep(-1);
    } catch (const SQLite::Exception& failed) {
        return fail({.fault = Fault::storage,
                     .code = "storage.copy",
                     .file = source.string(),
                     .expected = "a database that can be copied",
                     .found = failed.what(),
                     .next = "check the state folder's permissions and free space"});
    }
    return {};
}

} // namespace tidemark::load

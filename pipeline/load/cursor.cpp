#include "pipeline/load/cursor.hpp"

#include <sqlite3.h>

namespace tidemark::load {

Cursor::Cursor(Database& db, std::string_view sql)
    : db_(db) {
    expect(sqlite3_prepare_v3(db.getHandle(),
                              sql.data(),
                              static_cast<int>(sql.size()),
                              SQLITE_PREPARE_PERSISTENT,
                              &statement_,
                              nullptr),
           SQLITE_OK);
}

Cursor::~Cursor() {
    sqlite3_finalize(statement_);
}

void Cursor::bind(int parameter, std::int64_t value) {
    expect(sqlite3_bind_int64(statement_, parameter, value), SQLITE_OK);
}

void Cursor::bind(int parameter, double value) {
    expect(sqlite3_bind_double(statement_, parameter, value), SQLITE_OK);
}

void Cursor::bind(int parameter, std::string_view text) {
    expect(sqlite3_bind_text(
               statement_, parameter, text.data(), static_cast<int>(text.size()), SQLITE_STATIC),
           SQLITE_OK);
}

void Cursor::bind(int parameter, std::optional<std::int64_t> value) {
    value ? bind(parameter, *value) : expect(sqlite3_bind_null(statement_, parameter), SQLITE_OK);
}

void Cursor::bind(int parameter, std::optional<double> value) {
    value ? bind(parameter, *value) : expect(sqlite3_bind_null(statement_, parameter), SQLITE_OK);
}

bool Cursor::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) {
        return true;
    }
    expect(code, SQLITE_DONE);
    return false;
}

void Cursor::run() {
    expect(sqlite3_step(statement_), SQLITE_DONE);
    expect(sqlite3_reset(statement_), SQLITE_OK);
}

std::int64_t Cursor::insert() {
    run();
    return sqlite3_last_insert_rowid(db_.getHandle());
}

bool Cursor::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Cursor::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Cursor::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Cursor::text(int column) const {
    const unsigned char* text = sqlite3_column_text(statement_, column);
    if (text == nullptr) {
        return {};
    }
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<std::int64_t> Cursor::integer_or_null(int column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<double> Cursor::real_or_null(int column) const {
    return is_null(column) ? std::nullopt : std::optional(real(column));
}

void Cursor::expect(int code, int wanted) const {
    if (code != wanted) {
        throw SQLite::Exception(db_.getHandle(), code);
    }
}

} // namespace tidemark::load

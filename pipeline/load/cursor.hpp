// cursor: a prepared statement for what is done half a million times. SQLiteCpp's own counts
// references at every column and asks for an answer at every parameter.
//
// Thread: that of the database. Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/connection.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

struct sqlite3_stmt;

namespace tidemark::load {

class Cursor {
  public:
    Cursor(Database& db, std::string_view sql);
    ~Cursor();
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;
    Cursor(Cursor&&) = delete;
    Cursor& operator=(Cursor&&) = delete;

    // Parameters count from 1. A text must outlive the next step.
    void bind(int parameter, std::int64_t value);
    void bind(int parameter, double value);
    void bind(int parameter, std::string_view text);
    void bind(int parameter, std::optional<std::int64_t> value);
    void bind(int parameter, std::optional<double> value);

    [[nodiscard]] bool step(); // true: a row stands here
    void run();                // one that gives no rows; ready for the next parameters
    std::int64_t insert();     // runs it; the id of the row that it inserted

    // Columns count from 0. A text is good until the next step.
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::optional<std::int64_t> integer_or_null(int column) const;
    [[nodiscard]] std::optional<double> real_or_null(int column) const;

  private:
    void expect(int code, int wanted) const;

    Database& db_;
    sqlite3_stmt* statement_ = nullptr;
};

} // namespace tidemark::load

// outbox: the lines of the alert log, numbered without a gap, and how far each sink has come.
// Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/ports.hpp"

#include <string_view>
#include <vector>

namespace tidemark::load {

// The line's JSON begins with {"v":1,"seq":0, and its 0 becomes the row's number. A line that
// begins otherwise is a broken invariant: std::logic_error.
void append_lines(Database& db, RowId source, std::vector<Line> lines);

[[nodiscard]] std::vector<Line> read_lines(Database& db, const LineFilter& filter);

[[nodiscard]] Position read_position(Database& db, std::string_view sink);
void write_position(Database& db, std::string_view sink, const Position& position);

} // namespace tidemark::load

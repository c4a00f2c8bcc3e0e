// marks: the mark table: what people acknowledged and silenced.
// Thread: the connection's. Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/model/mark.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/ports.hpp"

#include <vector>

namespace tidemark::load {

// In the order in which they were made.
[[nodiscard]] std::vector<Mark> read_marks(Database& db, RowId source);

// Applied twice is applied once. Requires: what is "ack" or "silence".
void write_mark(Database& db, RowId source, const Decision& decision);

// The acknowledgements among the sayings have their lines now.
void mark_said(Database& db, RowId source, const std::vector<Saying>& sayings);

} // namespace tidemark::load

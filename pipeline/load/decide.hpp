// decide: a person's decisions become rows: an acceptance of held files, an answer by letter.
// Fails: usage (nothing waits, unknown answer, a decision that is not taken here); throws
// SQLite::Exception.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/ports.hpp"

namespace tidemark::load {

// The source's row, made when it is new.
[[nodiscard]] RowId source_row(Database& db, std::string_view name);

// Inside the caller's transaction.
[[nodiscard]] Result<void> write_decision(Database& db, const Decision& decision);

} // namespace tidemark::load

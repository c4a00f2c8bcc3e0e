// statements: what has been said, with its evidence; the outbox; what rules have judged.
//
// A group is one row with its members' rows under it; a member is found by its own id too.
// Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/ports.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tidemark::load {

// By id; members stand in their groups.
[[nodiscard]] std::vector<Said> read_said(Database& db, RowId source);

// By id or a beginning of one. Fails: usage when several begin so.
[[nodiscard]] Result<std::optional<Said>> find_statement(Database& db, std::string_view id);

// The new state of each; a standing one changes nothing. The first time it was said stays.
void write_sayings(Database& db,
                   RowId source,
                   const std::vector<Saying>& sayings,
                   std::optional<VintageId> vintage,
                   Instant now);

[[nodiscard]] Judged read_judged(Database& db, RowId source);
// In place of what had been judged.
void write_judged(Database& db, RowId source, const Judged& judged);

} // namespace tidemark::load

// health: the record of looks at each source, and what `status` says of them.
// Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/ports.hpp"

#include <vector>

namespace tidemark::load {

void write_run(Database& db, RowId source, const RunRecord& run);

// By source. Success is a look that loaded, or found nothing new.
[[nodiscard]] std::vector<Health> read_health(Database& db);

} // namespace tidemark::load

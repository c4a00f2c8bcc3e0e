// read_revisions: what each edition of a source did to figures that stood before it.
// Thread: the connection's. Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/model/revision.hpp"

#include <string_view>
#include <vector>

namespace tidemark::load {

// In the order of the vintages, then of series and periods.
[[nodiscard]] std::vector<Revision>
read_revisions(Database& db, RowId source, std::string_view name);

} // namespace tidemark::load

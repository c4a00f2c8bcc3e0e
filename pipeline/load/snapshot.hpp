// snapshot: the figures valid now, or as published or known at a past day.
//
// As of: of the vintages published and loaded by then, each figure's newest version counts, unless
// one of them had closed it. `last` is then the newest of those vintages that printed it.
// Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/ports.hpp"

namespace tidemark::load {

[[nodiscard]] Snapshot
read_snapshot(Database& db, RowId source, std::string_view name, const AsOf& as_of);

// One series alone; it costs what its own rows cost. Without series when there is none such.
[[nodiscard]] Snapshot
read_series(Database& db, RowId source, const SeriesKey& key, const AsOf& as_of);

// Every series that has a figure now, by key.
[[nodiscard]] std::vector<SeriesKey> read_series_keys(Database& db, RowId source);

} // namespace tidemark::load

// The SQLite store: every figure ever published, statements, outbox. The only SQL of the program.
//
// WAL, synchronous=FULL, STRICT tables, foreign keys, DEFENSIVE. One transaction a pass.
// SQLiteCpp's exceptions end here and become Error{storage}.
// Thread: one thread an object.
#pragma once

#include "pipeline/ports.hpp"

#include <filesystem>
#include <memory>

namespace tidemark::load {

// Opens `state_dir`/tidemark.db for writing; creates it or migrates it. Requires: the state lock.
// Fails: storage (also: a newer schema, a damaged file).
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& state_dir);

// Read-only, beside a running writer. Fails: storage; unavailable when there is no database yet.
[[nodiscard]] Result<std::unique_ptr<Store>>
open_store_read_only(const std::filesystem::path& state_dir);

// One published series alone, with its source's vintages, read beside a running writer: it costs
// what its own figures cost. Without series when there is none such. Fails: as
// open_store_read_only.
[[nodiscard]] Result<Snapshot>
published_series(const std::filesystem::path& state_dir, const SeriesKey& key, const AsOf& as_of);

} // namespace tidemark::load

// verify_database: whether the database says of itself that it is whole.
//
// Its pages and indexes (PRAGMA integrity_check), its references (foreign_key_check), no figure
// that stands twice, no figure that ends in another source's vintage, no gap in the outbox.
// Source: sqlite.org/pragma.html. Thread: one. Fails: storage, unavailable.
#pragma once

#include "pipeline/base/result.hpp"

#include <filesystem>
#include <vector>

namespace tidemark::load {

// What is wrong, nothing when all is well; at most ten of a kind.
[[nodiscard]] Result<std::vector<Error>> verify_database(const std::filesystem::path& state_dir);

} // namespace tidemark::load

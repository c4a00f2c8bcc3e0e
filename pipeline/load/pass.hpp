// pass: one pass of one source, in one transaction of the writer's connection.
//
// Owns the transaction: begun when made, rolled back when destroyed without commit().
#pragma once

#include "pipeline/load/connection.hpp"
#include "pipeline/ports.hpp"

#include <memory>
#include <string_view>

namespace tidemark::load {

// `db` must outlive the pass.
[[nodiscard]] Result<std::unique_ptr<Pass>> begin_pass(Database& db, std::string_view source);

} // namespace tidemark::load

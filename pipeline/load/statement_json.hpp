// statement_json: what the statement table keeps of a statement in its "body": everything but its
// evidence and members, which have rows of their own. statement_of(body_of(s)) == s but for these.
#pragma once

#include "pipeline/model/statement.hpp"

#include <string>
#include <string_view>

namespace tidemark::load {

[[nodiscard]] std::string body_of(const Statement& statement);

// Fails: throws SQLite::Exception (a damaged database).
[[nodiscard]] Statement statement_of(std::string_view body);

} // namespace tidemark::load

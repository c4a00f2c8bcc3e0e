// archive: the one spreadsheet in a ZIP or gzip archive.
//
// Chosen by [read] member, a pattern that exactly one member's path must match; without it there
// must be exactly one member with the name of a spreadsheet, or one member at all. Folders and what
// macOS and Windows leave behind are no members.
// Fails: held (read.member: none or several, with their names), malformed, limit.
#pragma once

#include "pipeline/parse/read/gzip.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <string>

namespace tidemark::parse {

struct Member {
    std::string name; // its path in the archive, as UTF-8; empty when a gzip archive names none
    std::string bytes;
};

[[nodiscard]] Result<Member>
unpack(const Zip& zip, const Pattern& wanted, const Budgets& budgets, Spent& spent);

[[nodiscard]] Result<Member>
unpack(const Gzip& gzip, const Pattern& wanted, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse

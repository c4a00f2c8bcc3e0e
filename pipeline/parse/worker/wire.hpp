// wire: the child's answer as bytes.
//
//   "TMAN" | version u32 | kind u32 | body bytes u64 | body | CRC-32 of all before (u32)
//
// The parent believes nothing: magic, version, length and checksum first, then every count against
// the bytes that are left, every index against its table, every choice against its enumeration, a
// value exactly where the status has one. No recursion, no reservation by a stated count.
// decode(encode(a)) == a. Fails: malformed (parse.child), saying which part was wrong. Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/page.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace tidemark::parse {

// ParsedFile::file is not sent: the parent knows which file it gave.
using Answer = std::variant<ParsedFile, Workbook, Error, Page>;

constexpr std::size_t answer_head = 20;
constexpr std::size_t answer_tail = 4;

[[nodiscard]] std::string encode(const Answer& answer);
[[nodiscard]] Result<Answer> decode(std::string_view bytes);

// Length of the whole answer, from its first answer_head bytes.
[[nodiscard]] Result<std::uint64_t> answer_length(std::string_view head);

} // namespace tidemark::parse

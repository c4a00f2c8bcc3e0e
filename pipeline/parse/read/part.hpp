// part: the bytes of a part of an archive as they are read: counted, within the budgets of size and
// ratio, and at their end checked against what the archive says of them.
//
// Does not own the packed bytes nor what was spent; both outlive it.
// Fails: malformed (not DEFLATE, cut short, CRC-32, length), limit.
#pragma once

#include "pipeline/model/limits.hpp"
#include "pipeline/parse/read/chunks.hpp"
#include "pipeline/parse/read/spent.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::parse {

struct Packed {
    std::string_view name; // for messages
    std::string_view data;
    bool deflated = false; // else stored
    std::uint32_t crc = 0;
    // RFC 1952: its bytes modulo 2^32, and `data` is read to its last byte. A ZIP directory's sizes
    // are not believed and not checked.
    std::optional<std::uint32_t> length;
};

[[nodiscard]] std::unique_ptr<Chunks>
open_part(const Packed& packed, const Budgets& budgets, Spent& spent);

// All of it in one piece. `foreseen`: bytes to make room for, as far as that is no lie.
[[nodiscard]] Result<std::string> read_whole(Chunks& chunks, std::uint64_t foreseen = 0);

} // namespace tidemark::parse

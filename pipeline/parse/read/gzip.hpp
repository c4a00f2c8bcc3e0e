// gzip: the one file in a gzip archive (RFC 1952).
//
// Several files one after the other, which gzip allows, are refused: what is found after the end of
// the first is no part of it. Does not own the bytes, which outlive the part made of it.
// Fails: malformed.
#pragma once

#include "pipeline/parse/read/part.hpp"

#include <string>
#include <string_view>

namespace tidemark::parse {

struct Gzip {
    std::string name; // as stored; empty when there is none
    std::string_view data;
    std::uint32_t crc = 0;
    std::uint32_t length = 0;
};

[[nodiscard]] Result<Gzip> open_gzip(std::string_view bytes);

} // namespace tidemark::parse

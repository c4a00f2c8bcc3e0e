// xml_bytes: how the scanner walks over bytes. A NUL behind the last byte ends every walk.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tidemark::parse {

inline constexpr std::size_t slack = 64; // readable bytes behind the last, the NUL first

// Bytes that end a name or a blank run. NUL ends both: it marks the end of the buffer.
enum class ByteKind : std::uint8_t { other, blank, stop };

inline constexpr std::array<ByteKind, 256> kinds = [] {
    std::array<ByteKind, 256> table{};
    for (const char c : {' ', '\t', '\n', '\r'}) {
        table[static_cast<unsigned char>(c)] = ByteKind::blank;
    }
    for (const char c : {'\0', '>', '/', '=', '<', '"', '\''}) {
        table[static_cast<unsigned char>(c)] = ByteKind::stop;
    }
    return table;
}();

inline ByteKind kind_of(char c) {
    return kinds[static_cast<unsigned char>(c)];
}

inline const char* skip_blanks(const char* p) {
    while (kind_of(*p) == ByteKind::blank) {
        ++p;
    }
    return p;
}

inline const char* skip_name(const char* p) {
    while (kind_of(*p) == ByteKind::other) {
        ++p;
    }
    return p;
}

inline std::string_view between(const char* from, const char* to) {
    return {from, static_cast<std::size_t>(to - from)};
}

} // namespace tidemark::parse

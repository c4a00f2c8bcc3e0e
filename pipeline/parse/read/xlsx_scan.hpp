// xlsx_scan: addresses and counts as worksheets write them, byte by byte.
//
// The bytes end in a NUL with slack behind it (XmlScanner): none of these leaves the buffer.
// Thread: any. Fails: never; `end` is null where nothing was found.
#pragma once

#include "pipeline/base/scan.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/parse/read/builder.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::parse {

// An address as cells write it: letters, digits; stops at the first other byte.
struct Scanned {
    Address at;
    const char* end = nullptr; // null: no address
};

inline Scanned scan_address(const char* p) {
    std::uint32_t column = 0;
    std::uint32_t row = 0;
    const char* letters = p;
    while (*p >= 'A' && *p <= 'Z' && p - letters < 4) {
        column = column * 26 + static_cast<std::uint32_t>(*p++ - 'A') + 1;
    }
    const char* numbers = p;
    while (is_digit(*p) && p - numbers < 8) {
        row = row * 10 + static_cast<std::uint32_t>(*p++ - '0');
    }
    if (numbers == letters || p == numbers || row == 0 || row > most_rows ||
        column > most_columns) {
        return {};
    }
    return {{row - 1, column - 1}, p};
}

// The bytes at p have slack behind them (XmlScanner): comparing never leaves the buffer.
template <std::size_t Size>
bool starts(const char* p, const char (&literal)[Size]) { // NOLINT(*-avoid-c-arrays)
    return std::memcmp(p, literal, Size - 1) == 0;
}

// At most nine digits.
struct Digits {
    std::uint32_t value = 0;
    const char* end = nullptr; // null: none, or more
};

inline Digits scan_digits(const char* p) {
    const char* from = p;
    std::uint32_t value = 0;
    while (is_digit(*p) && p - from < 10) {
        value = value * 10 + static_cast<std::uint32_t>(*p++ - '0');
    }
    const bool some = p != from && p - from < 10;
    return some ? Digits{value, p} : Digits{};
}

// A whole text that is an address, A1 to XFD1048576.
inline std::optional<Address> address_of(std::string_view raw) {
    const std::string text(raw); // with its NUL
    const auto scanned = scan_address(text.c_str());
    const bool whole = scanned.end != nullptr && scanned.end == text.c_str() + text.size();
    return whole ? std::optional(scanned.at) : std::nullopt;
}

} // namespace tidemark::parse

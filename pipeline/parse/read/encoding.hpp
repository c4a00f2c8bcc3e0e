// encoding: bytes of a text file -> UTF-8.
//
// Named by the source file, or decided: byte order mark (UTF-8, UTF-16, UTF-32), UTF-16 without one
// where its NULs show it, UTF-8 where the bytes are, else windows-1252. Converted by ICU.
// Fails: malformed (bytes that the encoding does not have, at their offset; a byte order mark of
// another; NUL), usage (an unknown name).
#pragma once

#include "pipeline/base/result.hpp"

#include <string>
#include <string_view>

namespace tidemark::parse {

struct Decoded {
    std::string_view text; // UTF-8, without byte order mark: of the bytes given or of `own`
    std::string name;      // "UTF-8", "windows-1252"
    std::string own;

    Decoded() = default;
    Decoded(Decoded&&) = delete; // text may point into own
    Decoded& operator=(Decoded&&) = delete;
    Decoded(const Decoded&) = delete;
    Decoded& operator=(const Decoded&) = delete;
    ~Decoded() = default;
};

// `encoding` "": decide. The bytes outlive `decoded`.
[[nodiscard]] Result<void>
decode(std::string_view bytes, std::string_view encoding, Decoded& decoded);

} // namespace tidemark::parse

// CodePage: texts of BIFF5, in the eight-bit (or double-byte) encoding that its CODEPAGE record
// names ([MS-XLS] 2.4.52) -> UTF-8.
//
// Plain ASCII is copied. A single-byte encoding is a table made once; what it does not have, and
// NUL, becomes U+FFFD, which no label of a layout matches.
// Fails: malformed, only when a text that is not ASCII meets a code page that is not known.
#pragma once

#include "pipeline/base/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::parse {

class CodePage {
  public:
    explicit CodePage(std::uint16_t number = windows_latin);

    [[nodiscard]] Result<void> append(std::string& out, std::string_view bytes) const;

    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    static constexpr std::uint16_t windows_latin = 1252;

    std::string name_;
    bool single_byte_ = false;
    std::array<std::string, 256> characters_; // where each byte is one
};

} // namespace tidemark::parse

// biff_writer: the streams of XLS workbooks ([MS-XLS]), record by record, for tests.
//
//   biff_stream(0x0600, sst, {{.name = "S", .records = record(0x027E, cell(0, 0) + le32(4))}})
#pragma once

#include "tests/support/books/bytes_out.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::test {

inline constexpr std::uint16_t biff5 = 0x0500;
inline constexpr std::uint16_t biff8 = 0x0600;

[[nodiscard]] std::string record(std::uint16_t type, std::string_view body);

// How the record of a cell begins: row, column, XF.
[[nodiscard]] std::string cell(std::uint16_t row, std::uint16_t column, std::uint16_t style = 0);

[[nodiscard]] std::u16string to_utf16(std::string_view utf8);

// The characters of BIFF8, one byte each where all allow it, without count and flags.
[[nodiscard]] std::string units(std::u16string_view text);
[[nodiscard]] bool is_wide(std::u16string_view text);

// A text of BIFF8: count, flags, characters.
[[nodiscard]] std::string text8(std::string_view utf8);

struct BiffSheet {
    std::string name; // ASCII
    std::string records{};
    std::uint8_t state = 0; // 1 hidden, 2 very hidden
    std::uint8_t kind = 0;  // 2: a chart
};

// BOF, `globals`, BOUNDSHEETs, EOF, then the sheets.
[[nodiscard]] std::string
biff_stream(std::uint16_t version, std::string_view globals, const std::vector<BiffSheet>& sheets);

// A table of shared strings, in as many records as it needs.
class SharedStrings {
  public:
    void add(std::string_view utf8);

    [[nodiscard]] std::string records();

  private:
    void flush();

    std::string done_;
    std::string body_ = std::string(8, '\0');
    std::uint32_t count_ = 0;
    bool continues_ = false;
};

} // namespace tidemark::test

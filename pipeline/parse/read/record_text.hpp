// RecordText: fields and strings of a record that may go on in CONTINUE records ([MS-XLS] 2.5.293
// XLUnicodeRichExtendedString, 2.5.294 XLUnicodeString; 2.4.58 Continue).
//
//   BIFF8: count | flags | [runs] [extra size] | characters | runs | extra
//   BIFF5: count | bytes in the code page
//
// Where characters go on in a CONTINUE record, it begins with flags of its own: the same string may
// change there between one and two bytes a character. Runs (fonts) and extra (phonetic) are passed.
// NUL and halves of surrogate pairs become U+FFFD: they are no characters.
// Owns nothing; all it is made of outlives it.
// Fails: malformed (the record ends within a string), limit (a text's length).
#pragma once

#include "pipeline/parse/read/code_page.hpp"
#include "pipeline/parse/read/records.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::parse {

enum class Biff : std::uint8_t { five, eight };

enum class Count : std::uint8_t { one_byte, two_bytes };

// How the texts of a workbook are stored.
struct XlsTexts {
    Biff biff = Biff::eight;
    CodePage code_page{};         // of BIFF5
    std::uint64_t most = 1 << 20; // bytes of a text
};

class RecordText {
  public:
    // From byte `at` of the body of the record that `records` has just read.
    RecordText(Records& records, const XlsTexts& how, std::size_t at)
        : records_(records)
        , how_(how)
        , rest_(records.body().substr(std::min(at, records.body().size()))) {}

    // Replaces `out` with the string that comes next, as UTF-8.
    [[nodiscard]] Result<void> string(Count count, std::string& out);

    // Passes `size` bytes.
    [[nodiscard]] bool pass(std::uint64_t size);

    // Whether anything is left, in this record or the ones that continue it.
    [[nodiscard]] bool more();

  private:
    enum class Width : std::uint8_t { one, two };

    [[nodiscard]] std::optional<std::uint32_t> number(std::size_t size);
    [[nodiscard]] Result<void> unicode(std::size_t count, std::string& out);
    [[nodiscard]] Result<void> bytes(std::size_t count, std::string& out);
    [[nodiscard]] bool characters(std::size_t count, Width width, std::string& out);
    void append_unit(std::uint16_t unit, std::string& out);
    void end_units(std::string& out);

    Records& records_;
    const XlsTexts& how_;
    std::string_view rest_;
    std::uint16_t high_ = 0; // the first half of a surrogate pair
};

} // namespace tidemark::parse

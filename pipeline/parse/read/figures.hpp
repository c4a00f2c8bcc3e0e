// figures: numbers and dates as files write them and as a person sees them.
#pragma once

#include "pipeline/model/cell_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::parse {

// A decimal number (XML Schema double without INF and NaN), blanks around it allowed. Nothing when
// it is anything else or beyond a double.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

// Digits alone: a count, an index.
[[nodiscard]] std::optional<std::uint32_t> parse_index(std::string_view text);

// The shortest decimals that read back as the same double: "2145", "1273.53", "-4.5", "1e+300".
[[nodiscard]] CellText number_text(double value);

// A number of at most 15 digits that is its own shortest form, so its text needs no printing.
// `end` is behind it; nothing found: end == begin.
struct PlainNumber {
    double value = 0;
    const char* end = nullptr;
};

// `text` ends in a byte that is no part of a number (NUL will do).
[[nodiscard]] PlainNumber plain_number(const char* text);

// How a number format shows its number (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum class Shown : std::uint8_t { number, date, date_time, time };

[[nodiscard]] Shown shown_by(std::string_view format);

struct CellDate {
    double days = 0;  // since 1970-01-01
    std::string text; // "2018-09-30", "2018-09-30T14:30:00"
};

enum class Epoch : std::uint8_t { y1900, y1904 };

// A spreadsheet's serial number of a day (18.17.4.1, with 1900 taken for a leap year). Nothing for
// what is no day: below 1, 29 February 1900, beyond 9999.
[[nodiscard]] std::optional<CellDate> serial_date(double serial, Epoch epoch, Shown shown);

// "2018-09-30" or "2018-09-30T14:30:00(.5)(Z)" as ODF and strict OOXML store it.
[[nodiscard]] std::optional<CellDate> iso_date(std::string_view text);

// "13:30:00" of a fraction of a day.
[[nodiscard]] std::string clock_text(double days);

// "PT13H30M00S" (ISO 8601) in days.
[[nodiscard]] std::optional<double> iso_duration(std::string_view text);

} // namespace tidemark::parse

// Workbook, Sheet, Cell: what a file holds, before anyone asks what it means.
//
// Coordinates: row and column count from 0; Address{6, 1} is "B7".
//
//            A(0)   B(1)
//   1 (row 0)
//   7 (row 6)        B7
//
// A sheet keeps its non-empty cells only, in row-major order; at() finds by binary search.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/model/cell_style.hpp"
#include "pipeline/model/cell_text.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

struct Address {
    std::uint32_t row = 0;
    std::uint32_t column = 0;

    auto operator<=>(const Address&) const = default;
};

[[nodiscard]] std::string to_text(Address address); // "B7"
[[nodiscard]] std::optional<Address>
parse_address(std::string_view text); // nothing unless A1..XFD1048576

// A rectangle, both corners included: "A1:C30", or one cell "A1". first is above and left of last.
struct Area {
    Address first;
    Address last;

    auto operator<=>(const Area&) const = default;

    [[nodiscard]] bool holds(Address address) const {
        return address.row >= first.row && address.row <= last.row &&
               address.column >= first.column && address.column <= last.column;
    }
};

// Holds every address.
inline constexpr Area whole_sheet{{0, 0}, {UINT32_MAX, UINT32_MAX}};

[[nodiscard]] std::string to_text(const Area& area);
[[nodiscard]] std::optional<Area> parse_area(std::string_view text);

enum class CellType : std::uint8_t { empty, number, text, date, boolean, error };

struct Cell {
    Address at;
    CellType type = CellType::empty;
    double number = 0; // number; boolean 0 or 1; date: days since 1970-01-01, with fraction
    CellText text;     // what a reader of the sheet sees: "2,145", "30 Sep 2018", "#REF!", "Kent"
    CellStyle style{}; // its number format, bold, indent, fill
};

static_assert(sizeof(Cell) == 48); // limits.hpp says how many fit

enum class Visibility : std::uint8_t { visible, hidden, very_hidden };

struct Sheet {
    std::string name; // as stored: "Table P1 " keeps its blank; a CSV file's one sheet is "csv"
    Visibility visibility = Visibility::visible;
    std::vector<Cell> cells;  // row-major, no empty cells
    std::vector<Area> merges; // the value stands in the first cell

    [[nodiscard]] const Cell* at(Address address) const; // null when empty
    [[nodiscard]] Area extent() const; // smallest area from A1 that holds all cells
};

enum class Format : std::uint8_t { xlsx, xls, ods, csv };

[[nodiscard]] std::string_view to_text(Format format);

struct Workbook {
    Format format = Format::csv;
    // How the bytes were read where there was a choice: "CSV, UTF-8, delimiter ','".
    std::string decided;
    std::string member{}; // its path in the archive that it came in; empty when in none
    std::vector<Sheet> sheets;
};

} // namespace tidemark

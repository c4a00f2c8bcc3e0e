// styles: what a cell's style says of its number: the number format, and whether that shows a date
// (ECMA-376 part 1, 18.8.30; the same numbers and codes in [MS-XLS] 2.4.126).
//
// Thread: any. Fails: never.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/read/figures.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tidemark::parse {

struct Style {
    Shown shown = Shown::number;
    SharedText format; // empty: General
};

class Styles {
  public:
    // Of an index beyond the table: General, a number.
    [[nodiscard]] const Style& of(std::size_t index) const {
        return index < styles_.size() ? styles_[index] : general_;
    }

    void add(Style style) { styles_.push_back(std::move(style)); }

    // The same with texts of their own: two threads that count the copies of one text wait for
    // each other.
    [[nodiscard]] Styles apart() const {
        Styles own;
        for (const Style& style : styles_) {
            own.add({style.shown, SharedText(style.format.view())});
        }
        return own;
    }

  private:
    std::vector<Style> styles_;
    Style general_;
};

// The formats that a workbook defines itself, by number.
using OwnFormats = std::map<std::uint32_t, std::string>;

// Of a format's number: by what the workbook says, else by what the standard says.
[[nodiscard]] Style style_of(std::uint32_t number, const OwnFormats& own);

// Fills in a new cell: a number or a date, its text and format.
void show(Cell& cell, double number, const Style& how, Epoch epoch);

} // namespace tidemark::parse

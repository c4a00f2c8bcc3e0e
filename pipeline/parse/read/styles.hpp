// styles: what a cell's style says: its number format, whether that shows a date, and how it looks
// (ECMA-376 part 1, 18.8.30; the same numbers and codes in [MS-XLS] 2.4.126).
//
// Thread: any. Fails: never.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/read/figures.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::parse {

struct Style {
    Shown shown = Shown::number;
    CellStyle look;
};

class Styles {
  public:
    // Of an index beyond the table: General, a number.
    [[nodiscard]] const Style& of(std::size_t index) const {
        return index < styles_.size() ? styles_[index] : general_;
    }

    void add(Style style) { styles_.push_back(std::move(style)); }

    // The same, counted apart from these: for another thread.
    [[nodiscard]] Styles apart() const {
        Styles copy;
        for (const Style& style : styles_) {
            copy.add({style.shown, style.look.apart()});
        }
        return copy;
    }

  private:
    std::vector<Style> styles_;
    Style general_;
};

// The formats that a workbook defines itself, by number.
using OwnFormats = std::map<std::uint32_t, std::string>;

// Of a format's number - by what the workbook says, else by what the standard says - and how the
// style looks but for its format.
[[nodiscard]] Style style_of(std::uint32_t number, const OwnFormats& own, Looks looks = {});

// "FFEE00" of the colour's last six hexadecimal digits; empty where there are not six or eight.
[[nodiscard]] std::string rgb_of(std::string_view colour);

// Fills in a new cell: a number or a date, its text and style.
void show(Cell& cell, double number, const Style& how, Epoch epoch);

} // namespace tidemark::parse

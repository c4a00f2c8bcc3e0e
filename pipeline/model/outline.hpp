// Outline: what sheets a file has, without their cells.
#pragma once

#include "pipeline/model/cell.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tidemark {

struct SheetOutline {
    std::string name;
    Visibility visibility = Visibility::visible;
    Area extent;                    // as Sheet::extent(); A1 when there is no cell
    std::uint64_t cells = 0;        // that are not empty
    std::vector<std::string> first; // texts of its first cells, cut short: to recognise it by
    std::vector<Area> merges;

    bool operator==(const SheetOutline&) const = default;
};

struct Outline {
    Format format = Format::csv;
    std::string decided; // as Workbook::decided
    std::vector<SheetOutline> sheets;

    bool operator==(const Outline&) const = default;
};

// Notes the text of one of the sheet's first cells; later ones are passed over.
void add_first(SheetOutline& sheet, const Cell& cell);

[[nodiscard]] Outline outline_of(const Workbook& book);

} // namespace tidemark

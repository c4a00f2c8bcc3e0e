// SheetTrace: what a layout took the cells of a sheet for, told where somebody asks to see it.
//
// Values only. Thread: any. Fails: never. The figures themselves are no part of it: an Observation
// names its cell.
//
//              C3 "2019/20"                  label of period: at C3, area C4:C9
//     A4 "Kent"   C4  247                    label of area:   at A4, area B4:D4
#pragma once

#include "pipeline/model/observation.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tidemark {

struct CellUse {
    enum class Role : std::uint8_t {
        label,   // `at` gives the dimension `dim` to the figures in `area`
        anchor,  // what the layout was found by: the anchor; the heads of a list's columns
        held,    // a figure, not read: its text, or a label of it, is not understood
        dropped, // a figure that [keep], or [hold] codes, lets go
        skipped, // a row or column left out by skip or keep
        stop,    // the row at which the table ends, and all below it
    };

    Role role = Role::label;
    std::uint32_t dim = 0; // label: index into SheetTrace::dims
    Address at{};          // label: its cell; else the first of `area`
    Area area{};

    bool operator==(const CellUse&) const = default;
};

struct SheetTrace {
    std::string name;                // as stored
    std::string layout{};            // as ParsedFile::layout; empty: none fits this sheet
    std::vector<std::string> dims{}; // of that layout, the period among them
    std::vector<CellUse> uses{};     // areas may overlap

    bool operator==(const SheetTrace&) const = default;
};

// A file and the sheets that its figures were looked for in.
struct Traced {
    ParsedFile file;
    std::vector<SheetTrace> sheets;
};

} // namespace tidemark

// Limits: what reading one file may cost. The in-class initialisers are the defaults, and the only
// place they stand; [parse] in tidemark.toml sets each under the name of the member.
//
// A budget counts what a file asks for, so that its error can say which and how much; the memory
// limit is what holds when a file stays within every budget and is too much all the same: a cell
// takes 48 bytes, so that about 5 million of them fill the default memory of the child.
#pragma once

#include <cstdint>

namespace tidemark {

struct Budgets {
    std::uint64_t inflated = 1ULL << 30U;  // bytes of all parts of a ZIP archive
    std::uint64_t ratio = 200;             // inflated over stored, counted after the first MiB
    std::uint64_t entries = 10'000;        // of the ZIP directory
    std::uint64_t part = 16ULL << 20U;     // bytes of a part that is read in one piece
    std::uint64_t cells = 40'000'000;      // of all sheets that are read
    std::uint64_t cell_text = 1ULL << 20U; // bytes; also of an XML tag
    std::uint64_t depth = 64;              // of XML elements

    bool operator==(const Budgets&) const = default;
};

// Of the child process in which a file is read.
struct RoomLimits {
    std::uint64_t memory = 256ULL << 20U; // bytes of address space above those at its start
    std::uint64_t cpu_seconds = 30;
    std::uint64_t wall_seconds = 120;
    std::uint64_t answer = 1ULL << 30U; // bytes
    Budgets budgets;

    bool operator==(const RoomLimits&) const = default;
};

} // namespace tidemark

// marker_sets: the symbols that publishers put for a figure or beside it, by house style.
//
// A source names the sets that it uses ([status] markers); nothing is taken from a set that is not
// named, since houses differ: "x" is not available in one and suppressed in another. A symbol that
// a house itself gives two meanings ("-": nil, or not applicable) stands in no set.
// Sources: GSS "Symbols in tables: definitions and help" (January 2022; before that, 2009); DfE
// analysts' guide, "Data symbols"; NHS Digital disclosure control; Eurostat "Status flags";
// Statistics Canada "Standard symbols"; ABS "Symbols and abbreviations".
// Pure. Thread: any. Fails: never.
#pragma once

#include "pipeline/model/status.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace tidemark {

struct MarkerEntry {
    std::string_view text; // squeezed
    Status status = Status::not_available;
};

struct MarkerSet {
    std::string_view name;
    bool bracketed = false; // in square brackets, "[c]", several of them beside one number
    std::span<const MarkerEntry> entries;
};

[[nodiscard]] std::span<const MarkerSet> marker_sets();

// Null: no set is called so.
[[nodiscard]] const MarkerSet* find_marker_set(std::string_view name);

// What the set says of a text, for "[c]" of a bracketed one "c".
[[nodiscard]] std::optional<Status> status_in(const MarkerSet& set, std::string_view text);

} // namespace tidemark

// categories: one member's part of a figure for one period, its categories summed first.
//
// A slot is one published series that the part is made of. Every slot that belongs to the period
// must have a usable value (a number, or a bound such as "<5"), or the member is outside with a
// reason: awaited, refused, no information, partly (the missing categories are named), suppressed,
// a declared break.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/source.hpp"

#include <string>
#include <vector>

namespace tidemark::load {

struct Slot {
    Dims dims;
    const Series* series = nullptr;        // null: never published
    std::string category{};                // what it is called among the others; may be empty
    std::vector<const SetMember*> dated{}; // its places in sets: days for which it is asked
};

// What a part is judged with.
struct Circumstances {
    const Snapshot& snapshot;
    const Source& source;
};

[[nodiscard]] bool asked_for(const SetMember& member, const Period& period);

[[nodiscard]] const Figure* figure_at(const Series* series, const Period& period);

// Not yet against a roster. code and name are the caller's.
[[nodiscard]] Part part_of(const std::vector<Slot>& slots,
                           const std::string& code,
                           const Period& period,
                           const Circumstances& given);

} // namespace tidemark::load

// hold_sequence: which periods follow each other: financial years, the years to each June, halves
// and quarters, months, weeks, the 31st of each March.
//
// Pure. Thread: any. Fails: never.
#pragma once

#include "pipeline/model/period.hpp"

#include <compare>
#include <vector>

namespace tidemark::load {

// What the periods of one sequence have in common.
struct Sequence {
    int months = 0; // its length, where it is whole months (from the 1st, or from any other day)
    int days = 0;   // its length where it is not
    int step = 0;   // months from one to the next; of weeks, whose days are 7, days
    int phase = 0;  // of its first month, or day, within a step
    int day = 0;    // of the month on which it begins; 31: its last

    // Nobody knows which day or span, such as the part of a year that is over, comes next.
    [[nodiscard]] bool goes_on() const { return step > 0; }

    auto operator<=>(const Sequence&) const = default;
};

// Are the single days among them those of a diary (each day, each Friday)? Else they are days on
// which something is counted once a year, each with its sequence.
[[nodiscard]] bool has_diary(const std::vector<Period>& periods);

[[nodiscard]] Sequence sequence_of(const Period& period, bool diary);

// Where it stands in its sequence: the next has one more. Requires: goes_on().
[[nodiscard]] int position(const Period& period, const Sequence& sequence);

// The period `steps` after this one. Requires: goes_on().
[[nodiscard]] Period later(const Period& period, const Sequence& sequence, int steps);

} // namespace tidemark::load

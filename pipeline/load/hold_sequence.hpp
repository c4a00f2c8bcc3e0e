// hold_sequence: which periods follow each other: financial years, the years to each June, calendar
// quarters, months, the 31st of each March.
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
    int step = 0;   // months from one to the next; 0: days or spans, of which nobody knows the next
    int phase = 0;  // of its first month within a step
    int day = 0;    // of the month on which it begins; 31: its last

    auto operator<=>(const Sequence&) const = default;
};

// Are the single days among them those of a diary (each day, each Friday)? Else they are days on
// which something is counted once a year, each with its sequence.
[[nodiscard]] bool has_diary(const std::vector<Period>& periods);

[[nodiscard]] Sequence sequence_of(const Period& period, bool diary);

// Where it stands in its sequence: the next has one more. Requires: sequence.step > 0.
[[nodiscard]] int position(const Period& period, const Sequence& sequence);

// The period `steps` after this one. Requires: sequence.step > 0.
[[nodiscard]] Period later(const Period& period, const Sequence& sequence, int steps);

} // namespace tidemark::load

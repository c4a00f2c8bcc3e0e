// publisher: the change on the year that the publisher prints itself, beside ours. Pure.
//
// Bases are revised from edition to edition: on ONS Table P1 of June 2018 and June 2019, 102 of 906
// changes differ by more than one point from those that ONS prints in P2. A rule that names the
// publisher's series (publisher_change) says ours only where the two agree after rounding.
#pragma once

#include "pipeline/alert/rules/change.hpp"

#include <optional>

namespace tidemark::alert {

struct PublishersChange {
    enum class Word {
        not_named, // the rule names none, or the series has no figure for the period
        none,      // the publisher prints a marker: no percentage (a small base, a break)
        agrees,    // with ours, after rounding
        differs,
    };

    Word word = Word::not_named;
    const Total* total = nullptr; // of `agrees` and `differs`: its value is in per cent
};

// `ours`: in per cent; nothing where our figures allow none.
[[nodiscard]] PublishersChange publishers_change(const Rule& rule,
                                                 const View& view,
                                                 const Sides& sides,
                                                 std::optional<double> ours,
                                                 int decimals);

// How many decimals the publisher's changes have, one at most: none where all of them are whole.
[[nodiscard]] int publishers_decimals(const Rule& rule, const Snapshot& snapshot);

[[nodiscard]] bool agree_after_rounding(double ours, double publishers, int decimals);

} // namespace tidemark::alert

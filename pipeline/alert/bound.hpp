// bound: how far a total could be lifted by the members that are missing from it. Pure.
//
// The total plus, for each member missing then, its largest value in any period of the same
// frequency. A member never seen has no bound (CONFIG.md, "Comparisons").
#pragma once

#include "pipeline/model/figures.hpp"

#include <vector>

namespace tidemark::alert {

struct Bound {
    double most = 0;    // the total with the largest answers of the missing
    int missing = 0;    // members missing from it that answered at some time
    int never_seen = 0; // members missing from it that never did

    bool operator==(const Bound&) const = default;
};

// Missing from `total`: everyone asked then, and everyone inside `beside`, who is not inside it.
[[nodiscard]] Bound
bound(const Total& total, const Total& beside, const std::vector<const Total*>& all);

} // namespace tidemark::alert

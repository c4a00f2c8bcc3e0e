// derive: sums over categories and rosters, with coverage. Pure; nothing is stored.
//
// A member answers a period when every category of the set has a usable value; some but not all is
// `partly` and outside. Categories are summed within a member first, then members. Each period
// counts against the roster of its own dates. Everyone left out has a reason. "<5" and the like:
// the sum is a range (low, high) unless [status] below says how they count.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/source.hpp"

#include <vector>

namespace tidemark::load {

// Every published series as a subject of one part, and every derived one. The Parts point into
// `snapshot`, which must outlive them.
[[nodiscard]] std::vector<Subject>
derive(const Snapshot& snapshot, const Source& source, const Codelists& codelists);

} // namespace tidemark::load

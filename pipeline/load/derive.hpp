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

#include <set>
#include <string>
#include <vector>

namespace tidemark::load {

// The publisher's own code that this sum would double or hide, among the codes it prints of the
// dimension: the same word - for a sum over every code seen in any spelling of it, for then the
// published total is a part of the sum. Null when there is none.
[[nodiscard]] const std::string* published_as(const Derive& derive,
                                              const std::set<std::string>& codes);

// Every published series as a subject of one part, and every derived one, no key twice: where the
// publisher prints the code of a sum itself, its figure stands and the sum is not made. The Parts
// point into `snapshot`, which must outlive them.
[[nodiscard]] std::vector<Subject>
derive(const Snapshot& snapshot, const Source& source, const Codelists& codelists);

} // namespace tidemark::load

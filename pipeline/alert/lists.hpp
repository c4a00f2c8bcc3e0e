// lists: what beside the figures makes totals: sums, the sets and rosters they are over, breaks,
// and how "<5" counts. All of it is the operator's: where it changed, what moves is no news. Pure.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/source.hpp"

#include <string>

namespace tidemark::alert {

// Names, titles and reasons do not matter: they move words, no figure.
[[nodiscard]] std::string digest_of_lists(const Source& source, const Codelists& codelists);

} // namespace tidemark::alert

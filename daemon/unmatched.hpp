// unmatched: what a source file asks for and no series answers: rules and [keep] codes that a
// mistyped code, or a label that is written otherwise, leaves silent. Pure.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/source.hpp"

#include <string>
#include <vector>

namespace tidemark {

// One line each: "rule 'kent' says nothing: no series has offence=Q". Nothing while the source has
// no series at all.
[[nodiscard]] std::vector<std::string>
unmatched(const Source& source, const Codelists& codelists, const std::vector<SeriesKey>& series);

} // namespace tidemark

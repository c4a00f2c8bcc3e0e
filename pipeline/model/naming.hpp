// naming: what codes and sums are called, by the source's codelists and sets. Pure.
// Thread: any. Fails: never; what no list knows is called by its code.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"

#include <string>
#include <string_view>

namespace tidemark {

// The set whose members are asked along a dimension: of a sum, of [roster] or of [hold]; or null.
[[nodiscard]] const CodeSet*
members_along(const Source& source, const Codelists& codelists, std::string_view dim);

// The list of a dimension's codes: its own, or that of the set asked along it; null without one.
[[nodiscard]] const Codelist*
list_along(const Source& source, const Codelists& codelists, std::string_view dim);

[[nodiscard]] std::string name_of(const Source& source,
                                  const Codelists& codelists,
                                  std::string_view dim,
                                  std::string_view code);

// Its own name, else the title of its set, else the set; empty for an unnamed sum over everything.
[[nodiscard]] std::string name_of(const Derive& derive, const Codelists& codelists);

// "1 row", "1,234 rows without a label".
[[nodiscard]] std::string lines_text(const SkippedLines& lines);

} // namespace tidemark

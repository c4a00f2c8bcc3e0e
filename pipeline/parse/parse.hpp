// parse: bytes + Recipe -> observations. A pure function, the same in process and in the child.
//
// Fails: malformed (not a spreadsheet, damaged), limit (a budget). Drift (no such sheet, two
// anchors, an unknown label) is not a failure but ParsedFile::held, with every problem found.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/parse/layout/early.hpp"
#include "pipeline/parse/layout/trace.hpp"

#include <string>
#include <string_view>

namespace tidemark::parse {

// `threads`: sheets that may be read at once. `early`: takes observations while there are more to
// come, where that can be; null when all are to be in the result. After a failure what it took
// does not count. `tracing`: takes what cells were taken for; null when nobody asks.
[[nodiscard]] Result<ParsedFile> parse(const RawFile& file,
                                       std::string_view bytes,
                                       const Recipe& recipe,
                                       const Budgets& budgets = {},
                                       unsigned threads = 1,
                                       EarlyObservations* early = nullptr,
                                       Tracing* tracing = nullptr);

// Digest of everything but the bytes that decides the result: recipe, codelists, parser version.
[[nodiscard]] std::string parser_digest(const Recipe& recipe);

// The same for what is refused: that may also be the fault of this version of the program, or of
// the limits (Parser::limits).
[[nodiscard]] std::string refusal_digest(std::string_view parser, std::string_view limits);

} // namespace tidemark::parse

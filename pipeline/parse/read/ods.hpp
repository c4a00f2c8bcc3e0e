// ods: an OpenDocument spreadsheet (ODF 1.3 part 3, chapters 5, 6, 9) -> its cells.
//
// Repeats are expanded where there is something to repeat; empty tails of a million rows cost
// nothing. What stands under a merged cell, annotations and drawings are left out.
// Fails: malformed, limit.
#pragma once

#include "pipeline/parse/read/zip.hpp"

namespace tidemark::parse {

[[nodiscard]] Result<ReadAs>
read_ods(const Zip& zip, BookSink& sink, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse

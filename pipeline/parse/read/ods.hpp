// ods: an OpenDocument spreadsheet (ODF 1.3 part 3, chapters 3, 5, 6, 9) -> its cells.
//
// In an archive, or flat: one XML document with the root office:document (3.1.2).
// Repeats are expanded where there is something to repeat; empty tails of a million rows cost
// nothing. What stands under a merged cell, annotations and drawings are left out.
// Fails: malformed, limit.
#pragma once

#include "pipeline/parse/read/zip.hpp"

#include <string_view>

namespace tidemark::parse {

[[nodiscard]] Result<ReadAs>
read_ods(const Zip& zip, BookSink& sink, const Budgets& budgets, Spent& spent);

// `bytes`: the XML document, in UTF-8, with or without byte order mark.
[[nodiscard]] Result<ReadAs>
read_flat_ods(std::string_view bytes, BookSink& sink, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse

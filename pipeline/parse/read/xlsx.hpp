// xlsx: an Office Open XML workbook (XLSX, XLSM) -> its cells.
// Fails: malformed, limit.
#pragma once

#include "pipeline/parse/read/zip.hpp"

namespace tidemark::parse {

// `threads`: sheets read at once, one by this thread.
[[nodiscard]] Result<ReadAs> read_xlsx(
    const Zip& zip, BookSink& sink, const Budgets& budgets, Spent& spent, unsigned threads = 1);

} // namespace tidemark::parse

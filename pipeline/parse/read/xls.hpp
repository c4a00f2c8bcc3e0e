// xls: an Excel workbook of 1993 to 2003 (BIFF5 and BIFF8, [MS-XLS]) -> its cells.
// Fails: malformed (older versions, encrypted, damaged), limit.
#pragma once

#include "pipeline/parse/read/cfb.hpp"
#include "pipeline/parse/read/zip.hpp"

namespace tidemark::parse {

// `stream`: the workbook's records, as they lie in a compound file or alone in an old file.
[[nodiscard]] Result<ReadAs>
read_xls(const Pieces& stream, BookSink& sink, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse

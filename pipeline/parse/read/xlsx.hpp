// xlsx: an Office Open XML workbook (XLSX, XLSM) -> Workbook.
// Fails: malformed, limit.
#pragma once

#include "pipeline/parse/read/zip.hpp"

namespace tidemark::parse {

[[nodiscard]] Result<Workbook>
read_xlsx(const Zip& zip, const SheetFilter& wanted, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse

// xls_sheet: one worksheet's cells and merges of an XLS workbook ([MS-XLS] 2.1.7.20.5).
//
// A formula's cell is its last result. Charts within the sheet are passed over. A cell of a record
// that is too short, or whose text is missing, is an error and never an absent cell.
// Fails: malformed (records that do not hold what they must, cut off), limit; the sheet is named
// by the caller.
#pragma once

#include "pipeline/parse/read/xls_globals.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <cstdint>
#include <vector>

namespace tidemark::parse {

// What the cells of all sheets refer to.
struct XlsShared {
    const XlsGlobals& globals;
    std::vector<CellText> strings;
};

// `records` stands at the sheet's BOF; `end` is about where the sheet ends, to foresee sizes.
[[nodiscard]] Result<void> read_xls_sheet(Records& records,
                                          std::uint64_t end,
                                          const XlsShared& shared,
                                          const Budgets& budgets,
                                          Spent& spent,
                                          SheetSink& sink);

} // namespace tidemark::parse

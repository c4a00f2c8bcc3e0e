// xlsx_sheet: one worksheet's cells and merges (ECMA-376 part 1, 18.3).
//
// Cells without an address follow the one before. A value that is not what its type says stays as
// text: it is never a number by accident.
// Fails: malformed (an address, a string index), limit; the sheet is named by the caller.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/read/xlsx_styles.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <string>
#include <vector>

namespace tidemark::parse {

// What the sheets of a workbook share.
struct XlsxShared {
    std::vector<CellText> strings;
    Styles styles;
    Epoch epoch = Epoch::y1900;
};

[[nodiscard]] Result<void> read_xlsx_sheet(const Zip& zip,
                                           const std::string& part,
                                           const XlsxShared& shared,
                                           const Budgets& budgets,
                                           Spent& spent,
                                           SheetSink& sink);

} // namespace tidemark::parse

// xls_globals: what the sheets of an XLS workbook share: its first substream ([MS-XLS] 2.1.7.20.3).
//
// The shared strings are read apart, and only where a sheet is wanted: they are most of the bytes.
// Fails: malformed (no BIFF5 or BIFF8, no sheets, cut off, encrypted), limit.
#pragma once

#include "pipeline/parse/read/record_text.hpp"
#include "pipeline/parse/read/styles.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::parse {

struct XlsSheetPlace {
    std::string name;
    Visibility visibility = Visibility::visible;
    std::uint32_t offset = 0; // of its BOF in the stream
    bool has_cells = true;    // a worksheet, no chart or macro sheet
};

struct XlsGlobals {
    XlsTexts texts;
    Epoch epoch = Epoch::y1900;
    Styles styles;
    std::vector<XlsSheetPlace> sheets;           // in the workbook's order
    std::optional<std::uint64_t> shared_strings; // where the SST record is; BIFF8 alone has one
};

// From the start of the stream.
[[nodiscard]] Result<XlsGlobals> read_xls_globals(Records& records, const Budgets& budgets);

// Counts stated in the file are not believed.
[[nodiscard]] Result<std::vector<CellText>> read_xls_strings(Records& records,
                                                             const XlsGlobals& globals);

} // namespace tidemark::parse

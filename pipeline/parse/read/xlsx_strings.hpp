// xlsx_strings: the shared strings of a workbook (ECMA-376 part 1, 18.4) and rich text.
//
// Runs are joined; phonetic runs (how to pronounce it) are left out; _x000D_ and the like are the
// characters they stand for (22.9.2.19, ST_Xstring). Counts stated in the file are not believed.
// Fails: malformed, limit.
#pragma once

#include "pipeline/model/cell_text.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

// No strings when `part` is empty or not there: a workbook of numbers needs none.
[[nodiscard]] Result<std::vector<CellText>>
read_strings(const Zip& zip, const std::string& part, const Budgets& budgets, Spent& spent);

// The text of the <si> or <is> element that has just started, to its end, into `out`.
[[nodiscard]] Result<void> read_rich_text(XmlScanner& xml, std::uint64_t most, std::string& out);

[[nodiscard]] std::string unescape(std::string text);

} // namespace tidemark::parse

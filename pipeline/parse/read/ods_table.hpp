// ods_table: one table:table of an OpenDocument spreadsheet (ODF 1.3 part 3, 9.1).
//
// Fails: malformed, limit (a repeat that fills more cells than the budget, or beyond XFD1048576).
#pragma once

#include "pipeline/parse/read/sink.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"
#include "pipeline/parse/read/zip.hpp"

namespace tidemark::parse {

// The table element that has just started, to its end.
[[nodiscard]] Result<void>
read_ods_table(XmlScanner& xml, const Budgets& budgets, Spent& spent, SheetSink& sink);

} // namespace tidemark::parse

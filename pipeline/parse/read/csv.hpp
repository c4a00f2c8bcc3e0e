// csv: delimiter-separated text (RFC 4180 and what passes for it) -> the cells of one sheet, "csv".
//
// Row n is record n, blank lines counted, so an address leads to the line where no field holds a
// line break. Encoding and delimiter are taken from [read] or decided and stated in
// Workbook::decided. A field's text is kept as it is; it is a number when it is one in plain or
// comma-grouped form: "2145", "2,145", " 230 ", "-00". Where another delimiter than the comma was
// chosen, a comma could be a decimal one, and a field with a comma is text; where [read] says that
// it is one, a field with a point is text too.
// Fails: malformed (encoding, NUL, a quote never closed), limit, usage ([read]).
#pragma once

#include "pipeline/parse/read/zip.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

[[nodiscard]] Result<ReadAs> read_csv(
    std::string_view bytes, const Read& how, BookSink& sink, const Budgets& budgets, Spent& spent);

enum class Commas { group, text, decimal };

// The number that a field is, if it is one.
[[nodiscard]] std::optional<double> field_number(std::string_view field, Commas commas);

} // namespace tidemark::parse

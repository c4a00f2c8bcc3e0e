// csv: delimiter-separated text (RFC 4180 and what passes for it) -> the cells of one sheet, "csv".
//
// Row n is record n, blank lines counted, so an address leads to the line where no field holds a
// line break. Encoding and delimiter are taken from [read] or decided and stated in
// Workbook::decided. A field's text is kept as it is; it is a number when it is one in plain or
// comma-grouped form: "2145", "2,145", " 230 ", "-00"; with delimiter ';' a comma could be a
// decimal one, so a field with a comma is text.
// Fails: malformed (encoding, NUL, a quote never closed), limit, usage ([read]).
#pragma once

#include "pipeline/parse/read/zip.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

[[nodiscard]] Result<ReadAs> read_csv(
    std::string_view bytes, const Read& how, BookSink& sink, const Budgets& budgets, Spent& spent);

enum class Commas { group, text };

// The number that a field is, if it is one.
[[nodiscard]] std::optional<double> field_number(std::string_view field, Commas commas);

} // namespace tidemark::parse

// sniff: what bytes are, by their content alone.
//
// What cannot be read is named in words a person knows, with what to ask for instead.
// Fails: malformed.
#pragma once

#include "pipeline/parse/read/zip.hpp"

#include <string_view>

namespace tidemark::parse {

enum class Kind { zip, text };

// ZIP or text; anything else is refused by name.
[[nodiscard]] Result<Kind> sniff(std::string_view bytes);

// Which workbook a ZIP archive holds.
[[nodiscard]] Result<Format> sniff_zip(const Zip& zip, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse

// xlsx_styles: which number format and looks a cell's style index means (ECMA-376 part 1, 18.8).
// Fails: malformed, limit.
#pragma once

#include "pipeline/parse/read/styles.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <string>

namespace tidemark::parse {

// No styles when `part` is empty or not there.
[[nodiscard]] Result<Styles>
read_styles(const Zip& zip, const std::string& part, const Budgets& budgets, Spent& spent);

} // namespace tidemark::parse

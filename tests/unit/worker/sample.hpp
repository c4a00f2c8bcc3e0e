// sample: a recipe with every kind of part, and answers with every kind of value.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/trace.hpp"

#include <string>

namespace tidemark::parse::test {

[[nodiscard]] Recipe full_recipe();
[[nodiscard]] Recipe year_recipe(); // a CSV list: year, offences
[[nodiscard]] ParsedFile full_file();
[[nodiscard]] Workbook full_book();
[[nodiscard]] std::vector<SheetTrace> full_trace();

// All that is sent of a parsed file, as text, to compare two.
[[nodiscard]] std::string print(const ParsedFile& parsed);
[[nodiscard]] std::string print(const Workbook& book);
[[nodiscard]] std::string print(const std::vector<SheetTrace>& sheets);

} // namespace tidemark::parse::test

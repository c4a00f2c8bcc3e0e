// sample: a recipe with every kind of part, and answers with every kind of value.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/observation.hpp"

#include <string>

namespace tidemark::parse::test {

[[nodiscard]] Recipe full_recipe();
[[nodiscard]] Recipe year_recipe(); // a CSV list: year, offences
[[nodiscard]] ParsedFile full_file();
[[nodiscard]] Workbook full_book();

// All that is sent of a parsed file, as text, to compare two.
[[nodiscard]] std::string print(const ParsedFile& parsed);
[[nodiscard]] std::string print(const Workbook& book);

} // namespace tidemark::parse::test

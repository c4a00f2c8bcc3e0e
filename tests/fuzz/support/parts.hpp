// parts: several named texts in one input, so that a fuzzer changes what is in an archive and not
// its checksums.
//
//   --- xl/workbook.xml
//   <workbook ...
//   --- xl/worksheets/sheet1.xml
//   ...
//
// What comes before the first such line is the part "". The line break before a "--- " line belongs
// to it, not to the part.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::fuzz {

struct Part {
    std::string_view name; // both of the input
    std::string_view text;
};

[[nodiscard]] std::vector<Part> parts_of(std::string_view input);

[[nodiscard]] const Part* find_part(const std::vector<Part>& parts, std::string_view name);

void append_part(std::string& input, std::string_view name, std::string_view text);

} // namespace tidemark::fuzz

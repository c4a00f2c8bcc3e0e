// Csv: the operator's own comma-separated lists (RFC 4180), with the place of every field.
//
// Lines that begin with "#" are comments, blank lines nothing. For publishers' CSV files, of any
// dialect, see pipeline/parse/read.
#pragma once

#include "config/problem.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::config {

struct Field {
    Place place;
    std::string text;      // trimmed
    std::size_t begin = 0; // bytes of the file: what is written, quotation marks with it
    std::size_t end = 0;
};

using Record = std::vector<Field>;

// Every record; a quotation mark that is never closed is a problem.
[[nodiscard]] std::vector<Record> parse_csv(std::string_view text, Problems& problems);

} // namespace tidemark::config

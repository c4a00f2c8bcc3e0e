// Book: a workbook to be written, as plain values; and the four ways to write it.
//
// The same book always gives the same bytes (no time of writing), so a demo can serve them with a
// lasting ETag. Row and column count from 0.
#pragma once

#include "pipeline/base/instant.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tidemark::test {

// Nothing, a number, a text, a date.
using Value = std::variant<std::monostate, double, std::string, Day>;
using Row = std::vector<Value>;

struct Span { // a merged area; its value stands in the first cell
    std::uint32_t first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};

enum class Shown : std::uint8_t { yes, no };

struct BookSheet {
    std::string name;
    std::vector<Row> rows;
    std::vector<Span> merges{};
    Shown shown = Shown::yes;
};

using Book = std::vector<BookSheet>;

enum class Strings : std::uint8_t { shared, in_line };

// Throws std::runtime_error when the library refuses (a sheet name it does not allow, ...).
[[nodiscard]] std::string to_xlsx(const Book& book, Strings strings = Strings::shared);
[[nodiscard]] std::string to_ods(const Book& book);

// BIFF8 in a compound file. Sheet names are ASCII; at most 65,536 rows of 256 columns.
[[nodiscard]] std::string to_xls(const Book& book);

// Quoted where needed; dates as ISO; lines end in \n.
[[nodiscard]] std::string to_csv(const std::vector<Row>& rows, char delimiter = ',');

// The content.xml of to_ods(), for those who write the archive themselves.
[[nodiscard]] std::string ods_content(const Book& book);

} // namespace tidemark::test

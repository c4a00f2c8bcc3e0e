// books: a Book -> the bytes of a file, in the mark-up of the programs that publishers use.
//
// Only the parts that hold cells are like theirs: those are what reading costs. Texts must not need
// escaping.
#pragma once

#include "tests/support/books/book.hpp"

#include <string>

namespace tidemark::bench {

// As Excel writes it: shared strings, a style on each figure; deflated.
[[nodiscard]] std::string xlsx_book(const test::Book& book);

// LibreOffice and Excel order the attributes of a cell differently, and LibreOffice says its type
// twice (calcext:value-type).
enum class Program { libreoffice, excel };

[[nodiscard]] std::string ods_book(const test::Book& book, Program program);

} // namespace tidemark::bench

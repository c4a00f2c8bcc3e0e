// book_check: what holds for every workbook that a reader gives, whatever the bytes were.
#pragma once

#include "pipeline/parse/read/read.hpp"

#include <string_view>

namespace tidemark::fuzz {

// Small, so that a fuzzer meets them.
[[nodiscard]] parse::Budgets small_budgets();

// Cells in order, sound and within the budgets; and the parse child could send them: the parent
// must not take what a reader gave for a lie.
void check_book(const Workbook& book, const parse::Budgets& budgets);

// Reads under small_budgets() and checks what comes, book or error.
void check_reading(std::string_view bytes, const Read& how = {});

} // namespace tidemark::fuzz

// read: bytes -> Workbook, by content and never by name.
//
// XLSX (ECMA-376), XLS (MS-XLS), ODS (ODF 1.3), CSV. Anything else is refused with what the bytes
// are
// ("an HTML page", "a PDF", "an encrypted workbook") and what to do.
// Fails: malformed, limit (a budget, or the memory that the process may have).
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"

#include <cstdint>
#include <functional>
#include <string_view>

namespace tidemark::parse {

// Budgets against hostile files; each error names the one that was exceeded.
struct Budgets {
    std::uint64_t inflated = 1ULL << 30U;  // bytes of all parts
    std::uint64_t ratio = 200;             // inflated over stored, counted after the first MiB
    std::uint64_t entries = 10000;         // of the ZIP directory
    std::uint64_t cells = 10'000'000;      // 48 bytes each
    std::uint64_t cell_text = 1ULL << 20U; // bytes
    std::uint64_t depth = 64;              // of XML elements
};

// Which sheets' cells are wanted; others are listed by name and visibility without cells.
using SheetFilter = std::function<bool(std::string_view name, Visibility visibility)>;

[[nodiscard]] Result<Workbook> read_workbook(std::string_view bytes,
                                             const Read& how,
                                             const SheetFilter& wanted = {},
                                             const Budgets& budgets = {});

} // namespace tidemark::parse

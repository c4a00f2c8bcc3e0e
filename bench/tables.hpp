// tables: what benchmarks read, as values, made up from a fixed seed.
//
// big    rows x 8 columns like police recorded crime open data (year, quarter, force, three offence
//        columns, offences, outcomes)
// wide   a book of 200 sheets of 200 rows x 31 columns, a title above each table
#pragma once

#include "tests/support/books/book.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tidemark::bench {

inline constexpr std::uint32_t full_rows = 500'000;
inline constexpr std::uint32_t big_columns = 8;
inline constexpr std::uint32_t wide_sheets = 200;
inline constexpr std::uint32_t wide_rows = 200;
inline constexpr std::uint32_t wide_columns = 31;
inline constexpr std::uint64_t wide_cells =
    std::uint64_t{wide_sheets} * (1 + (wide_rows - 1) * wide_columns);

// One header row and `rows` rows; the same for the same number.
[[nodiscard]] std::vector<test::Row> big_table(std::uint32_t rows);

// The same as CSV, without the whole table in memory.
[[nodiscard]] std::string big_csv(std::uint32_t rows);

[[nodiscard]] test::Book wide_book();

} // namespace tidemark::bench

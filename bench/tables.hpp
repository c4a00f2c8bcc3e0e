// tables: the table that benchmarks read: rows x 8 columns like police recorded crime open data
// (year, quarter, force, three offence columns, offences, outcomes), made up from a fixed seed.
#pragma once

#include "tests/support/books/book.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tidemark::bench {

inline constexpr std::uint32_t full_rows = 500'000;

// One header row and `rows` rows; the same for the same number.
[[nodiscard]] std::vector<test::Row> big_table(std::uint32_t rows);

// As Excel writes it, with shared strings, deflated.
[[nodiscard]] std::string big_xlsx(const std::vector<test::Row>& table);
[[nodiscard]] std::string big_ods(const std::vector<test::Row>& table);

} // namespace tidemark::bench

// inputs: the files that bench_read and bench_memory read, by name, made when asked for.
//
//   csv xlsx ods ods_excel    the big table (tables.hpp); ods as LibreOffice writes it, or as Excel
//   csv_tenth xlsx_tenth ods_tenth    a tenth of its rows: does time grow as the file does?
//   xlsx_wide ods_wide        the wide book
//
// TIDEMARK_BENCH_ROWS=20000 in the environment: a smaller big table, for a quick look.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tidemark::bench {

struct Input {
    std::string name;
    std::uint64_t cells = 0; // that a reader has to find; 0: not known
    std::function<std::string()> bytes;
};

[[nodiscard]] std::uint32_t asked_rows(); // of the big table

[[nodiscard]] std::vector<Input> made_inputs();

// Of a file on disk, named as its file is.
[[nodiscard]] Input file_input(const std::string& path);

} // namespace tidemark::bench

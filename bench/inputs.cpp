#include "bench/inputs.hpp"

#include "bench/books.hpp"
#include "bench/tables.hpp"
#include "pipeline/base/files.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace tidemark::bench {

namespace {

test::Book big_book(std::uint32_t rows) {
    return {{.name = "Data", .rows = big_table(rows)}};
}

} // namespace

std::uint32_t asked_rows() {
    const char* asked = std::getenv("TIDEMARK_BENCH_ROWS"); // NOLINT(concurrency-mt-unsafe)
    return asked == nullptr ? full_rows : static_cast<std::uint32_t>(std::stoul(asked));
}

std::vector<Input> made_inputs() {
    const std::uint32_t rows = asked_rows();
    std::vector<Input> inputs;
    for (const auto& [suffix, count] : {std::pair{"", rows}, {"_tenth", rows / 10}}) {
        const std::uint64_t cells = std::uint64_t{big_columns} * (count + 1);
        const auto add = [&, after = std::string(suffix)](const std::string& name, auto bytes) {
            inputs.push_back({name + after, cells, std::move(bytes)});
        };
        add("csv", [count = count] { return big_csv(count); });
        add("xlsx", [count = count] { return xlsx_book(big_book(count)); });
        add("ods", [count = count] { return ods_book(big_book(count), Program::libreoffice); });
    }
    inputs.push_back({"ods_excel", std::uint64_t{big_columns} * (rows + 1), [rows] {
                          return ods_book(big_book(rows), Program::excel);
                      }});
    inputs.push_back({"xlsx_wide", wide_cells, [] { return xlsx_book(wide_book()); }});
    inputs.push_back(
        {"ods_wide", wide_cells, [] { return ods_book(wide_book(), Program::libreoffice); }});
    return inputs;
}

Input file_input(const std::string& path) {
    return {std::filesystem::path(path).filename().string(), 0, [path] {
                auto bytes = read_file(path);
                if (!bytes) {
                    throw std::runtime_error(bytes.error().to_text());
                }
                return std::move(*bytes);
            }};
}

} // namespace tidemark::bench

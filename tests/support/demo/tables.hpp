// The demo's spreadsheets, as bytes: what the publisher serves and what forces send.
#pragma once

#include "tests/support/demo/figures.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tidemark::demo {

// "year,offences": 2015/16 up to years[last]; `newest` is the figure for the last year.
[[nodiscard]] std::string national_csv(std::size_t last, int newest);

// A publication by force, years[0] to years[last]: title block, two header rows, region rows,
// markers, total row, notes.
[[nodiscard]] std::string by_force_ods(const std::vector<Force>& forces, std::size_t last);
[[nodiscard]] std::string by_force_xlsx(const std::vector<Force>& forces, std::size_t last);

struct Answer {
    std::string file_name;
    std::string bytes{};
};

// A force's answer for two years, years[last - 1] and years[last], in one of three forms: the
// template as XLSX, years across as ODS, an export as CSV. `with_before` false: the earlier year is
// "not held".
enum class Before { given, not_held };
[[nodiscard]] Answer answer(const Force& force,
                            std::size_t form,
                            std::size_t last,
                            Before before,
                            const std::string& suffix);

} // namespace tidemark::demo

// The checks of one publication: tests/published/checks/SOURCE.tsv, read with the source file
// tests/published/sources/SOURCE.toml, or shipped as config/default/sources.d/SOURCE.toml.example.
//
// One check a line, six columns between tabs, then any note. "#" begins a comment.
//
//   verb   file    series            period        figure       cell
//   read   a.xlsx  area=E1/sex=all   2018/19       12           Table 1!C4   what `try` gives
//   read   a.xlsx  area=E2/sex=all   2018/19       suppressed   C5           a marker
//   read   a.xlsx  area=E3/sex=all   2018/19       12 revised   C6           a figure with a mark
//   sum    a.xlsx  sex=all           2018/19       24           3            three rows of `try`
//   change -       -                 -             7.8          -            the last figure on the
//                                                                            one before it, per
//                                                                            cent
//   held   a.xlsx  hold.adds_up      -             -            Table 1!C9   `try` holds the file
//   load   a.xlsx  -                 2019-07-18    -            -            published on that day
//   load   a.xlsx  new_cols          2020-07-18    -            -            and accepted, if held
//   now    a.xlsx  area=E1/sex=all   2018/19       12           C4           what `values` gives
//   as-of  a.xlsx  area=E1/sex=all   2018/19@DAY   12           C4           as published by DAY
//
// Files are named below the folder of published files. Periods as model/period.hpp writes them;
// `sum` takes several with " + ", or "*". A cell may name its sheet.
// Thread: any. Fails: usage, with the line.
#pragma once

#include "pipeline/base/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace tidemark::published {

enum class Verb { read, sum, change, held, load, now, as_of };

struct Check {
    int line = 0;
    Verb verb = Verb::read;
    std::string file;
    std::string series;
    std::string period;
    std::string figure;
    std::string cell;
};

[[nodiscard]] Result<std::vector<Check>> read_checks(const std::filesystem::path& path);

} // namespace tidemark::published

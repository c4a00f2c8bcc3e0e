// period_ranges: what the form span reads besides period_spans: a first and a last year, part of a
// year, a third of one.
//
//   "2015 to 2020", "2012-2037", "2016/2017", "2017-19"   calendar years, both included
//   "2015/16 to 2019/20", "2015/16-17/18"                 financial years (year_from)
//   "2020-21 (apr to dec 2020 only)"                      the months, where they lie in that year
//   "2019-t1"                                             SDMX: four months
//
// `text` as plain_label() makes it. Thread: any. Fails: never; nothing when it is no such range.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

[[nodiscard]] std::optional<Period> read_range(std::string_view text,
                                               const PeriodSpelling& spelling);

// "2020/21 - 2019/20": a difference, where the later stands first.
[[nodiscard]] bool is_turned_round(std::string_view text);

} // namespace tidemark::parse

// period_days: months, weeks and single days.
//
// `text` as plain_label() makes it. Thread: any. Fails: never; nothing when it is no such period.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

[[nodiscard]] std::optional<Period> read_month(std::string_view text,
                                               const PeriodSpelling& spelling);

// Weeks by number are those of ISO 8601: "2020-w01", "2020 week 1".
[[nodiscard]] std::optional<Period> read_week(std::string_view text,
                                              const PeriodSpelling& spelling);

[[nodiscard]] std::optional<Period> read_date(std::string_view text,
                                              const PeriodSpelling& spelling);

// A day as spreadsheets count them from 1900: "43831" is 1 January 2020.
[[nodiscard]] std::optional<Period> read_serial(std::string_view text,
                                                const PeriodSpelling& spelling);

} // namespace tidemark::parse

// period_parts: quarters, halves and school terms.
//
// Parts of a financial year follow its first day: with year_from = 10-01 "2019/20 Q1" is October to
// December 2019.
// `text` as plain_label() makes it. Thread: any. Fails: never; nothing when it is no such part.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

[[nodiscard]] std::optional<Period> read_quarter(std::string_view text,
                                                 const PeriodSpelling& spelling);
[[nodiscard]] std::optional<Period> read_financial_quarter(std::string_view text,
                                                           const PeriodSpelling& spelling);
[[nodiscard]] std::optional<Period> read_half(std::string_view text,
                                              const PeriodSpelling& spelling);
[[nodiscard]] std::optional<Period> read_financial_half(std::string_view text,
                                                        const PeriodSpelling& spelling);

// English school terms have no fixed dates. As DfE counts them: autumn is September to December,
// spring January to April, summer May to August.
[[nodiscard]] std::optional<Period> read_term(std::string_view text,
                                              const PeriodSpelling& spelling);

[[nodiscard]] bool is_financial_quarter(const Period& period, const PeriodSpelling& spelling);
[[nodiscard]] bool is_half(const Period& period,
                           const PeriodSpelling& spelling); // of a calendar year
[[nodiscard]] bool is_financial_half(const Period& period, const PeriodSpelling& spelling);
[[nodiscard]] bool is_term(const Period& period, const PeriodSpelling& spelling);

} // namespace tidemark::parse

// periods: publishers' spellings of a period, read under a declared form.
//
// The rules and 210 examples: GOV.UK, ONS, DfE and SDMX usage (docs/configuration.md, "Periods").
// Ambiguity is refused, naming both readings. A trailing footnote digit ("Mar '131") is taken off
// only when the label cannot be read with it.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

// Of several forms exactly one period must come out.
// Fails: held, code "layout.period", with the label in `found` and the form in `expected`;
// "layout.remark" where it is one but for a remark in brackets at its end.
[[nodiscard]] Result<Period> read_period(std::string_view label, const PeriodSpelling& spelling);

// The same without a reason, which takes longer to find than the period.
[[nodiscard]] std::optional<Period> find_period(std::string_view label,
                                                const PeriodSpelling& spelling);

} // namespace tidemark::parse

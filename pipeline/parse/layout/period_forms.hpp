// period_forms: a label under one declared form.
//
// Thread: any. Fails: never; nothing when the text is not a period of that form.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace tidemark::parse {

// `text` as plain_label() makes it. Only what the form says is read: "2019/20" is April to March
// under financial_year, September to August under academic_year and nothing under year_ending. Of
// the spelling its year_from and single count, not its forms. A digit at the end is a footnote's
// only where the label cannot be read with it: "Mar '131", "2015-161".
[[nodiscard]] std::optional<Period>
read_form(std::string_view text, PeriodForm form, const PeriodSpelling& spelling);

[[nodiscard]] std::span<const PeriodForm> all_forms();

// "a quarter such as 2019 Q3 or 'July to September 2019'"
[[nodiscard]] std::string_view example_of(PeriodForm form);

} // namespace tidemark::parse

// period_forms: the short spellings of each declared form, "2019/20", "Q1 2020", "Apr '19".
//
// Thread: any. Fails: never; nothing when the text is not a period of that form.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

// `text` as plain_label() makes it. Only what the form says is read: "2019/20" is April to March
// under financial_year, September to August under academic_year and nothing under year_ending.
[[nodiscard]] std::optional<Period> read_form(std::string_view text, PeriodForm form);

} // namespace tidemark::parse

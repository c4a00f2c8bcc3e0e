// period_refusals: what is said of a label that is not read.
//
// Thread: any. Fails: never.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <string_view>

namespace tidemark::parse {

// A label, as it stands and as plain_label() makes it, that no form of the spelling reads. Names
// what it may mean, or why it can mean no period.
[[nodiscard]] Error
refused(std::string_view label, std::string_view text, const PeriodSpelling& spelling);

// A remark may change what the figures count: "(excluding Kent)", "(so far)".
[[nodiscard]] Error remarked(std::string_view label, std::string_view remark, PeriodForm form);

struct FormReading {
    PeriodForm form = PeriodForm::span;
    Period period;
};

[[nodiscard]] Error
ambiguous(std::string_view label, const FormReading& one, const FormReading& other);

} // namespace tidemark::parse

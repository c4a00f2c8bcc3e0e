// period_label: what publishers hang on the label of a period.
//
// A mark says how good the figures are and gives them a status: "[p]", "(Revised)", "2019p". A note
// refers to a footnote and says nothing: "(1)", "[note 2]", a superscript. Any other text in
// brackets, "(excluding Kent)", is a remark: what it does to the figures nobody knows, and a label
// is read with it only where the form has it ("2019 (calendar year)").
// UTF-8. Thread: any. Fails: never.
#pragma once

#include "pipeline/model/status.hpp"

#include <string>
#include <string_view>

namespace tidemark::parse {

// Squeezed, without the marks and notes in brackets at its end.
[[nodiscard]] std::string without_marks(std::string_view label);

// Squeezed, without all that stands in brackets at its end: a beginning of the squeezed label.
[[nodiscard]] std::string without_brackets(std::string_view label);

// What the marks in a period's raw label give to its figures, those too that strip takes off.
[[nodiscard]] Status status_of_period(std::string_view raw);

} // namespace tidemark::parse

// label: a publisher's label without what is not part of its name.
//
// GSS "Releasing statistics in spreadsheets": "[note 3]" refers to a note, "[p]" is a marker.
// Older tables glue footnote digits to the label ("North West8,9", "Kent²"). Those are taken off
// only when the label is unknown with them: "Covid-19" and "Table 13" are names.
// Digits come off whole and only behind a word, so that "104" never becomes "10".
// UTF-8. Fails: never. Thread: any.
#pragma once

#include "pipeline/base/pattern.hpp"
#include "pipeline/model/status.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tidemark::parse {

// Squeezed, without what `strip` matches and without "[note 3]".
[[nodiscard]] std::string clean_label(std::string_view raw, const Pattern& strip);

// The label in the place of {}: "2024" in "year ending March {}". A frame without {} changes
// nothing.
[[nodiscard]] std::string put_into(std::string_view frame, const std::string& label);

// One footnote mark less at the end: "[...]", a superscript, * or dagger, "(4)", "(Note 1)"; a
// glued digit only where a digit cannot be part of the name.
enum class Digits { are_marks, are_name };
[[nodiscard]] std::optional<std::string> without_mark(std::string_view label, Digits digits);

// The status that markers cut off a label give to its figures: "2023/24 [p]" read as "2023/24".
[[nodiscard]] Status status_of_label(std::string_view raw, std::string_view cleaned);

} // namespace tidemark::parse

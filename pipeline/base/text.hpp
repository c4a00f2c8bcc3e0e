// Text: what labels need before they can be compared, and how figures are printed.
//
// All functions take and return UTF-8 and never fail: bytes that are not UTF-8 pass through.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

// Without white space at both ends (Unicode's, with U+00A0; and the invisible: zero-width space,
// word joiner, BOM).
[[nodiscard]] std::string_view trim(std::string_view text);

// Nothing but white space and what is invisible: trim() leaves nothing.
[[nodiscard]] bool is_blank(std::string_view text);

// Trimmed, invisible characters gone, every run of white space or line break one blank,
// U+2010..U+2015 and U+2212 a hyphen, U+2018/U+2019 an apostrophe. The form in which labels are
// matched by patterns.
[[nodiscard]] std::string squeeze(std::string_view text);

// squeeze() and lower case, "&" as "and", no commas or full stops: the form in which labels meet
// codelist aliases. Case folding by ICU, root locale.
[[nodiscard]] std::string fold(std::string_view text);

// Edits (insert, delete, change) between two folded texts, as for "did you mean".
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The `count` nearest candidates by edit distance of their folded forms, nearest first; ties by
// candidate order. A candidate may occur once.
[[nodiscard]] std::vector<std::string>
nearest(std::string_view text, const std::vector<std::string>& candidates, std::size_t count);

// 10391 -> "10,391", 1273.53 -> "1,273.53", -4.5 -> "-4.5": grouped, shortest decimals that read
// back as the same double.
[[nodiscard]] std::string grouped(double value);

// As grouped(), without the commas: for JSON, CSV and keys.
[[nodiscard]] std::string plain(double value);

// 16.0 -> "+16.0%", -0.04 -> "0.0%": one decimal, half away from zero.
[[nodiscard]] std::string signed_percent(double percent);

// At most `most` bytes, more than three, of whole characters; "..." says that some are missing.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

// One line that is safe in a log: control characters and line breaks written as \n, \x1b.
[[nodiscard]] std::string one_line(std::string_view text);

[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

} // namespace tidemark

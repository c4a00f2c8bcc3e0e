// patch: texts of a source file exchanged for others, with a comment above each line that changes.
//
// Pure. Every byte but the exchanged texts and the comments stays; the comment says what stood
// there, as it was written. Thread: any. Fails: never; nothing where the file does not say the
// value at that place as a text of one line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::config {

// From the file's root: {"layout", "0", "header", "has", "2"}. One text stands for a list of one.
using ValuePath = std::vector<std::string>;

struct NewValue {
    ValuePath path;
    std::string text; // the value itself, not as TOML writes it
    std::string what; // "sheet": what the comment calls it
};

// `day` and `by` are for the comment: "# 2026-11-30: sheet was '^Table 4$' (tidemark try --adopt)".
[[nodiscard]] std::optional<std::string> with_values(std::string_view text,
                                                     const std::vector<NewValue>& values,
                                                     std::string_view day,
                                                     std::string_view by);

} // namespace tidemark::config

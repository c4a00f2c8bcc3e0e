// Pattern: a PCRE2 regular expression with match and heap limits and no JIT.
//
// Compiled once, when the configuration is read; matched against squeezed text (text.hpp).
// Matching never fails: a subject that runs into a limit does not match, and hit_limit() says so.
// Thread: any for a const Pattern (each match uses its own match data).
#pragma once

#include "pipeline/base/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

// An expression that matches this text and no other; without a single quotation mark, so that it
// can stand between two in TOML.
[[nodiscard]] std::string exact_pattern(std::string_view text);

class Pattern {
  public:
    Pattern() = default; // empty: matches nothing; so is compile("")

    // Fails: usage, with the offset of the fault in the expression in `cell` and PCRE2's words in
    // `found`.
    [[nodiscard]] static Result<Pattern> compile(std::string_view expression);

    [[nodiscard]] bool empty() const { return text_.empty(); }

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] bool matches(std::string_view subject) const;

    // True when the subject did not match because a limit stopped the search. Matches again.
    [[nodiscard]] bool hit_limit(std::string_view subject) const;

    // The named group; if the expression has no group of that name the first group; if it has none
    // the whole match. Nothing when it does not match, or the group took no part in the match.
    [[nodiscard]] std::optional<std::string> capture(std::string_view subject,
                                                     std::string_view group) const;

    // The subject without every match; unchanged when a limit stopped the search.
    [[nodiscard]] std::string without(std::string_view subject) const;

    // Patterns are equal when their texts are.
    bool operator==(const Pattern& other) const { return text_ == other.text_; }

  private:
    struct Code;
    std::string text_;
    std::shared_ptr<const Code> code_; // immutable; shared by copies of the configuration
};

} // namespace tidemark

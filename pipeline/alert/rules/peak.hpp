// peak: a value against all that came before it, with a bound on what the missing could have added.
// Shared by milestone and record. Pure.
#pragma once

#include "pipeline/alert/bound.hpp"
#include "pipeline/alert/rules/rules.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tidemark::alert {

// Up: highs. Down: lows.
enum class Way { up, down };

struct Before {
    const Total* peak = nullptr;  // the highest (lowest) before
    std::optional<Bound> bound{}; // of it, for sums whose members differ
    std::string doubt{};          // why a missing answer could undo the statement; or empty
    Style style{};                // of the figures in the doubt
};

// The doubt at the end of a sentence; short where the bound before it has said it already.
[[nodiscard]] std::string doubt_tail(const Before& before);

// totals[at] against those before it. `limit`: the threshold that they must not have passed;
// without one, the value itself. Requires: 0 < at < totals.size().
[[nodiscard]] Before look_back(const Names& names,
                               const std::vector<const Total*>& totals,
                               std::size_t at,
                               Way way,
                               std::optional<double> limit);

// Value, earlier peak, coverage, evidence and severity; the words are the rule's own.
[[nodiscard]] Statement write_peak(const Rule& rule,
                                   const View& view,
                                   const Subject& subject,
                                   const Total& now,
                                   const Before& before);

// The same as words. `coverage` must outlive the result.
[[nodiscard]] Peak peak_words(const View& view,
                              const Subject& subject,
                              const Total& now,
                              const Before& before,
                              Way way,
                              const std::optional<Coverage>& coverage);

} // namespace tidemark::alert

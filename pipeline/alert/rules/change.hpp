// change: one side against another of the same months a year before, like for like: how yoy and
// rolling rules judge and say it. Pure.
//
// Fires on the change as the rule writes it (per cent or absolute). Below the base of 50 a count is
// printed instead of a percentage, but the rule is still heard: who wants silence sets min_base.
// What was said stands until the change is smaller than `clear`. With `interval` the interval of
// the ratio must not hold "no change"; with `false_discovery` the chances of all series that the
// rule looks at in one period are held against each other.
#pragma once

#include "pipeline/alert/rules/rules.hpp"

#include <functional>

namespace tidemark::alert {

struct Sides {
    const Subject& subject;
    const Total& now;
    const Total& before;
};

using SidesWork = std::function<void(const Sides&)>;

// Calls the work with each pair of one series that a rule compares. The totals may be made for the
// call and live no longer.
using PairsOf = void (*)(const Rule& rule,
                         const View& view,
                         const Subject& subject,
                         const SidesWork& work);

[[nodiscard]] std::vector<Statement>
changes_that_hold(const Rule& rule, const View& view, PairsOf pairs);

[[nodiscard]] std::string
restated_as_change(const View& view, const Statement& now, const Statement& said);

[[nodiscard]] std::string
withdrawn_as_change(const Rule& rule, const View& view, const Statement& said, PairsOf pairs);

// Whether the series has both sides of this period, large enough for the rule.
[[nodiscard]] bool can_change(const Rule& rule,
                              const View& view,
                              const Subject& subject,
                              const Period& period,
                              PairsOf pairs);

} // namespace tidemark::alert

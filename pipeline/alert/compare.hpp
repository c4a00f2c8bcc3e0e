// compare: two totals of one subject, like for like. Pure.
//
// Matched: members that answered in both periods; everyone else is left out with a reason. The
// totals over all complete members stand beside. After the Home Office's hate crime bulletin
// 2019/20, which leaves Greater Manchester out of both years.
#pragma once

#include "pipeline/model/figures.hpp"
#include "pipeline/model/rule.hpp"
#include "pipeline/model/statement.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace tidemark::alert {

// A value that is known exactly (low == high) or, with a "<5" inside, within bounds.
struct Amount {
    double value = 0;
    double low = 0;
    double high = 0;

    auto operator<=>(const Amount&) const = default;
};

struct Comparison {
    Amount now;
    Amount before;
    Coverage coverage;
    std::vector<std::pair<const Part*, const Part*>> matched; // now, before; into the totals
    std::optional<Day> older_edition; // the base is known only from an edition published then
};

// The totals must outlive the result, which points into them.
[[nodiscard]] Comparison
compare(const Total& now, const Total& before, bool matched, const Snapshot& snapshot);

// Whether the edition of one vintage came before that of the other.
[[nodiscard]] bool is_older(VintageId a, VintageId b, const Snapshot& snapshot);

// now against before in per cent; nothing when the base is not above zero.
[[nodiscard]] std::optional<double> percent_change(double before, double now);

// The `count` members with the largest part of the change, then "other"; they add up to it.
[[nodiscard]] std::vector<Driver> drivers(const Comparison& comparison, int count);

// Why a member stands outside: "no 2018/19 answer", "not asked in 2018/19".
[[nodiscard]] std::string reason_of(const Part& part, const Period& period);

// Who stands outside `now` or `before`, by code.
[[nodiscard]] std::vector<LeftOut> left_out(const Total& now, const Total& before);

} // namespace tidemark::alert

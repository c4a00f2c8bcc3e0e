// chance: what chance could make of a change of counts: its interval, over-dispersion estimated
// from the panel of members, false discoveries over many of them. Pure.
#pragma once

#include "pipeline/alert/compare.hpp"
#include "pipeline/alert/rules/change.hpp"

#include <map>
#include <set>
#include <utility>

namespace tidemark::alert {

// Sides of a comparison with the bounds that "<5" and the rounding of published counts leave: a sum
// of n cells by n times half the rounding.
struct Bounded {
    Amount now;
    Amount before;
};

[[nodiscard]] Bounded
bounded(const Rule& rule, const Sides& sides, const Comparison& c, std::optional<double> rounded);

// The over-dispersion of each category and period, from the members of its places: those that the
// set along the dimension names where there is one. The same for every rule of these pairs.
// Owns what it has estimated; the view outlives it.
class Panels {
  public:
    Panels(const Rule& rule, const View& view, PairsOf pairs)
        : rule_(rule)
        , view_(view)
        , pairs_(pairs) {}

    [[nodiscard]] double phi(const Subject& subject, const Period& period);

  private:
    using Phis = std::map<Period, double>;

    [[nodiscard]] Dims category_of(const Subject& subject) const;
    [[nodiscard]] bool is_member(const Subject& subject) const;
    [[nodiscard]] Phis estimated(const Dims& category) const;
    void sort_members();

    const Rule& rule_;
    const View& view_;
    PairsOf pairs_;
    bool sorted_ = false;
    std::map<Dims, std::vector<const Subject*>> members_; // by category
    std::map<Dims, Phis> phis_;
};

// In per cent; nothing where a side is zero and there is no ratio.
[[nodiscard]] std::optional<Interval>
interval_of(const Rule& rule, const Bounded& sides, double phi);

// Whether the interval that the rule asks for holds "no change"; false where it asks for none.
[[nodiscard]] bool holds_none(const Rule& rule, const Bounded& sides, double phi);

// The series and periods whose change is a discovery among all that the rule looks at in a period.
using Found = std::set<std::pair<const Subject*, Period>>;
[[nodiscard]] Found
found_among_many(const Rule& rule, const View& view, PairsOf pairs, Panels& panels);

// "log ratio of counts, 95%, over-dispersion 5".
[[nodiscard]] std::string method_of(const Interval& interval);

} // namespace tidemark::alert

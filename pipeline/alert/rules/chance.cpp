#include "pipeline/alert/rules/chance.hpp"

#include "pipeline/alert/select.hpp"
#include "pipeline/alert/statistics.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/model/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tidemark::alert {
namespace {

constexpr double usual_confidence = 0.95;

std::size_t cells_of(const Total& total) {
    std::size_t cells = 0;
    for (const Part& part : total.parts) {
        cells += part.answer == Answer::answered ? part.figures.size() : 0;
    }
    return cells;
}

Amount widened(Amount value, std::size_t cells, double rounded) {
    const double reach = static_cast<double>(cells) * rounded / 2;
    value.low = std::max(0.0, value.low - reach);
    value.high += reach;
    return value;
}

// The ratio's limits where the sides are as near to each other, and as far, as their bounds allow.
std::optional<Limits> limits_of(const Bounded& sides, double confidence, double phi) {
    const Counts near{.before = sides.before.high, .now = sides.now.low};
    const Counts far{.before = sides.before.low, .now = sides.now.high};
    if (near.before + near.now <= 0 || far.before + far.now <= 0) {
        return std::nullopt;
    }
    return Limits{.low = ratio_limits(near, confidence, phi).low,
                  .high = ratio_limits(far, confidence, phi).high};
}

} // namespace

Bounded
bounded(const Rule& rule, const Sides& sides, const Comparison& c, std::optional<double> rounded) {
    Bounded result{.now = c.now, .before = c.before};
    if (!rounded) {
        return result;
    }
    std::size_t now = rule.matched ? 0 : cells_of(sides.now);
    std::size_t before = rule.matched ? 0 : cells_of(sides.before);
    if (rule.matched) {
        for (const auto& [one, other] : c.matched) {
            now += one->figures.size();
            before += other->figures.size();
        }
    }
    return {.now = widened(c.now, now, *rounded), .before = widened(c.before, before, *rounded)};
}

Dims Panels::category_of(const Subject& subject) const {
    Dims category = subject.key.dims;
    std::erase_if(category, [&](const auto& dim) { return view_.names.is_place(dim.first); });
    return category;
}

// A published member of a place: no sum over places, and no region beside the forces.
bool Panels::is_member(const Subject& subject) const {
    const Source& source = view_.scene.source;
    bool has_place = false;
    for (const auto& [dim, code] : subject.key.dims) {
        if (!view_.names.is_place(dim)) {
            continue;
        }
        has_place = true;
        const std::string& here = code;
        const std::string& along = dim;
        const bool derived = std::ranges::any_of(source.derives, [&](const Derive& derive) {
            return derive.dim == along && derive.id == here;
        });
        const CodeSet* set = members_along(source, view_.scene.codelists, dim);
        if (derived ||
            (set != nullptr && !set->members.empty() &&
             std::ranges::find(set->members, code, &SetMember::code) == set->members.end())) {
            return false;
        }
    }
    return has_place;
}

void Panels::sort_members() {
    for (const Subject& subject : view_.scene.subjects) {
        if (is_member(subject)) {
            members_[category_of(subject)].push_back(&subject);
        }
    }
    sorted_ = true;
}

Panels::Phis Panels::estimated(const Dims& category) const {
    std::map<Period, std::vector<Counts>> panels;
    const auto members = members_.find(category);
    if (members != members_.end()) {
        for (const Subject* member : members->second) {
            pairs_(rule_, view_, *member, [&](const Sides& sides) {
                if (is_answered(sides.now) && is_answered(sides.before)) {
                    panels[sides.now.period].push_back(
                        {.before = sides.before.value, .now = sides.now.value});
                }
            });
        }
    }
    Phis phis;
    for (const auto& [period, panel] : panels) {
        phis.emplace(period, phi_of(panel));
    }
    return phis;
}

double Panels::phi(const Subject& subject, const Period& period) {
    if (!sorted_) {
        sort_members();
    }
    const Dims category = category_of(subject);
    auto known = phis_.find(category);
    if (known == phis_.end()) {
        known = phis_.emplace(category, estimated(category)).first;
    }
    const auto found = known->second.find(period);
    return found == known->second.end() ? unknown_phi : found->second;
}

std::optional<Interval> interval_of(const Rule& rule, const Bounded& sides, double phi) {
    const double confidence = rule.interval.value_or(usual_confidence);
    const auto limits = limits_of(sides, confidence, phi);
    if (!limits || !std::isfinite(limits->high)) {
        return std::nullopt;
    }
    constexpr double hundred = 100;
    return Interval{.low = hundred * (limits->low - 1),
                    .high = hundred * (limits->high - 1),
                    .confidence = confidence,
                    .phi = phi,
                    .false_discovery = rule.false_discovery.value_or(0)};
}

bool holds_none(const Rule& rule, const Bounded& sides, double phi) {
    if (!rule.interval) {
        return false;
    }
    const auto limits = limits_of(sides, *rule.interval, phi);
    return !limits || (limits->low <= 1 && limits->high >= 1);
}

Found found_among_many(const Rule& rule, const View& view, PairsOf pairs, Panels& panels) {
    struct Chances {
        std::vector<const Subject*> subjects;
        std::vector<double> chances;
    };

    std::map<Period, Chances> by_period;
    for (const Subject* subject : select(rule.where, view.scene.subjects, view.scene.source)) {
        pairs(rule, view, *subject, [&](const Sides& sides) {
            const Comparison c =
                compare(sides.now, sides.before, rule.matched, view.scene.snapshot);
            const bool large = c.before.value >= rule.min_base && c.now.value >= rule.min_base;
            if (c.matched.empty() || !large || c.before.value + c.now.value <= 0) {
                return;
            }
            Chances& family = by_period[sides.now.period];
            family.subjects.push_back(subject);
            family.chances.push_back(chance_of({.before = c.before.value, .now = c.now.value},
                                               panels.phi(*subject, sides.now.period)));
        });
    }
    Found found;
    for (const auto& [period, family] : by_period) {
        const auto is_found = discoveries(family.chances, rule.false_discovery.value_or(0));
        for (std::size_t i = 0; i < is_found.size(); ++i) {
            if (is_found[i]) {
                found.emplace(family.subjects[i], period);
            }
        }
    }
    return found;
}

std::string method_of(const Interval& interval) {
    constexpr double hundred = 100;
    const auto tenth = [](double value) {
        constexpr double tenths = 10;
        return plain(std::round(value * tenths) / tenths);
    };
    std::string text = fmt::format("log ratio of counts, {}%, over-dispersion {}",
                                   tenth(hundred * interval.confidence),
                                   tenth(interval.phi));
    if (interval.false_discovery > 0) {
        text +=
            fmt::format(", false discovery rate {}%", tenth(hundred * interval.false_discovery));
    }
    return text;
}

} // namespace tidemark::alert

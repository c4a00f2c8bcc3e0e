#include "pipeline/alert/compare.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

namespace tidemark::alert {
namespace {

struct Sides {
    const Part* now = nullptr;
    const Part* before = nullptr;
};

// By code, so that the order never depends on a publisher's.
std::map<std::string, Sides> side_by_side(const Total& now, const Total& before) {
    std::map<std::string, Sides> members;
    for (const Part& part : now.parts) {
        members[part.code].now = &part;
    }
    for (const Part& part : before.parts) {
        members[part.code].before = &part;
    }
    return members;
}

bool is_inside(const Part* part) {
    return part != nullptr && part->answer == Answer::answered;
}

void add(Amount& sum, const Part& part) {
    sum.value += part.value;
    sum.low += part.low;
    sum.high += part.high;
}

std::string outside(const Part* part, const Period& period) {
    return part != nullptr ? reason_of(*part, period) : "not asked in " + in_words(period);
}

// The date of the oldest base that the edition of its newer side does not hold.
std::optional<Day> older_edition(const Comparison& comparison, const Snapshot& snapshot) {
    std::optional<Day> oldest;
    for (const auto& [now, before] : comparison.matched) {
        if (is_older(before->last, now->last, snapshot)) {
            const Day published = snapshot.edition_of(before->last)->published;
            oldest = oldest ? std::min(*oldest, published) : published;
        }
    }
    return oldest;
}

Amount whole(const Total& total) {
    return {total.value, total.low, total.high};
}

} // namespace

bool is_older(VintageId a, VintageId b, const Snapshot& snapshot) {
    const Vintage* first = snapshot.edition_of(a);
    const Vintage* second = snapshot.edition_of(b);
    return first != nullptr && second != nullptr &&
           std::tie(first->published, first->loaded) < std::tie(second->published, second->loaded);
}

std::string reason_of(const Part& part, const Period& period) {
    if (!part.why.empty()) {
        return part.why;
    }
    const std::string label = in_words(period);
    switch (part.answer) {
    case Answer::awaited:
        return "no " + label + " answer";
    case Answer::not_asked:
    case Answer::refused:
    case Answer::no_info:
    case Answer::partly:
    case Answer::suppressed:
    case Answer::series_break:
    case Answer::answered:
        break;
    }
    return std::string(to_text(part.answer)) + " in " + label;
}

std::vector<LeftOut> left_out(const Total& now, const Total& before) {
    std::vector<LeftOut> outsiders;
    for (const auto& [code, sides] : side_by_side(now, before)) {
        const bool in_now = is_inside(sides.now);
        const bool in_before = is_inside(sides.before);
        if (in_now && in_before) {
            continue;
        }
        std::string why = in_now ? "" : outside(sides.now, now.period);
        if (!in_before) {
            why += (why.empty() ? "" : "; ") + outside(sides.before, before.period);
        }
        const Part& any = sides.now != nullptr ? *sides.now : *sides.before;
        outsiders.push_back({.code = code, .name = any.name, .why = std::move(why)});
    }
    return outsiders;
}

Comparison compare(const Total& now, const Total& before, bool matched, const Snapshot& snapshot) {
    Comparison comparison;
    Amount now_sum;
    Amount before_sum;
    for (const auto& [code, sides] : side_by_side(now, before)) {
        if (is_inside(sides.now) && is_inside(sides.before)) {
            comparison.matched.emplace_back(sides.now, sides.before);
            add(now_sum, *sides.now);
            add(before_sum, *sides.before);
        }
    }
    comparison.now = matched ? now_sum : whole(now);
    comparison.before = matched ? before_sum : whole(before);
    Coverage& coverage = comparison.coverage;
    coverage.now_members = now.members;
    coverage.now_of = now.of;
    coverage.before_members = before.members;
    coverage.before_of = before.of;
    coverage.matched = static_cast<int>(comparison.matched.size());
    coverage.left_out = left_out(now, before);
    coverage.unmatched_now = now.value;
    coverage.unmatched_before = before.value;
    coverage.unmatched_percent = percent_change(before.value, now.value);
    comparison.older_edition = older_edition(comparison, snapshot);
    return comparison;
}

std::optional<double> percent_change(double before, double now) {
    if (!(before > 0)) {
        return std::nullopt;
    }
    return 100 * (now - before) / before;
}

std::vector<Driver> drivers(const Comparison& comparison, int count) {
    std::vector<Driver> all;
    for (const auto& [now, before] : comparison.matched) {
        all.push_back({.code = now->code, .name = now->name, .change = now->value - before->value});
    }
    const auto larger = [](const Driver& a, const Driver& b) {
        return std::abs(a.change) > std::abs(b.change);
    };
    std::ranges::stable_sort(all, larger);
    const auto kept = static_cast<std::size_t>(std::max(count, 0));
    if (all.size() < 2 || kept == 0) {
        return {};
    }
    const bool cut = all.size() > kept;
    all.resize(std::min(all.size(), kept));
    double other = comparison.now.value - comparison.before.value;
    for (const Driver& driver : all) {
        other -= driver.change;
    }
    if (cut || other != 0) {
        all.push_back({.code = "", .name = "other", .change = other});
    }
    return all;
}

} // namespace tidemark::alert

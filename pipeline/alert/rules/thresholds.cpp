#include "pipeline/alert/rules/thresholds.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace tidemark::alert {
namespace {

constexpr std::size_t most_named = 4;

// from, from+every, ... strictly below `value`, the furthest first. Multiplied, never added up, so
// that a step of 0.1 stays a step of 0.1.
std::vector<double> steps_below(const Rule& rule, double value) {
    std::vector<double> steps;
    if (!rule.every || *rule.every <= 0 || value <= rule.from) {
        return steps;
    }
    const double last = std::ceil((value - rule.from) / *rule.every) - 1;
    for (double k = last; k >= 0 && steps.size() < most_named; --k) {
        steps.push_back(rule.from + k * *rule.every);
    }
    return steps;
}

// from, from+every, ... strictly above `value` and at most `earlier`.
std::vector<double> steps_above(const Rule& rule, double value, double earlier) {
    std::vector<double> steps;
    if (!rule.every || *rule.every <= 0) {
        return steps;
    }
    const double first = std::max(0.0, std::floor((value - rule.from) / *rule.every) + 1);
    for (double k = first; steps.size() < most_named; ++k) {
        const double step = rule.from + k * *rule.every;
        if (step > earlier) {
            break;
        }
        steps.push_back(step);
    }
    return steps;
}

} // namespace

std::vector<double>
crossed(const Rule& rule, std::optional<double> earlier, double value, bool up) {
    std::vector<double> all = rule.at;
    const auto steps =
        up ? steps_below(rule, value) : steps_above(rule, value, earlier.value_or(value));
    all.insert(all.end(), steps.begin(), steps.end());
    std::erase_if(all, [&](double threshold) {
        return up ? !(threshold < value && (!earlier || *earlier <= threshold))
                  : !(threshold > value && (!earlier || *earlier >= threshold));
    });
    if (up) {
        std::ranges::sort(all, std::greater<>{});
    } else {
        std::ranges::sort(all);
    }
    all.erase(std::unique(all.begin(), all.end()), all.end());
    all.resize(std::min(all.size(), earlier ? most_named : std::size_t{1}));
    return all;
}

} // namespace tidemark::alert

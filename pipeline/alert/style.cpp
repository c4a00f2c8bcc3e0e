#include "pipeline/alert/style.hpp"

#include "pipeline/base/decimals.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tidemark::alert {
namespace {

std::string with_sign(double value, int decimals) {
    const std::string text = grouped(value, decimals);
    return value > 0 && text.find_first_not_of("0.") != std::string::npos ? '+' + text : text;
}

// The most decimals of a percentage that both bounds agree in, at most one; none: they differ.
std::optional<int> agreed_decimals(const Bounds& bounds) {
    for (const int decimals : {1, 0}) {
        if (grouped(bounds.low, decimals) == grouped(bounds.high, decimals)) {
            return decimals;
        }
    }
    return std::nullopt;
}

// Whole per cent around the bounds, the nearer to zero first.
std::array<double, 2> around(const Bounds& bounds) {
    const double low = std::floor(bounds.low);
    const double high = std::ceil(bounds.high);
    return bounds.low < 0 ? std::array{high, low} : std::array{low, high};
}

// Rounding leaves open whether it rose or fell.
bool is_open(const Bounds& bounds) {
    return bounds.low <= 0 && bounds.high >= 0;
}

double points(const Statement& statement) {
    return statement.change.value_or(0);
}

int point_decimals(const Style& style) {
    return style.decimals >= 0 ? style.decimals : 1;
}

} // namespace

Style style_of(const Names& names, std::initializer_list<const Total*> totals) {
    Style style{.decimals = 0, .percent = names.percents()};
    for (const Total* total : totals) {
        for (const Part& part : total->parts) {
            for (const Figure* each : part.figures) {
                if (part.answer == Answer::answered && each->value) {
                    style.decimals = std::max(style.decimals, decimals_in(each->raw, *each->value));
                }
            }
        }
    }
    return style;
}

std::string figure(double value, const Style& style) {
    return (style.decimals < 0 ? grouped(value) : grouped(value, style.decimals)) +
           (style.percent ? "%" : "");
}

std::string limit(double value, const Style& style) {
    return grouped(value) + (style.percent ? "%" : "");
}

std::string size_of_change(const Statement& statement) {
    if (statement.style.percent && statement.change) {
        return grouped(std::abs(points(statement)), point_decimals(statement.style)) +
               " percentage points";
    }
    if (!statement.change_percent) {
        return {};
    }
    const Bounds bounds = statement.percent_bounds.value_or(
        Bounds{.low = *statement.change_percent, .high = *statement.change_percent});
    if (const auto decimals = agreed_decimals(bounds)) {
        return grouped(std::abs(*statement.change_percent), *decimals) + '%';
    }
    if (is_open(bounds)) {
        return {};
    }
    const auto [near, far] = around(bounds);
    return fmt::format("between {}% and {}%", grouped(std::abs(near)), grouped(std::abs(far)));
}

std::string signed_change(const Statement& statement) {
    if (statement.style.percent && statement.change) {
        return with_sign(points(statement), point_decimals(statement.style)) + " points";
    }
    if (!statement.change_percent) {
        return {};
    }
    const Bounds bounds = statement.percent_bounds.value_or(
        Bounds{.low = *statement.change_percent, .high = *statement.change_percent});
    if (const auto decimals = agreed_decimals(bounds)) {
        return with_sign(*statement.change_percent, *decimals) + '%';
    }
    if (is_open(bounds)) {
        return {};
    }
    const auto [near, far] = around(bounds);
    return fmt::format("{}% to {}%", with_sign(near, 0), with_sign(far, 0));
}

} // namespace tidemark::alert

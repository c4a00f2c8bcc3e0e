// roll: years and quarters made of the months, quarters or halves that are published. Pure.
//
// Only when every part is there, and only where the publisher prints no figure for the whole: what
// is published stands. A whole that lacks a part has no figure and no comparison.
#pragma once

#include "pipeline/model/figures.hpp"
#include "pipeline/model/rule.hpp"

#include <set>
#include <string>
#include <vector>

namespace tidemark::load {

// What stands for a series in a period: the figure itself, or the parts of a whole.
struct Found {
    std::vector<const Figure*> figures; // none: nothing is known of the period
    std::size_t need = 1;
    const Roll* roll = nullptr; // by which they are parts

    [[nodiscard]] bool is_whole() const { return figures.size() == need; }
};

// `series` may be null: nothing is found. Points into the series and the rolls.
[[nodiscard]] Found
find_figures(const Series* series, const Period& period, const std::vector<Roll>& rolls);

// The periods that the series' figures are parts of, whole or not.
[[nodiscard]] std::set<Period> rolled_periods(const Series& series, const std::vector<Roll>& rolls);

// "2 of 4 quarters"
[[nodiscard]] std::string in_words(const Found& found);

} // namespace tidemark::load

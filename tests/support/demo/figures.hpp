// The demo's figures: what the press printed is real, the rest is made to fit and illustrative.
//
// Real: 4,042 in 2015/16; 8,224 in 2018/19 from 40 of 44 forces; 10,391 in 2019/20; Hampshire 131
// and 247; Wiltshire 77 and 63 (press of June 2019 and September 2020 on an NSPCC survey).
// Made to fit: 6,600 and 7,863 in the years between, the split by force and category, 9,540 over
// the 40 forces that gave both years, which four forces gave no 2018/19 answer.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::demo {

inline constexpr std::array<std::string_view, 3> years = {"2017/18", "2018/19", "2019/20"};
inline constexpr std::array<std::string_view, 4> categories = {
    "Sexual assault", "Rape", "Grooming", "Indecent images"};

using ByCategory = std::array<int, categories.size()>;

struct Force {
    std::string name;
    bool answered_before = true; // gave a 2018/19 answer in time
    bool asked_before = true;    // was asked for it
    std::array<ByCategory, years.size()> offences{};

    [[nodiscard]] int total(std::size_t year) const;
};

// 46 forces, by name. Sums over those with answered_before: 7,863, 8,224, 9,540; over all in the
// last year 10,391.
[[nodiscard]] std::vector<Force> forces();

// Whole numbers in proportion to the weights that add up to `total` (largest remainder).
[[nodiscard]] std::vector<int> apportion(int total, const std::vector<double>& weights);

} // namespace tidemark::demo

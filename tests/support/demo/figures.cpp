#include "tests/support/demo/figures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tidemark::demo {
namespace {

struct Row {
    std::string_view name;
    double weight; // roughly its population, so that the split looks like one
    double growth; // of 2019/20 over 2018/19, before it is made to fit
};

// Hampshire and Wiltshire are real figures and stand apart.
constexpr std::array<Row, 38> answered = {{
    {"Avon and Somerset", 168, 1.12},
    {"Bedfordshire", 66, 1.18},
    {"Cambridgeshire", 85, 1.07},
    {"Cheshire", 105, 1.21},
    {"City of London", 1, 1.00},
    {"Cumbria", 50, 0.97},
    {"Derbyshire", 105, 1.15},
    {"Devon and Cornwall", 175, 1.19},
    {"Dorset", 77, 1.10},
    {"Dyfed-Powys", 52, 1.24},
    {"Essex", 182, 1.16},
    {"Gloucestershire", 63, 1.05},
    {"Greater Manchester", 280, 1.22},
    {"Hertfordshire", 118, 1.08},
    {"Humberside", 93, 1.14},
    {"Kent", 184, 1.39},
    {"Lancashire", 149, 1.17},
    {"Leicestershire", 109, 1.11},
    {"Lincolnshire", 75, 1.20},
    {"Merseyside", 141, 1.09},
    {"Metropolitan Police", 880, 1.13},
    {"Norfolk", 90, 0.72},
    {"North Wales", 70, 1.06},
    {"North Yorkshire", 82, 1.02},
    {"Northamptonshire", 75, 1.15},
    {"Northumbria", 145, 1.10},
    {"Nottinghamshire", 115, 1.18},
    {"South Wales", 133, 1.12},
    {"South Yorkshire", 140, 1.16},
    {"Staffordshire", 112, 1.04},
    {"Suffolk", 75, 1.23},
    {"Sussex", 169, 1.19},
    {"Thames Valley", 240, 1.14},
    {"Warwickshire", 57, 1.31},
    {"West Mercia", 128, 1.11},
    {"West Midlands", 290, 1.17},
    {"West Yorkshire", 232, 1.20},
    {"Police Service of Northern Ireland", 188, 1.15},
}};

struct LateRow {
    std::string_view name;
    bool asked_before;
    int before; // 2018/19, as a late answer would give it
    int now;    // 2019/20; these six add up to 851
};

constexpr std::array<LateRow, 6> others = {{
    {"Cleveland", true, 164, 190},
    {"Durham", true, 213, 231},
    {"Gwent", true, 133, 150},
    {"Surrey", true, 207, 250},
    {"Guernsey Police", false, 9, 12},
    {"States of Jersey Police", false, 15, 18},
}};

constexpr std::array<double, categories.size()> shares = {0.31, 0.08, 0.39, 0.22};

ByCategory by_category(int total) {
    const auto parts = apportion(total, {shares.begin(), shares.end()});
    ByCategory split{};
    std::ranges::copy(parts, split.begin());
    return split;
}

} // namespace

int Force::total(std::size_t year) const {
    return std::accumulate(offences.at(year).begin(), offences.at(year).end(), 0);
}

std::vector<int> apportion(int total, const std::vector<double>& weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<int> parts;
    std::vector<std::pair<double, std::size_t>> rests;
    int given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double exact = total * weights[i] / sum;
        parts.push_back(static_cast<int>(std::floor(exact)));
        rests.emplace_back(parts.back() - exact, i); // most negative first
        given += parts.back();
    }
    std::ranges::sort(rests);
    for (std::size_t i = 0; given < total; ++i, ++given) {
        ++parts[rests[i].second];
    }
    return parts;
}

std::vector<Force> forces() {
    std::vector<double> weights;
    std::vector<double> grown;
    for (const Row& row : answered) {
        weights.push_back(row.weight);
        grown.push_back(row.weight * row.growth);
    }
    // What Hampshire and Wiltshire leave of the sums over the 40 forces.
    const std::array<std::vector<int>, years.size()> split = {
        apportion(7863 - 118 - 71, weights),
        apportion(8224 - 131 - 77, weights),
        apportion(9540 - 247 - 63, grown),
    };
    std::vector<Force> all;
    for (std::size_t i = 0; i < answered.size(); ++i) {
        all.push_back({.name = std::string(answered[i].name),
                       .offences = {by_category(split[0][i]),
                                    by_category(split[1][i]),
                                    by_category(split[2][i])}});
    }
    all.push_back(
        {.name = "Hampshire", .offences = {by_category(118), by_category(131), by_category(247)}});
    all.push_back(
        {.name = "Wiltshire", .offences = {by_category(71), by_category(77), by_category(63)}});
    for (const LateRow& row : others) {
        all.push_back({.name = std::string(row.name),
                       .answered_before = false,
                       .asked_before = row.asked_before,
                       .offences = {ByCategory{}, by_category(row.before), by_category(row.now)}});
    }
    std::ranges::sort(all, {}, &Force::name);
    return all;
}

} // namespace tidemark::demo

#include "pipeline/load/hold_checks.hpp"

#include <algorithm>
#include <unordered_map>

namespace tidemark::load {
namespace {

struct DaysHash {
    std::size_t operator()(const Period& period) const {
        constexpr std::size_t days = 1U << 22U; // more than there are from year 0 to 9999
        return static_cast<std::size_t>(period.start.time_since_epoch().count()) * days +
               static_cast<std::size_t>(period.end.time_since_epoch().count());
    }
};

} // namespace

std::vector<PeriodPlace> first_of_each_period(const std::vector<Observation>& figures) {
    std::unordered_map<Period, std::size_t, DaysHash> first;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (i == 0 || figures[i].period != figures[i - 1].period) {
            first.try_emplace(figures[i].period, i);
        }
    }
    std::vector<PeriodPlace> periods;
    periods.reserve(first.size());
    for (const auto& [period, index] : first) {
        periods.push_back({period, index});
    }
    std::ranges::sort(periods, {}, &PeriodPlace::period);
    return periods;
}

std::vector<Period> periods_of(const std::vector<Observation>& figures) {
    std::vector<Period> periods;
    for (const PeriodPlace& place : first_of_each_period(figures)) {
        periods.push_back(place.period);
    }
    return periods;
}

std::int64_t records_in(const Source& source, const std::vector<Observation>& figures) {
    double rows = 0;
    for (const Observation& figure : figures) {
        rows += figure.value.value_or(0);
    }
    return counts_rows(source.recipe) ? static_cast<std::int64_t>(rows) : 0;
}

} // namespace tidemark::load

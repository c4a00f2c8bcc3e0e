#include "pipeline/load/hold_checks.hpp"

#include "pipeline/load/period_index.hpp"

#include <algorithm>

namespace tidemark::load {

std::vector<PeriodPlace> first_of_each_period(const std::vector<Observation>& figures) {
    PeriodIndex index;
    std::vector<PeriodPlace> periods;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (index.of(figures[i].period) == periods.size()) {
            periods.push_back({figures[i].period, i});
        }
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

} // namespace tidemark::load

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

std::int64_t records_in(const Source& source, const std::vector<Observation>& figures) {
    double rows = 0;
    for (const Observation& figure : figures) {
        rows += figure.value.value_or(0);
    }
    return counts_rows(source.recipe) ? static_cast<std::int64_t>(rows) : 0;
}

} // namespace tidemark::load

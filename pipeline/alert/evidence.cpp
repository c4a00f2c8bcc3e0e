#include "pipeline/alert/evidence.hpp"

#include <algorithm>
#include <functional>
#include <string>

namespace tidemark::alert {

Evidences::Evidences(const Snapshot& snapshot) {
    by_figures_.reserve(snapshot.series.size());
    for (const Series& series : snapshot.series) {
        if (!series.figures.empty()) {
            by_figures_.push_back(&series);
        }
    }
    std::ranges::sort(
        by_figures_, std::less<>{}, [](const Series* s) { return s->figures.data(); });
}

void Evidences::add(std::vector<Evidence>& to, std::string_view role, const Part& part) const {
    for (const Figure* figure : part.figures) {
        to.push_back({.role = std::string(role),
                      .series = series_of(figure),
                      .period = figure->period,
                      .value = figure->value,
                      .origin = figure->origin});
    }
}

void Evidences::add(std::vector<Evidence>& to, std::string_view role, const Total& total) const {
    for (const Part& part : total.parts) {
        if (part.answer == Answer::answered) {
            add(to, role, part);
        }
    }
}

std::string Evidences::series_of(const Figure* figure) const {
    // The last series whose figures begin at or before this one holds it, or none does.
    const auto after = std::ranges::upper_bound(
        by_figures_, figure, std::less<>{}, [](const Series* s) { return s->figures.data(); });
    if (after == by_figures_.begin()) {
        return {};
    }
    const Series& series = **std::prev(after);
    const Figure* end = series.figures.data() + series.figures.size();
    return std::less<>{}(figure, end) ? to_text(series.key) : std::string();
}

} // namespace tidemark::alert

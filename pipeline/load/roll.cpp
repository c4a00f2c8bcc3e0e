#include "pipeline/load/roll.hpp"

#include "pipeline/load/categories.hpp"

#include <fmt/core.h>

#include <chrono>
#include <optional>

namespace tidemark::load {
namespace {

int months_of(Frequency part) {
    switch (part) {
    case Frequency::month:
        return 1;
    case Frequency::quarter:
        return 3;
    case Frequency::half:
        return 6;
    default:
        return 12;
    }
}

std::string_view plural_of(Frequency part) {
    switch (part) {
    case Frequency::month:
        return "months";
    case Frequency::quarter:
        return "quarters";
    default:
        return "halves";
    }
}

// The year or quarter in which the period lies; nothing when it goes over its end.
std::optional<Period> whole_of(const Period& period, Frequency to) {
    const std::chrono::year_month_day start(period.start);
    const int year = static_cast<int>(start.year());
    const unsigned month = static_cast<unsigned>(start.month());
    Period whole = calendar_year(year);
    if (to == Frequency::financial_year) {
        whole = financial_year(month < 4 ? year - 1 : year);
    } else if (to == Frequency::quarter) {
        whole = quarter_of(year, static_cast<int>(month - 1) / 3 + 1);
    }
    return period.end <= whole.end ? std::optional(whole) : std::nullopt;
}

// The parts that make the whole, as published.
Found parts_of(const Series& series, const Period& whole, const Roll& roll) {
    const int step = months_of(roll.from);
    const int count = months_in(whole) / step;
    Found found{.figures = {}, .need = static_cast<std::size_t>(count), .roll = &roll};
    Day start = whole.start;
    for (int i = 0; i < count; ++i) {
        const auto part = months_from(start, step);
        const Figure* figure = part ? figure_at(&series, *part) : nullptr;
        if (figure != nullptr) {
            found.figures.push_back(figure);
        }
        start = part ? part->end + std::chrono::days(1) : start;
    }
    return found;
}

} // namespace

Found find_figures(const Series* series, const Period& period, const std::vector<Roll>& rolls) {
    if (series == nullptr) {
        return {};
    }
    if (const Figure* published = figure_at(series, period)) {
        return {.figures = {published}};
    }
    Found most;
    for (const Roll& roll : rolls) {
        if (roll.to != frequency(period)) {
            continue;
        }
        Found found = parts_of(*series, period, roll);
        if (found.is_whole()) {
            return found;
        }
        if (found.figures.size() > most.figures.size()) {
            most = std::move(found);
        }
    }
    return most;
}

std::set<Period> rolled_periods(const Series& series, const std::vector<Roll>& rolls) {
    std::set<Period> all;
    for (const Roll& roll : rolls) {
        for (const Figure& figure : series.figures) {
            if (frequency(figure.period) != roll.from) {
                continue;
            }
            if (const auto whole = whole_of(figure.period, roll.to)) {
                all.insert(*whole);
            }
        }
    }
    return all;
}

std::string in_words(const Found& found) {
    return fmt::format("{} of {} {}",
                       found.figures.size(),
                       found.need,
                       plural_of(found.roll != nullptr ? found.roll->from : Frequency::month));
}

} // namespace tidemark::load

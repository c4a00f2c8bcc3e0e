#include "pipeline/alert/rules/publisher.hpp"

#include "pipeline/alert/select.hpp"

#include <algorithm>
#include <cmath>

namespace tidemark::alert {
namespace {

SeriesKey publishers_series(const Rule& rule, const Sides& sides) {
    SeriesKey key = sides.subject.key;
    for (const auto& [dim, code] : rule.publisher_change) {
        key.dims[dim] = code;
    }
    return key;
}

bool is_printed(const View& view, const SeriesKey& key, const Period& period) {
    const Series* series = view.scene.snapshot.find(key);
    return series != nullptr && std::ranges::count(series->figures, period, &Figure::period) > 0;
}

} // namespace

int publishers_decimals(const Rule& rule, const Snapshot& snapshot) {
    const auto is_theirs = [&](const Series& series) {
        return std::ranges::all_of(rule.publisher_change, [&](const auto& dim) {
            const auto found = series.key.dims.find(dim.first);
            return found != series.key.dims.end() && found->second == dim.second;
        });
    };
    const auto is_whole = [](const Figure& figure) {
        return !figure.value || std::round(*figure.value) == *figure.value;
    };
    return std::ranges::all_of(snapshot.series,
                               [&](const Series& series) {
                                   return !is_theirs(series) ||
                                          std::ranges::all_of(series.figures, is_whole);
                               })
               ? 0
               : 1;
}

bool agree_after_rounding(double ours, double publishers, int decimals) {
    const double units = decimals == 0 ? 1 : 10;
    return std::round(ours * units) == std::round(publishers * units);
}

PublishersChange publishers_change(const Rule& rule,
                                   const View& view,
                                   const Sides& sides,
                                   std::optional<double> ours,
                                   int decimals) {
    using Word = PublishersChange::Word;
    if (rule.publisher_change.empty()) {
        return {};
    }
    const SeriesKey key = publishers_series(rule, sides);
    if (!is_printed(view, key, sides.now.period)) {
        return {}; // a sum or a roll of percentages is nobody's change
    }
    if (!ours) {
        return {.word = Word::none}; // of a base of zero there is no percentage
    }
    const Subject* subject = view.find(to_text(key));
    const Total* total = subject != nullptr ? total_of(*subject, sides.now.period) : nullptr;
    if (total == nullptr || !is_answered(*total)) {
        return {.word = Word::none};
    }
    const bool agrees = agree_after_rounding(*ours, total->value, decimals);
    return {.word = agrees ? Word::agrees : Word::differs, .total = total};
}

} // namespace tidemark::alert

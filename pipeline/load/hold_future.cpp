// hold.future: nobody counts what has not begun. "2091/92" is a typing error for 2019/20.
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::load {

void check_future(const Examined& examined, std::vector<Error>& reasons) {
    if (examined.source.hold.future_allowed) {
        return;
    }
    const auto& periods = examined.periods;
    const auto first = std::ranges::upper_bound(
        periods, examined.day, {}, [](const PeriodPlace& place) { return place.period.start; });
    if (first == periods.end()) {
        return;
    }
    std::vector<std::string> ahead;
    for (auto each = first; each != periods.end(); ++each) {
        ahead.push_back(to_text(each->period));
    }
    Error error = checked(examined.source, examined.file.file, "hold.future", "future = \"allow\"");
    place(error, examined.file, examined.figures[first->first]);
    error.expected = fmt::format("periods that had begun by {}, when this was published or fetched",
                                 day_text(examined.day));
    error.found = some(nullptr, ahead);
    reasons.push_back(std::move(error));
}

} // namespace tidemark::load

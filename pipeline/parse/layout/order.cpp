#include "pipeline/parse/layout/order.hpp"

namespace tidemark::parse {

std::optional<Period>
OrderCheck::see(const std::u32string& series, const std::u32string& parts, const Period& period) {
    const auto [known, fresh] = runs_.try_emplace(series, Run{parts, period});
    Run& run = known->second;
    if (fresh || run.parts != parts) {
        run = Run{parts, period};
        return std::nullopt;
    }
    const Period before = run.last;
    if (period == before) {
        return std::nullopt;
    }
    const int way = before < period ? 1 : -1;
    const bool back = run.way != 0 && way != run.way;
    run.last = period;
    run.way = back ? run.way : way;
    return back ? std::optional(before) : std::nullopt;
}

} // namespace tidemark::parse

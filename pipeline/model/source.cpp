#include "pipeline/model/source.hpp"

#include <algorithm>

namespace tidemark {
namespace {

bool overlap(const Period& a, const Period& b) {
    return a.start <= b.end && b.start <= a.end;
}

bool within(const Dims& where, const Dims& dims) {
    return std::ranges::all_of(where, [&](const auto& wanted) {
        const auto found = dims.find(wanted.first);
        return found != dims.end() && found->second == wanted.second;
    });
}

} // namespace

bool counts_rows(const Recipe& recipe) {
    return std::ranges::any_of(recipe.layouts, &Layout::counts_rows);
}

const Break* break_of(const Source& source, const Dims& dims, const Period& period) {
    const auto found = std::ranges::find_if(source.breaks, [&](const Break& gap) {
        return overlap(gap.days, period) && within(gap.where, dims);
    });
    return found == source.breaks.end() ? nullptr : &*found;
}

} // namespace tidemark

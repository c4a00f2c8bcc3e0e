#include "pipeline/parse/read/builder.hpp"

#include "pipeline/parse/read/refuse.hpp"

#include <algorithm>

namespace tidemark::parse {

Error SheetBuilder::over() const {
    return over_budget("number of cells", most_, "");
}

bool SheetBuilder::repeat_row(std::size_t first, std::uint32_t times) {
    const std::size_t last = cells_.size();
    for (std::uint32_t below = 1; below <= times; ++below) {
        for (std::size_t i = first; i < last; ++i) {
            const Cell from = cells_[i];
            Cell* cell = add({from.at.row + below, from.at.column}, from.type);
            if (cell == nullptr) {
                return false;
            }
            cell->number = from.number;
            cell->text = from.text;
            cell->format = from.format;
        }
    }
    return true;
}

void SheetBuilder::grow(double progress) {
    const auto now = static_cast<double>(cells_.size());
    const double foreseen = progress > 0 ? now / progress * 1.02 : now * 2;
    cells_.reserve(most_columns +
                   static_cast<std::size_t>(std::clamp(foreseen, now * 1.25, now * 8)));
}

void SheetBuilder::finish() {
    if (!sorted_) {
        std::ranges::stable_sort(cells_, {}, &Cell::at);
        // Of equal addresses the last is kept: unique() over the reversed order.
        const auto kept = std::unique(cells_.rbegin(),
                                      cells_.rend(),
                                      [](const Cell& a, const Cell& b) { return a.at == b.at; });
        cells_.erase(cells_.begin(), kept.base());
    }
    if (cells_.capacity() > cells_.size() + cells_.size() / 4) {
        cells_.shrink_to_fit();
    }
}

} // namespace tidemark::parse

#include "pipeline/parse/layout/stacked_heads.hpp"

#include "pipeline/base/text.hpp"

#include <algorithm>
#include <utility>

namespace tidemark::parse {

StackedHeads::StackedHeads(const SheetView& view, const Layers& layers) {
    constexpr std::size_t most = 8;
    if (layers.rows.empty()) {
        return;
    }
    std::uint32_t line = std::ranges::min(layers.rows, {}, &Layer::line).line;
    while (line > 0 && rows_.size() < most) {
        --line;
        Row row;
        row.heads = view.across(line, layers.first_column, view.sheet().extent().last.column);
        std::size_t last = none;
        for (std::size_t i = 0; i < row.heads.size(); ++i) {
            last = is_blank(row.heads[i].cell) ? last : i;
            row.nearest.push_back(last);
        }
        if (last == none) {
            return;
        }
        rows_.push_back(std::move(row));
    }
}

std::optional<StackedHeads::Head> StackedHeads::matching(std::size_t place,
                                                         const Pattern& pattern) const {
    for (const Row& row : rows_) {
        const std::size_t at = row.nearest[place];
        if (at == none) {
            return std::nullopt;
        }
        const Seen& head = row.heads[at];
        const bool own = at == place;
        if (pattern.matches(squeeze(head.cell->text)) && (own || !head.merged)) {
            return Head{.cell = head.cell, .own = own};
        }
    }
    return std::nullopt;
}

} // namespace tidemark::parse

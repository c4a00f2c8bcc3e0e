#include "pipeline/parse/read/keep.hpp"

#include "pipeline/parse/read/builder.hpp"

#include <algorithm>
#include <iterator>

namespace tidemark::parse {

// unique() over the reversed order keeps the last.
void sort_cells(std::vector<Cell>& cells) {
    std::ranges::stable_sort(cells, {}, &Cell::at);
    const auto kept = std::unique(
        cells.rbegin(), cells.rend(), [](const Cell& a, const Cell& b) { return a.at == b.at; });
    cells.erase(cells.begin(), kept.base());
}

// Room for about as many cells as are to come: growing by doubling would copy and hold them twice.
std::size_t KeepSheet::rows(std::vector<Cell>& cells, double progress) {
    if (cells.size() > most_columns && cells.capacity() - cells.size() <= most_columns) {
        const auto now = static_cast<double>(cells.size());
        const double foreseen = progress > 0 ? now / progress * 1.02 : now * 2;
        cells.reserve(most_columns +
                      static_cast<std::size_t>(std::clamp(foreseen, now * 1.25, now * 8)));
    }
    const std::size_t room = cells.capacity();
    return room > std::size_t{2} * most_columns ? room - most_columns : most_columns + 1;
}

void KeepSheet::end(std::vector<Cell> cells, std::vector<Area> merges, bool in_order) {
    if (!in_order) {
        sort_cells(cells);
    }
    if (cells.capacity() > cells.size() + cells.size() / 4) {
        cells.shrink_to_fit();
    }
    sheet_.cells = std::move(cells);
    sheet_.merges = std::move(merges);
}

SheetSink* KeepBook::sheet(std::string_view name, Visibility visibility) {
    KeepSheet& sheet = sheets_.emplace_back(name, visibility);
    return !wanted_ || wanted_(name, visibility) ? &sheet : nullptr;
}

std::vector<Sheet> KeepBook::take() {
    std::vector<Sheet> sheets;
    sheets.reserve(sheets_.size());
    for (auto& sheet : sheets_) {
        sheets.push_back(sheet.take());
    }
    return sheets;
}

} // namespace tidemark::parse

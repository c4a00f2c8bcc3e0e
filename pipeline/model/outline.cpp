#include "pipeline/model/outline.hpp"

#include "pipeline/base/text.hpp"

namespace tidemark {

void add_first(SheetOutline& sheet, const Cell& cell) {
    constexpr std::size_t enough = 3;   // cells to recognise a sheet by
    constexpr std::size_t longest = 30; // bytes of each
    if (sheet.first.size() < enough) {
        sheet.first.push_back(shortened(cell.text, longest));
    }
}

Outline outline_of(const Workbook& book) {
    Outline outline{.format = book.format, .decided = book.decided, .sheets = {}};
    for (const Sheet& sheet : book.sheets) {
        SheetOutline& seen = outline.sheets.emplace_back();
        seen.name = sheet.name;
        seen.visibility = sheet.visibility;
        seen.extent = sheet.extent();
        seen.cells = sheet.cells.size();
        seen.merges = sheet.merges;
        for (const Cell& cell : sheet.cells) {
            add_first(seen, cell);
        }
    }
    return outline;
}

} // namespace tidemark

#include "pipeline/model/outline.hpp"

#include <string>
#include <string_view>

namespace tidemark {

namespace {

// To recognise a sheet by: at most so many bytes, and no half of a character.
std::string beginning(std::string_view text) {
    constexpr std::size_t most = 30;
    if (text.size() <= most) {
        return std::string(text);
    }
    std::size_t end = most - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end)) + "...";
}

} // namespace

void add_first(SheetOutline& sheet, const Cell& cell) {
    constexpr std::size_t enough = 3;
    if (sheet.first.size() < enough) {
        sheet.first.push_back(beginning(cell.text));
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

#include "pipeline/model/outline.hpp"

namespace tidemark {

Outline outline_of(const Workbook& book) {
    Outline outline{.format = book.format, .decided = book.decided, .sheets = {}};
    for (const Sheet& sheet : book.sheets) {
        outline.sheets.push_back({.name = sheet.name,
                                  .visibility = sheet.visibility,
                                  .extent = sheet.extent(),
                                  .cells = sheet.cells.size()});
    }
    return outline;
}

} // namespace tidemark

// feed: a workbook handed to a sink as a reader would, a few rows at a time.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/read/sink.hpp"

#include <cstddef>
#include <vector>

namespace tidemark::test {

inline void feed_sheet(parse::SheetSink& sink, const Sheet& sheet, std::size_t batch) {
    std::vector<Cell> cells;
    for (const Cell& cell : sheet.cells) {
        const bool new_row = !cells.empty() && cells.back().at.row != cell.at.row;
        if (new_row && cells.size() >= batch) {
            static_cast<void>(sink.rows(cells, 0));
        }
        cells.push_back(cell);
    }
    sink.end(std::move(cells), sheet.merges, true);
}

inline void feed(parse::BookSink& sink, const Workbook& book, std::size_t batch = 4) {
    for (const Sheet& sheet : book.sheets) {
        if (parse::SheetSink* wanted = sink.sheet(sheet.name, sheet.visibility)) {
            feed_sheet(*wanted, sheet, batch);
        }
    }
}

} // namespace tidemark::test

// BookSink, SheetSink: where the cells go that a reader meets, a batch of whole rows at a time.
//
// A reader that hands its cells on needs no room for a sheet, however long it is; keep.hpp has the
// sink that keeps them all.
// Owned by the caller; sheets live as long as their book. Thread: sheet() is called from one
// thread, in the file's order; each SheetSink is used by one thread, several may be used at once.
#pragma once

#include "pipeline/model/cell.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace tidemark::parse {

class SheetSink {
  public:
    SheetSink() = default;
    SheetSink(const SheetSink&) = delete;
    SheetSink& operator=(const SheetSink&) = delete;
    virtual ~SheetSink() = default;

    // Whole rows, as long as they are in order. The sink takes cells out (clear() keeps the room
    // for the next), or lets them stand. Returns how many may stand before it is asked again.
    // `progress`: how much of the sheet has been read, 0 to 1: to foresee sizes, never to trust.
    [[nodiscard]] virtual std::size_t rows(std::vector<Cell>& cells, double progress) = 0;

    // The sheet is whole: the rows since the last call. `in_order`: all cells came in row-major
    // order, each address once; else of two at one address the last counts.
    virtual void end(std::vector<Cell> cells, std::vector<Area> merges, bool in_order) = 0;
};

class BookSink {
  public:
    BookSink() = default;
    BookSink(const BookSink&) = delete;
    BookSink& operator=(const BookSink&) = delete;
    virtual ~BookSink() = default;

    // The file lies in an archive, at this path; before any sheet.
    virtual void member(std::string_view /*path*/) {}

    // The next sheet of the file. Null: its cells are not wanted.
    [[nodiscard]] virtual SheetSink* sheet(std::string_view name, Visibility visibility) = 0;
};

} // namespace tidemark::parse

// XlsxFastRows: the cells and rows of a worksheet in the form in which nearly all are written,
// recognised as bytes.
//
//   <row r="7" spans="1:8"><c r="A7" s="3" t="s"><v>12</v></c><c r="B7"><v>2145</v></c></row>
//
// What differs in the least is left to the general reader, so the result is the same, only sooner.
// Borrows all that it is made of. Fails: never. Thread: one.
#pragma once

#include "pipeline/parse/read/xlsx_cells.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <cstdint>
#include <string>

namespace tidemark::parse {

class XlsxFastRows {
  public:
    // `next`: the address of a cell without one; kept up to date.
    XlsxFastRows(XmlScanner& xml,
                 SheetBuilder& builder,
                 XlsxCells& cells,
                 Address& next,
                 const Budgets& budgets)
        : xml_(xml)
        , builder_(builder)
        , cells_(cells)
        , next_(next)
        , most_text_(budgets.cell_text) {}

    // Between rows, before the scanner takes the next tag.
    void note_row_tag();

    // Within a row, before the scanner takes the next tag: passes over what it recognises.
    void cells();

  private:
    [[nodiscard]] const char* fast_cell(const char* p);
    [[nodiscard]] const char*
    fast_value(const char* p, Address at, std::uint32_t style, Written written);
    [[nodiscard]] const char* fast_text(const char* p, Address at);
    [[nodiscard]] const char* fast_number(const char* p, Address at, std::uint32_t style);
    [[nodiscard]] const char* next_row(const char* p);

    XmlScanner& xml_;
    SheetBuilder& builder_;
    XlsxCells& cells_;
    Address& next_;
    std::uint64_t most_text_;
    std::string row_tail_;        // of this row's tag, behind its number; empty: unusual
    const char* limit_ = nullptr; // of the bytes ahead
};

} // namespace tidemark::parse

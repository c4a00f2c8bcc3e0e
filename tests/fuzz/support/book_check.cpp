#include "tests/fuzz/support/book_check.hpp"

#include "pipeline/parse/read/xml_text.hpp"
#include "pipeline/parse/worker/wire.hpp"
#include "tests/fuzz/support/check.hpp"

#include <cmath>

namespace tidemark::fuzz {

namespace {

void check_cell(const Sheet& sheet, const Cell& cell, const parse::Budgets& budgets) {
    const std::string at = to_text(cell.at);
    check(cell.type != CellType::empty, "an empty cell is not kept", at);
    check(std::isfinite(cell.number), "a cell's number is finite", at);
    check(cell.type != CellType::boolean || cell.number == 0 || cell.number == 1,
          "a boolean is 0 or 1",
          at);
    check(cell.text.size() <= budgets.cell_text, "a cell's text is within its budget", at);
    check(parse::is_utf8(cell.text), "a cell's text is UTF-8", at);
    check(parse::is_utf8(cell.style.format()), "a cell's format is UTF-8", at);
    check(parse::is_utf8(cell.style.fill()), "a cell's fill is UTF-8", at);
    check(sheet.at(cell.at) == &cell, "a cell is found at its address", at);
}

void check_sheet(const Sheet& sheet, const parse::Budgets& budgets) {
    check(parse::is_utf8(sheet.name), "a sheet's name is UTF-8", sheet.name);
    const Cell* before = nullptr;
    const Area extent = sheet.extent();
    for (const Cell& cell : sheet.cells) {
        check_cell(sheet, cell, budgets);
        check(before == nullptr || before->at < cell.at, "cells are in order", to_text(cell.at));
        check(extent.holds(cell.at), "the extent holds every cell", to_text(cell.at));
        before = &cell;
    }
    for (const Area& merge : sheet.merges) {
        check(merge.first.row <= merge.last.row && merge.first.column <= merge.last.column,
              "a merge begins above and left of its end",
              to_text(merge));
    }
}

} // namespace

parse::Budgets small_budgets() {
    return {.inflated = 4U << 20U,
            .ratio = 200,
            .entries = 64,
            .part = 1U << 20U,
            .cells = 20'000,
            .cell_text = 4096,
            .depth = 16};
}

void check_book(const Workbook& book, const parse::Budgets& budgets) {
    std::uint64_t cells = 0;
    for (const Sheet& sheet : book.sheets) {
        check_sheet(sheet, budgets);
        cells += sheet.cells.size();
    }
    check(cells <= budgets.cells, "cells are within their budget", std::to_string(cells));
    const std::string sent = parse::encode(book);
    const auto received = parse::decode(sent);
    check(received.has_value(), "what was read crosses the wire");
    check(parse::encode(*received) == sent, "what crosses the wire stays the same");
}

void check_reading(std::string_view bytes, const Read& how) {
    const auto budgets = small_budgets();
    const auto book = parse::read_workbook(bytes, how, {}, budgets);
    if (book) {
        check_book(*book, budgets);
    } else {
        check_error(book.error());
    }
}

} // namespace tidemark::fuzz

#include "daemon/drawing.hpp"

#include "daemon/draw_sheet.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace tidemark {
namespace {

using Kind = DrawnCell::Kind;

constexpr std::array<KindWords, 12> kind_table{{
    {Kind::plain, ' ', "plain", "a text that nothing asks for", ""},
    {Kind::unread,
     '?',
     "unread",
     "a number that was not read: nothing asks for it",
     "a number that was not read: nothing in the layout asks for it"},
    {Kind::stop,
     '.',
     "stop",
     "not read: where the table ends (stop), and below",
     "not read: at or below the row that ends the table (stop)"},
    {Kind::skipped,
     ':',
     "skipped",
     "not read: a row or column left out (skip, keep)",
     "not read: its row or column is left out (skip or keep)"},
    {Kind::dropped,
     ';',
     "dropped",
     "left out: a label is not among those kept",
     "left out: one of its labels is not among those kept ([keep])"},
    {Kind::anchor,
     '@',
     "anchor",
     "anchor, or head of a column: what the layout was found by",
     "the layout was found by this cell"},
    {Kind::label, ' ', "label", "label of a dimension", ""},
    {Kind::total,
     '#',
     "total",
     "a printed total: compared, not kept",
     "a printed total: compared with the sum, not kept"},
    {Kind::marker, '*', "marker", "kept without a number: suppressed, not available ...", ""},
    {Kind::marked, '~', "marked", "a figure with a mark: provisional, revised ...", ""},
    {Kind::value, '=', "value", "a figure", ""},
    {Kind::held,
     '!',
     "held",
     "why the file is held",
     "the file is held because of this cell, or it could not be read"},
}};

// Of the whole page: a browser still scrolls it.
constexpr std::size_t most_places = 60'000;
constexpr std::size_t least_rows = 30; // of a sheet, however many there are
constexpr std::size_t most_sheets_unread = 3;

// From A1, as much of the sheet as its part of the page lets in.
Area cut(const Area& extent, std::size_t sheets) {
    Area drawn{{0, 0},
               {std::min(extent.last.row, most_drawn.last.row),
                std::min(extent.last.column, most_drawn.last.column)}};
    const std::size_t columns = std::size_t{drawn.last.column} + 1;
    const std::size_t rows = std::max(least_rows, most_places / sheets / columns);
    drawn.last.row = static_cast<std::uint32_t>(std::min<std::size_t>(drawn.last.row, rows - 1));
    return drawn;
}

std::vector<std::string> all_dims(const std::vector<SheetTrace>& sheets) {
    std::vector<std::string> dims;
    for (const SheetTrace& sheet : sheets) {
        std::ranges::copy_if(sheet.dims, std::back_inserter(dims), [&](const std::string& dim) {
            return std::ranges::find(dims, dim) == dims.end();
        });
    }
    return dims;
}

template <typename Named>
const Named* named(const std::vector<Named>& all, const std::string& name) {
    const auto found = std::ranges::find(all, name, &Named::name);
    return found == all.end() ? nullptr : &*found;
}

} // namespace

std::span<const KindWords> all_kinds() {
    return kind_table;
}

const KindWords& words(DrawnCell::Kind kind) {
    return kind_table.at(static_cast<std::size_t>(kind));
}

std::string dim_mark(const std::vector<std::string>& dims, std::size_t dim) {
    if (dims.at(dim) == "period") {
        return "t";
    }
    constexpr std::string_view letters = "abcdefghijklmnopqrsuvwxyz";
    const auto before = static_cast<std::size_t>(
        std::count(dims.begin(), dims.begin() + static_cast<std::ptrdiff_t>(dim), "period"));
    return std::string(1, letters[(dim - before) % letters.size()]);
}

std::vector<std::string> sheets_to_draw(const Outline& outline, const Traced& traced) {
    std::vector<std::string> names;
    for (const SheetTrace& sheet : traced.sheets) {
        names.push_back(sheet.name);
    }
    for (const SheetOutline& sheet : outline.sheets) {
        if (traced.sheets.empty() && names.size() < most_sheets_unread && sheet.cells > 0) {
            names.push_back(sheet.name);
        }
    }
    return names;
}

Drawing draw(const Outline& outline,
             const Traced& traced,
             const Workbook& cells,
             const std::vector<Error>& held) {
    Drawing drawing{
        .decided = outline.decided, .dims = all_dims(traced.sheets), .sheets = {}, .others = {}};
    const std::vector<std::string> wanted = sheets_to_draw(outline, traced);
    for (const SheetOutline& about : outline.sheets) {
        const Sheet* sheet = named(cells.sheets, about.name);
        if (sheet == nullptr || std::ranges::find(wanted, about.name) == wanted.end()) {
            drawing.others.push_back(about);
            continue;
        }
        DrawnSheet drawn = draw_sheet({.cells = *sheet,
                                       .trace = named(traced.sheets, about.name),
                                       .file = traced.file,
                                       .held = held,
                                       .dims = drawing.dims,
                                       .drawn = cut(about.extent, wanted.size())});
        drawn.extent = about.extent;
        drawing.sheets.push_back(std::move(drawn));
    }
    return drawing;
}

} // namespace tidemark

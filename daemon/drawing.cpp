#include "daemon/drawing.hpp"

#include "daemon/draw_sheet.hpp"

#include <algorithm>
#include <iterator>

namespace tidemark {
namespace {

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
    Drawing drawing{.decided = outline.decided,
                    .dims = all_dims(traced.sheets),
                    .sheets = {},
                    .others = {}};
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

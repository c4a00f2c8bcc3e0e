#include "pipeline/parse/layout/pick.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/format.h>

namespace tidemark::parse {

std::vector<const Cell*> find_all(const SheetView& view, const CellPick& pick) {
    std::vector<const Cell*> found;
    for (const SheetView::Row& row : view.rows()) {
        if (pick.in && (row.row < pick.in->first.row || row.row > pick.in->last.row)) {
            continue;
        }
        for (const Cell& cell : row.cells) {
            if ((!pick.in || pick.in->holds(cell.at)) && pick.text.matches(squeeze(cell.text))) {
                found.push_back(&cell);
            }
        }
    }
    return found;
}

Result<const Cell*> find_one(const SheetView& view,
                             const CellPick& pick,
                             std::string_view code,
                             std::string_view what) {
    const std::vector<const Cell*> found = find_all(view, pick);
    if (found.size() == 1) {
        return found.front();
    }
    return fail(
        {.fault = Fault::held,
         .code = std::string(code),
         .sheet = view.sheet().name,
         .cell = pick.in ? to_text(*pick.in) : "",
         .expected =
             fmt::format("exactly one cell that matches '{}' as {}", pick.text.text(), what),
         .found = found.empty() ? "none" : name_cells(found),
         .next = found.empty() ? "see what is there with 'tidemark cells', then mend the pattern"
                               : "narrow the pattern, or the cells it is looked for in with in"});
}

std::string quoted(std::string_view text) {
    constexpr std::size_t most = 83;
    return "'" + shortened(squeeze(text), most) + "'";
}

std::string name_cells(const std::vector<const Cell*>& cells) {
    constexpr std::size_t most = 5;
    std::vector<std::string> names;
    for (const Cell* cell : cells) {
        if (names.size() == most) {
            names.push_back(fmt::format("{} more", cells.size() - most));
            break;
        }
        names.push_back(to_text(cell->at) + ' ' + quoted(cell->text));
    }
    return join(names, ", ");
}

} // namespace tidemark::parse

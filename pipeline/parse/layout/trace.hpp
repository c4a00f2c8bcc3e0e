// Trace: notes what the cells of a sheet are taken for while a layout reads it.
//
// One Tracer a sheet, made only where somebody asked; whoever reads a sheet is given a pointer to
// it, null as a rule. Only cells of one area are noted, so that a long list leaves no long trace.
// Owns what it noted until take(). Fails: never. Thread: one.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/trace.hpp"
#include "pipeline/parse/layout/choose.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::parse {

class Tracer {
  public:
    Tracer(std::string sheet, const Area& area)
        : area_(area) {
        trace_.name = std::move(sheet);
    }

    // The layout that fits, before anything is noted.
    void fits(const std::string& layout, const std::vector<DimRule>& dims);

    // `at` gives a dimension to the `figures`, or to those of them within the area.
    void label(std::size_t dim, Address at, const Area& figures);
    void mark(CellUse::Role role, const Area& cells);

    [[nodiscard]] SheetTrace take() && { return std::move(trace_); }

  private:
    Area area_;
    SheetTrace trace_;
};

// All sheets of one file. `area`: the cells of each that are to be noted.
struct Tracing {
    Area area = whole_sheet;
    std::vector<SheetTrace> sheets{};
};

// Adds what one of several tables of a sheet was taken for; `rows` are the table's own.
void add_table(std::vector<SheetTrace>& sheets, SheetTrace table, const Area& rows);

[[nodiscard]] inline Area rows_of(std::uint32_t first, std::uint32_t last) {
    return {{first, 0}, {last, UINT32_MAX}};
}

[[nodiscard]] inline Area one_cell(Address at) {
    return {at, at};
}

// What is known before the first figure: title cells, the anchor, the heads of columns.
void trace_plan(Tracer& tracer, const SheetView& view, const Plan& plan);
void trace_heads(Tracer& tracer, const ListPlan& list);

} // namespace tidemark::parse

#include "pipeline/parse/layout/layout.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/choose.hpp"
#include "pipeline/parse/layout/sheets.hpp"
#include "pipeline/parse/layout/tables.hpp"
#include "pipeline/parse/layout/used.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace tidemark::parse {
namespace {

void read_sheet(const Plan& plan,
                const SheetView& view,
                Format format,
                const Recipe& recipe,
                ParsedFile& out,
                SeriesTable& series,
                Holds& holds,
                Used& used,
                Tracer* tracer) {
    const std::string& sheet = view.sheet().name;
    Collector collector(plan.dims, recipe, sheet, out, series, holds, tracer);
    std::vector<LabelId> labels(plan.dims.size());
    for (const FixedLabel& fixed : plan.fixed) {
        labels[fixed.dim] = collector.labels(fixed.dim).read(fixed.text, sheet, fixed.at);
    }
    if (const auto* grid = std::get_if<GridPlan>(&plan.body)) {
        read_grid(*grid, view, *plan.layout, std::move(labels), collector, used);
    } else if (const auto* list = std::get_if<ListPlan>(&plan.body)) {
        read_list(*list, view, *plan.layout, std::move(labels), collector, used);
    }
    collector.settle(format);
}

// What a sheet is taken for goes to `tracing` when the sheet is read; null: nobody asks.
class SheetTracer {
  public:
    // `rows`: of the sheet, or those of one of its tables.
    SheetTracer(const std::string& sheet, const Area& rows, Tracing* tracing)
        : tracing_(tracing)
        , rows_(rows) {
        if (tracing_ != nullptr) {
            tracer_.emplace(sheet, tracing_->area);
        }
    }

    SheetTracer(const SheetTracer&) = delete;
    SheetTracer& operator=(const SheetTracer&) = delete;

    ~SheetTracer() {
        if (tracer_) {
            add_table(tracing_->sheets, std::move(*tracer_).take(), rows_);
        }
    }

    [[nodiscard]] Tracer* begin(const SheetView& view, const Plan& plan) {
        if (tracer_) {
            trace_plan(*tracer_, view, plan);
        }
        return tracer_ ? &*tracer_ : nullptr;
    }

  private:
    Tracing* tracing_;
    Area rows_;
    std::optional<Tracer> tracer_;
};

void read_sheets(
    const Workbook& book, const Recipe& recipe, ParsedFile& out, Holds& holds, Tracing* tracing) {
    auto file = find_override(recipe, out.file.name);
    if (!file) {
        holds.add(std::move(file).error());
        return;
    }
    std::vector<SheetSeen> seen;
    for (const Sheet& sheet : book.sheets) {
        seen.push_back(
            {.name = sheet.name, .visibility = sheet.visibility, .filled = !sheet.cells.empty()});
    }
    const auto sheets = choose_sheets(seen, book.format, recipe, *file);
    if (!sheets) {
        holds.add(sheets.error());
        return;
    }
    SeriesTable series(out.series);
    std::vector<std::string> layouts;
    std::map<const Layout*, Used> used;
    const std::string only = *file == nullptr ? "" : (*file)->layout;
    const auto read_one = [&](const SheetView& view, const Area& rows) {
        SheetTracer tracer(view.sheet().name, rows, tracing);
        auto plan = choose_layout(view, out.file.name, recipe, only);
        if (!plan) {
            Error error = std::move(plan).error();
            if (error.cell.empty() && rows != whole_sheet) {
                error.cell = to_text(rows.first); // which of the tables
            }
            holds.add(std::move(error));
            return;
        }
        if (std::ranges::find(layouts, plan->name) == layouts.end()) {
            layouts.push_back(plan->name);
        }
        read_sheet(*plan,
                   view,
                   book.format,
                   recipe,
                   out,
                   series,
                   holds,
                   used[plan->layout],
                   tracer.begin(view, *plan));
    };
    for (const std::size_t sheet : *sheets) {
        if (recipe.read.table_title.empty()) {
            read_one(SheetView(book.sheets[sheet]), whole_sheet);
            continue;
        }
        const auto tables = cut_tables(book.sheets[sheet], recipe.read);
        if (!tables) {
            holds.add(tables.error());
            continue;
        }
        for (const Sheet& table : *tables) {
            read_one(SheetView(table),
                     rows_of(table.cells.front().at.row, table.extent().last.row));
        }
    }
    for (const auto& [layout, patterns] : used) {
        hold_unused(*layout, patterns, holds);
    }
    out.layout = join(layouts, ", ");
    if (out.observations.empty() && holds.empty()) {
        holds.add(no_figure_at_all());
    }
}

} // namespace

ParsedFile held(const RawFile& file, const Recipe& recipe, Error reason) {
    ParsedFile out;
    out.file = file;
    Holds holds(recipe.source, file.name);
    holds.add(std::move(reason));
    out.held = holds.take();
    return out;
}

Error no_figure_at_all() {
    return {.code = "layout.empty",
            .expected = "at least one figure",
            .found = "none",
            .next = "look at what keep, skip and stop leave over"};
}

ParsedFile
lay_out(const Workbook& book, const RawFile& file, const Recipe& recipe, Tracing* tracing) {
    ParsedFile out;
    out.file = file;
    Holds holds(recipe.source, file.name);
    read_sheets(book, recipe, out, holds, tracing);
    out.held = holds.take();
    return out;
}

} // namespace tidemark::parse

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
    Collector collector(
        plan.dims, plan.layout->unit_mult, recipe, sheet, out, series, holds, tracer);
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

// Reads the sheets of one file, or the tables of them, one after the other; lives for one call.
class SheetsReader {
  public:
    SheetsReader(
        const Workbook& book, const Recipe& recipe, ParsedFile& out, Holds& holds, Tracing* tracing)
        : book_(book)
        , recipe_(recipe)
        , out_(out)
        , holds_(holds)
        , tracing_(tracing)
        , series_(out.series) {}

    // `only`: the layout that a [[file]] override names, or empty.
    void read(const std::vector<std::size_t>& sheets, const std::string& only) {
        for (const std::size_t sheet : sheets) {
            read_tables(book_.sheets[sheet], only);
        }
        for (const auto& [layout, patterns] : used_) {
            hold_unused(*layout, patterns, holds_);
            tell_skipped(*layout, patterns, out_.skipped);
        }
        out_.layout = join(layouts_, ", ");
        if (out_.observations.empty() && holds_.empty()) {
            holds_.add(no_figure_at_all());
        }
    }

  private:
    void read_tables(const Sheet& sheet, const std::string& only) {
        if (recipe_.read.table_title.empty()) {
            read_one(SheetView(sheet), whole_sheet, only);
            return;
        }
        const auto tables = cut_tables(sheet, recipe_.read);
        if (!tables) {
            holds_.add(tables.error());
            return;
        }
        for (const Sheet& table : *tables) {
            read_one(SheetView(table),
                     rows_of(table.cells.front().at.row, table.extent().last.row),
                     only);
        }
    }

    void read_one(const SheetView& view, const Area& rows, const std::string& only) {
        SheetTracer tracer(view.sheet().name, rows, tracing_);
        auto plan =
            choose_layout(view, {.name = out_.file.name, .member = book_.member}, recipe_, only);
        if (!plan) {
            Error error = std::move(plan).error();
            if (error.cell.empty() && rows != whole_sheet) {
                error.cell = to_text(rows.first); // which of the tables
            }
            holds_.add(std::move(error));
            return;
        }
        if (std::ranges::find(layouts_, plan->name) == layouts_.end()) {
            layouts_.push_back(plan->name);
        }
        read_sheet(*plan,
                   view,
                   book_.format,
                   recipe_,
                   out_,
                   series_,
                   holds_,
                   used_[plan->layout],
                   tracer.begin(view, *plan));
    }

    const Workbook& book_;
    const Recipe& recipe_;
    ParsedFile& out_;
    Holds& holds_;
    Tracing* tracing_;
    SeriesTable series_;
    std::vector<std::string> layouts_;
    std::map<const Layout*, Used> used_;
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
    SheetsReader(book, recipe, out, holds, tracing)
        .read(*sheets, *file == nullptr ? "" : (*file)->layout);
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

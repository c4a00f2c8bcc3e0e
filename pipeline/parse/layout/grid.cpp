#include "pipeline/parse/layout/grid.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/groups.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

namespace tidemark::parse {
namespace {

// Hostile extents (a cell in each corner of a huge sheet) must end in an error, not in hours.
constexpr std::size_t most_places = 50'000'000;

struct BlockRow {
    const SheetView::Row* row = nullptr;
    std::string label;
};

struct BlockColumn {
    std::uint32_t column = 0;
    std::vector<LabelId> labels; // one a header layer
};

// Reads one grid; lives for one call.
class Grid {
  public:
    Grid(const GridPlan& plan,
         const SheetView& view,
         const Layout& layout,
         Collector& collector,
         Used& used)
        : layers_(plan.layers)
        , view_(view)
        , layout_(layout)
        , collector_(collector)
        , used_(used) {}

    void read(std::vector<LabelId> labels);

  private:
    [[nodiscard]] bool in_block(std::uint32_t column) const {
        return column >= layers_.first_column && !layers_.is_label_column(column);
    }

    [[nodiscard]] bool is_left(std::uint32_t column) const {
        return column < layers_.anchor_column && !layers_.is_label_column(column);
    }

    void find_rows();
    enum class Twin { upper, lower };
    void leave_out(Twin twin, const Pattern& twins);
    [[nodiscard]] std::string label_of(const SheetView::Row& row) const;
    [[nodiscard]] bool wanted(const std::string& label);
    [[nodiscard]] bool has_figures(const SheetView::Row& row) const;
    [[nodiscard]] std::set<std::uint32_t> filled_columns();
    void find_columns();
    [[nodiscard]] bool wanted_column(std::size_t place);
    void look_left(std::uint32_t column);
    void hold_odd_columns();
    void hold_odd_rows();
    void spread_headers(std::uint32_t last_column);
    void spread_labels();
    [[nodiscard]] LabelId label_at(const Layer& layer, const Seen& seen, Address at);

    const Layers& layers_;
    const SheetView& view_;
    const Layout& layout_;
    Collector& collector_;
    Used& used_;
    std::vector<BlockRow> rows_;
    std::vector<BlockColumn> columns_;
    std::vector<Seen> anchor_labels_; // by row from first_row
    std::vector<Seen> anchor_heads_;  // by column from first_column
    Lines header_rows_;               // a header layer, by column from first_column
    Lines label_columns_;             // a label layer, by row from first_row
};

std::string Grid::label_of(const SheetView::Row& row) const {
    const Seen& seen = anchor_labels_[row.row - layers_.first_row];
    if (seen.cell != nullptr) {
        return squeeze(seen.cell->text);
    }
    std::string label;
    for (const Cell& cell : row.cells) {
        if (cell.at.column < layers_.anchor_column && !is_blank(&cell)) {
            label = squeeze(cell.text);
        }
    }
    return label;
}

bool Grid::wanted(const std::string& label) {
    if (!label.empty() && collector_.is_total(label)) {
        used_.skip_row = used_.skip_row || layout_.skip_row.matches(label);
        return true;
    }
    const bool skipped = layout_.skip_row.matches(label);
    used_.skip_row = used_.skip_row || (skipped && !label.empty());
    return !skipped && (layout_.keep_row.empty() || layout_.keep_row.matches(label));
}

bool Grid::has_figures(const SheetView::Row& row) const {
    return std::ranges::any_of(
        row.cells, [&](const Cell& cell) { return in_block(cell.at.column) && !is_blank(&cell); });
}

void Grid::find_rows() {
    for (const SheetView::Row& row : view_.rows()) {
        if (row.row < layers_.first_row) {
            continue;
        }
        std::string label = label_of(row);
        if (layout_.stop_row.matches(label)) {
            used_.stop = true;
            return;
        }
        if (!wanted(label)) {
            continue;
        }
        if (has_figures(row)) {
            rows_.push_back({.row = &row, .label = std::move(label)});
        } else if (anchor_labels_[row.row - layers_.first_row].cell != nullptr) {
            collector_.hold({.code = "layout.row",
                             .cell = to_text(Address{row.row, layers_.anchor_column}),
                             .expected = "figures beside each row label",
                             .found = "none beside " + quoted(label),
                             .next = "end the block with stop = { row = ... } or leave the row "
                                     "out with skip = { row = ... }"});
        }
    }
}

// A region above a force of its name: only their order tells them apart, so there must be two.
void Grid::leave_out(Twin twin, const Pattern& twins) {
    if (twins.empty()) {
        return;
    }
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (twins.matches(rows_[i].label)) {
            places.push_back(i);
        }
    }
    if (places.size() != 2) {
        collector_.hold({.code = "layout.twins",
                         .expected = fmt::format("two rows whose label matches '{}'", twins.text()),
                         .found = std::to_string(places.size()),
                         .next = "look at the table with 'tidemark cells' and mend skip"});
        return;
    }
    const std::size_t place = twin == Twin::upper ? places.front() : places.back();
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(place));
}

void Grid::spread_headers(std::uint32_t last_column) {
    anchor_heads_ = view_.across(layers_.anchor_row, layers_.first_column, last_column);
    for (const Layer& layer : layers_.rows) {
        auto heads = view_.across(layer.line, layers_.first_column, last_column);
        for (std::size_t i = 0; i < heads.size(); ++i) {
            if (layers_.is_label_column(layers_.first_column + static_cast<std::uint32_t>(i))) {
                heads[i] = {}; // heads a label column, no group of figures
            }
        }
        header_rows_.push_back(std::move(heads));
    }
    carry_on(layers_.rows, header_rows_);
}

void Grid::spread_labels() {
    const std::uint32_t last = view_.rows().empty() ? 0 : view_.rows().back().row;
    anchor_labels_ = view_.down(layers_.anchor_column, layers_.first_row, last);
    for (const Layer& layer : layers_.columns) {
        auto labels = view_.down(layer.line, layers_.first_row, last);
        for (const std::uint32_t column : layer.instead) {
            const auto others = view_.down(column, layers_.first_row, last);
            for (std::size_t i = 0; i < labels.size(); ++i) {
                labels[i] = labels[i].cell == nullptr ? others[i] : labels[i];
            }
        }
        label_columns_.push_back(std::move(labels));
    }
    carry_on(layers_.columns, label_columns_);
}

bool Grid::wanted_column(std::size_t place) {
    bool skipped = false;
    bool kept = layout_.keep_column.empty();
    const auto look = [&](const Seen& seen) {
        const std::string text = seen.cell == nullptr ? "" : squeeze(seen.cell->text);
        const bool skips = layout_.skip_column.matches(text);
        used_.skip_column = used_.skip_column || (skips && !text.empty());
        skipped = skipped || skips;
        kept = kept || layout_.keep_column.matches(text);
    };
    for (const auto& heads : header_rows_) {
        look(heads[place]);
    }
    if (header_rows_.empty() || anchor_heads_[place].cell != nullptr) {
        look(anchor_heads_[place]);
    }
    return kept && !skipped;
}

LabelId Grid::label_at(const Layer& layer, const Seen& seen, Address at) {
    LabelReader& labels = collector_.labels(layer.dim);
    return seen.cell == nullptr ? labels.missing(view_.sheet().name, at)
                                : labels.read(*seen.cell, view_.sheet().name);
}

// Columns of the block with a figure or a head; what stands left of it is looked at.
std::set<std::uint32_t> Grid::filled_columns() {
    std::set<std::uint32_t> filled;
    std::set<std::uint32_t> left;
    for (const BlockRow& row : rows_) {
        for (const Cell& cell : row.row->cells) {
            const std::uint32_t column = cell.at.column;
            if (!is_blank(&cell) && (in_block(column) || is_left(column))) {
                (in_block(column) ? filled : left).insert(column);
            }
        }
    }
    std::ranges::for_each(left, [this](std::uint32_t column) { look_left(column); });
    return filled;
}

void Grid::find_columns() {
    std::set<std::uint32_t> columns = filled_columns();
    spread_headers(view_.sheet().extent().last.column);
    for (std::size_t layer = 0; layer < layers_.rows.size(); ++layer) {
        for (std::size_t i = 0; i < header_rows_[layer].size(); ++i) {
            const auto column = layers_.first_column + static_cast<std::uint32_t>(i);
            if (layers_.rows[layer].toward == Toward::up && in_block(column) &&
                header_rows_[layer][i].cell != nullptr) {
                columns.insert(column);
            }
        }
    }
    for (const std::uint32_t column : columns) {
        const std::size_t place = column - layers_.first_column;
        if (!wanted_column(place)) {
            continue;
        }
        BlockColumn found{.column = column, .labels = {}};
        for (std::size_t layer = 0; layer < layers_.rows.size(); ++layer) {
            found.labels.push_back(label_at(layers_.rows[layer],
                                            header_rows_[layer][place],
                                            {layers_.rows[layer].line, column}));
        }
        columns_.push_back(std::move(found));
    }
}

// Figures left of the block under a head that names one of its columns: the table was turned round.
void Grid::look_left(std::uint32_t column) {
    for (const Layer& layer : layers_.rows) {
        LabelReader& labels = collector_.labels(layer.dim);
        const bool told_apart = labels.rule().parse || !labels.rule().codelist.empty();
        const auto head = view_.across(layer.line, column, column).front();
        if (!told_apart || head.cell == nullptr) {
            continue;
        }
        if (layout_.skip_column.matches(squeeze(head.cell->text))) {
            used_.skip_column = true;
            continue;
        }
        const Label& label = labels[labels.read(*head.cell, view_.sheet().name)];
        if (label.state == Label::State::known || label.state == Label::State::dated) {
            collector_.hold(
                {.code = "layout.column",
                 .cell = to_text(Address{layer.line, column}),
                 .expected = "all figures right of the anchor",
                 .found = fmt::format("figures under {} left of it", quoted(label.text)),
                 .next = "name another anchor, or leave the column out with skip = { "
                         "column = ... }"});
            return;
        }
    }
}

void Grid::hold_odd_columns() {
    std::vector<std::size_t> places;
    for (const BlockColumn& column : columns_) {
        places.push_back(column.column - layers_.first_column);
    }
    hold_odd(layers_.rows, header_rows_, places, layout_.keep_column, collector_);
}

void Grid::hold_odd_rows() {
    std::vector<std::size_t> places;
    for (const BlockRow& row : rows_) {
        places.push_back(row.row->row - layers_.first_row);
    }
    hold_odd(layers_.columns, label_columns_, places, layout_.keep_row, collector_);
}

void Grid::read(std::vector<LabelId> labels) {
    spread_labels();
    find_rows();
    leave_out(Twin::upper, layout_.skip_upper);
    leave_out(Twin::lower, layout_.skip_lower);
    find_columns();
    hold_odd_columns();
    hold_odd_rows();
    if (!columns_.empty() && rows_.size() > most_places / columns_.size()) {
        collector_.hold({.code = "layout.size",
                         .expected = fmt::format("a block of at most {} cells", most_places),
                         .found = fmt::format("{} rows of {}", rows_.size(), columns_.size()),
                         .next = "end the block with stop, or leave columns out with skip"});
        return;
    }
    for (const BlockRow& row : rows_) {
        const std::size_t place = row.row->row - layers_.first_row;
        for (std::size_t i = 0; i < layers_.columns.size(); ++i) {
            const Layer& layer = layers_.columns[i];
            labels[layer.dim] =
                label_at(layer, label_columns_[i][place], {row.row->row, layer.line});
        }
        auto cell = row.row->cells.begin();
        for (const BlockColumn& column : columns_) {
            for (std::size_t i = 0; i < layers_.rows.size(); ++i) {
                labels[layers_.rows[i].dim] = column.labels[i];
            }
            while (cell != row.row->cells.end() && cell->at.column < column.column) {
                ++cell;
            }
            const bool here = cell != row.row->cells.end() && cell->at.column == column.column;
            collector_.put(here ? &*cell : nullptr, {row.row->row, column.column}, labels);
        }
    }
}

// The only filled cell right of the anchor, in its row.
Result<const Cell*> find_form(const SheetView& view, const Cell& anchor) {
    const Area range = view.range_of(anchor.at);
    std::vector<const Cell*> filled;
    for (const SheetView::Row& row : view.rows()) {
        for (const Cell& cell : row.cells) {
            if (row.row == anchor.at.row && cell.at.column > range.last.column &&
                !is_blank(&cell)) {
                filled.push_back(&cell);
            }
        }
    }
    if (filled.size() != 1) {
        return fail({.fault = Fault::held,
                     .code = "layout.form",
                     .sheet = view.sheet().name,
                     .cell = to_text(anchor.at),
                     .expected = "exactly one number right of the anchor",
                     .found = filled.empty() ? "none" : name_cells(filled),
                     .next = "give the dimensions directions if this is a table"});
    }
    return filled.front();
}

} // namespace

Result<GridPlan>
plan_grid(const SheetView& view, const Layout& layout, const std::vector<DimRule>& dims) {
    auto anchor = find_one(view, layout.anchor, "layout.anchor", "the anchor");
    if (!anchor) {
        return propagate(anchor);
    }
    auto layers = find_layers(view, dims, **anchor);
    if (!layers) {
        return propagate(layers);
    }
    GridPlan plan{.anchor = *anchor, .layers = std::move(*layers)};
    if (plan.layers.rows.empty() && plan.layers.columns.empty()) {
        auto form = find_form(view, *plan.anchor);
        if (!form) {
            return propagate(form);
        }
        plan.form = *form;
    }
    return plan;
}

void read_grid(const GridPlan& plan,
               const SheetView& view,
               const Layout& layout,
               std::vector<LabelId> labels,
               Collector& collector,
               Used& used) {
    if (plan.form != nullptr) {
        used = {.stop = true, .skip_row = true, .skip_column = true}; // it has no lines
        collector.put(plan.form, plan.form->at, labels);
        return;
    }
    Grid(plan, view, layout, collector, used).read(std::move(labels));
}

} // namespace tidemark::parse

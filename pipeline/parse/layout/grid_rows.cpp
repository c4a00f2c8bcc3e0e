#include "pipeline/parse/layout/grid_rows.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tidemark::parse {
namespace {

// Finds the rows of one block; lives for one call.
class RowFinder {
  public:
    RowFinder(const Layers& layers,
              const SheetView& view,
              const Layout& layout,
              Collector& collector,
              Used& used)
        : layers_(layers)
        , view_(view)
        , layout_(layout)
        , collector_(collector)
        , used_(used) {}

    [[nodiscard]] BlockRows run();

  private:
    enum class Twin { upper, lower };
    void spread_labels();
    void find_rows();
    void leave_out(Twin twin, const Pattern& twins);
    void hold_odd_rows();
    void hold_unclaimed();
    [[nodiscard]] std::string label_of(const SheetView::Row& row) const;
    [[nodiscard]] bool beside(const SheetView::Row& row, const Pattern& pattern) const;
    [[nodiscard]] bool wanted(const SheetView::Row& row, const std::string& label);
    [[nodiscard]] bool has_figures(const SheetView::Row& row) const;
    [[nodiscard]] bool has_numbers(const SheetView::Row& row) const;
    void note_looks();
    [[nodiscard]] bool heads_group(const Cell& cell) const;

    const Layers& layers_;
    const SheetView& view_;
    const Layout& layout_;
    Collector& collector_;
    Used& used_;
    std::vector<BlockRow> rows_;
    std::uint32_t end_ = UINT32_MAX;  // the row that ends the block
    std::vector<Seen> anchor_labels_; // by row from first_row
    Lines label_columns_;             // a label layer, by row from first_row
};

void RowFinder::spread_labels() {
    const std::uint32_t last = view_.rows().empty() ? 0 : view_.rows().back().row;
    anchor_labels_ = view_.down(layers_.anchor_column, layers_.first_row, last);
    for (const Layer& layer : layers_.columns) {
        const auto seen = view_.down(layer.line, layers_.first_row, last);
        auto labels = own_labels(layer, layers_.columns, seen);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (seen[i].cell != nullptr && // a printed total is one, whatever it looks like
                collector_.labels(layer.dim).is_total(seen[i].cell->text)) {
                labels[i] = seen[i];
            }
        }
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

std::string RowFinder::label_of(const SheetView::Row& row) const {
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

// Does the text of another label column match? A blank is no text.
bool RowFinder::beside(const SheetView::Row& row, const Pattern& pattern) const {
    return !pattern.empty() && std::ranges::any_of(layers_.columns, [&](const Layer& layer) {
        const Cell* cell =
            layer.line == layers_.anchor_column ? nullptr : cell_in(row.cells, layer.line);
        return !is_blank(cell) && pattern.matches(squeeze(cell->text));
    });
}

bool RowFinder::wanted(const SheetView::Row& row, const std::string& label) {
    if (!label.empty() && collector_.is_total(label)) {
        used_.skip_row = used_.skip_row || layout_.skip_row.matches(label);
        return true;
    }
    const bool there = beside(row, layout_.skip_row);
    const bool skipped = there || layout_.skip_row.matches(label);
    used_.skip_row = used_.skip_row || there || (skipped && !label.empty());
    const bool read = !skipped && (layout_.keep_row.empty() || layout_.keep_row.matches(label));
    if (!read && has_numbers(row)) {
        used_.leave_out(skipped ? Used::Choice::skip_row : Used::Choice::keep_row, !label.empty());
    }
    return read;
}

bool RowFinder::has_numbers(const SheetView::Row& row) const {
    return std::ranges::any_of(row.cells, [&](const Cell& cell) {
        return layers_.in_block(cell.at.column) && is_number(cell);
    });
}

// Which dims have a label that looks as `where` says, above where the block ends.
void RowFinder::note_looks() {
    for (std::size_t i = 0; i < layers_.columns.size(); ++i) {
        const Layer& layer = layers_.columns[i];
        const bool any =
            layer.where && std::ranges::any_of(label_columns_[i], [&](const Seen& seen) {
                return seen.cell != nullptr && seen.cell->at.row < end_ &&
                       looks(*seen.cell, *layer.where);
            });
        if (any) {
            used_.looks.insert(layer.dim);
        }
    }
}

bool RowFinder::has_figures(const SheetView::Row& row) const {
    return std::ranges::any_of(row.cells, [&](const Cell& cell) {
        return layers_.in_block(cell.at.column) && !is_blank(&cell);
    });
}

// A label that looks as the head of a group needs no figures of its own.
bool RowFinder::heads_group(const Cell& cell) const {
    return std::ranges::any_of(layers_.columns, [&](const Layer& layer) {
        return layer.line == layers_.anchor_column && layer.where && looks(cell, *layer.where) &&
               reach_of(layer.toward) != Reach::own;
    });
}

void RowFinder::find_rows() {
    for (const SheetView::Row& row : view_.rows()) {
        if (row.row < layers_.first_row) {
            continue;
        }
        if (row.row > layers_.last_row) {
            return;
        }
        std::string label = label_of(row);
        if (layout_.stop_row.matches(label) || beside(row, layout_.stop_row)) {
            used_.stop = true;
            end_ = row.row;
            collector_.mark(CellUse::Role::stop, rows_of(row.row, UINT32_MAX));
            return;
        }
        if (!wanted(row, label)) {
            collector_.mark(CellUse::Role::skipped, rows_of(row.row, row.row));
            continue;
        }
        if (has_figures(row)) {
            rows_.push_back({.row = &row, .label = std::move(label)});
        } else if (const Cell* cell = anchor_labels_[row.row - layers_.first_row].cell;
                   cell != nullptr && !heads_group(*cell)) {
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
void RowFinder::leave_out(Twin twin, const Pattern& twins) {
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
    const std::uint32_t row = rows_[place].row->row;
    used_.leave_out(twin == Twin::upper ? Used::Choice::skip_upper : Used::Choice::skip_lower,
                    true);
    collector_.mark(CellUse::Role::skipped, rows_of(row, row));
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(place));
}

void RowFinder::hold_odd_rows() {
    std::vector<std::size_t> places;
    for (const BlockRow& row : rows_) {
        places.push_back(row.row->row - layers_.first_row);
    }
    hold_odd(layers_.columns, label_columns_, places, layout_.keep_row, collector_);
}

// A force that has lost its indent must not be read as what `blank` says.
void RowFinder::hold_unclaimed() {
    std::set<std::uint32_t> lines;
    for (const Layer& layer : layers_.columns) {
        if (layer.where) {
            lines.insert(layer.line);
        }
    }
    for (const std::uint32_t line : lines) {
        for (const BlockRow& row : rows_) {
            const Cell* cell = cell_in(row.row->cells, line);
            if (!is_blank(cell) && is_unclaimed(*cell, line, layers_.columns) &&
                !collector_.is_total(cell->text)) {
                collector_.hold(no_look(*cell));
            }
        }
    }
}

BlockRows RowFinder::run() {
    spread_labels();
    find_rows();
    note_looks();
    hold_unclaimed();
    leave_out(Twin::upper, layout_.skip_upper);
    leave_out(Twin::lower, layout_.skip_lower);
    hold_odd_rows();
    return {.rows = std::move(rows_), .labels = std::move(label_columns_)};
}

} // namespace

BlockRows find_rows(const Layers& layers,
                    const SheetView& view,
                    const Layout& layout,
                    Collector& collector,
                    Used& used) {
    return RowFinder(layers, view, layout, collector, used).run();
}

} // namespace tidemark::parse

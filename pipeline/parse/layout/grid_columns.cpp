#include "pipeline/parse/layout/grid_columns.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/stacked_heads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace tidemark::parse {
namespace {

// Finds the columns of one block; lives for one call.
class ColumnFinder {
  public:
    ColumnFinder(const Layers& layers,
                 const SheetView& view,
                 const Layout& layout,
                 const std::vector<BlockRow>& rows,
                 Collector& collector,
                 Used& used)
        : layers_(layers)
        , view_(view)
        , layout_(layout)
        , rows_(rows)
        , collector_(collector)
        , used_(used) {}

    [[nodiscard]] std::vector<BlockColumn> run();

  private:
    [[nodiscard]] bool is_left(std::uint32_t column) const {
        return column < layers_.anchor_column && !layers_.is_label_column(column);
    }

    [[nodiscard]] std::set<std::uint32_t> filled_columns();
    void spread_headers();
    void find_columns();
    [[nodiscard]] bool wanted_column(std::size_t place);
    [[nodiscard]] bool is_skipped_above(std::size_t place, bool read);
    void hold_under(const Cell& head, Address at);
    [[nodiscard]] bool has_head(std::uint32_t column) const;
    [[nodiscard]] const Cell* first_number(std::uint32_t column) const;
    [[nodiscard]] bool holds_marks(std::uint32_t column);
    void hold_second_heads();
    void look_left(std::uint32_t column);
    void hold_headless(std::uint32_t column);
    [[nodiscard]] bool is_headless(std::size_t place) const;
    void note_looks();
    void hold_odd_columns();
    void hold_unclaimed();

    const Layers& layers_;
    const SheetView& view_;
    const Layout& layout_;
    const std::vector<BlockRow>& rows_;
    Collector& collector_;
    Used& used_;

    std::vector<BlockColumn> columns_;
    std::optional<StackedHeads> stacked_; // where skip looks for them
    std::vector<Seen> anchor_heads_;      // by column from first_column
    Lines header_rows_;                   // a header layer, by column from first_column
};

// Columns of the block with a figure or a head; what stands left of it is looked at.
std::set<std::uint32_t> ColumnFinder::filled_columns() {
    std::set<std::uint32_t> filled;
    std::set<std::uint32_t> left;
    for (const BlockRow& row : rows_) {
        for (const Cell& cell : row.row->cells) {
            const std::uint32_t column = cell.at.column;
            if (!is_blank(&cell) && (layers_.in_block(column) || is_left(column))) {
                (layers_.in_block(column) ? filled : left).insert(column);
            }
        }
    }
    std::ranges::for_each(left, [this](std::uint32_t column) { look_left(column); });
    return filled;
}

// Figures left of the block under a head that names one of its columns: the table was turned round.
void ColumnFinder::look_left(std::uint32_t column) {
    for (const Layer& layer : layers_.rows) {
        LabelReader& labels = collector_.labels(layer.dim);
        const bool told_apart = labels.rule().is_period() || !labels.rule().codelist.empty();
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

void ColumnFinder::spread_headers() {
    const std::uint32_t last_column = view_.sheet().extent().last.column;
    anchor_heads_ = view_.across(layers_.anchor_row, layers_.first_column, last_column);
    for (const Layer& layer : layers_.rows) {
        auto heads = own_labels(
            layer, layers_.rows, view_.across(layer.line, layers_.first_column, last_column));
        for (std::size_t i = 0; i < heads.size(); ++i) {
            if (layers_.is_label_column(layers_.first_column + static_cast<std::uint32_t>(i))) {
                heads[i] = {}; // heads a label column, no group of figures
            }
        }
        header_rows_.push_back(std::move(heads));
    }
    carry_on(layers_.rows, header_rows_);
}

bool ColumnFinder::wanted_column(std::size_t place) {
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
    const bool read = kept && !skipped;
    const bool above = is_skipped_above(place, read);
    if ((!read || above) &&
        first_number(layers_.first_column + static_cast<std::uint32_t>(place)) != nullptr) {
        used_.leave_out(skipped || above ? Used::Choice::skip_column : Used::Choice::keep_column,
                        !is_headless(place));
    }
    return read && !above;
}

// One that is not merged heads its own column; whether those right of it belong to it, nobody can
// know.
bool ColumnFinder::is_skipped_above(std::size_t place, bool read) {
    const auto head = stacked_ ? stacked_->matching(place, layout_.skip_column) : std::nullopt;
    if (!head) {
        return false;
    }
    used_.skip_column = true;
    if (!head->own && read) {
        hold_under(
            *head->cell,
            {layers_.rows.front().line, layers_.first_column + static_cast<std::uint32_t>(place)});
    }
    return head->own;
}

void ColumnFinder::hold_under(const Cell& head, Address at) {
    collector_.hold(
        {.code = "layout.group",
         .cell = to_text(at),
         .expected = "columns of which it is plain whether they are skipped",
         .found = fmt::format(
             "one right of {} in {}, which may belong to it", quoted(head.text), to_text(head.at)),
         .next = "name the columns that are read in keep = { column = ... }, those that are not "
                 "in skip, or read that row as a dim at up-left"});
}

// In a row where each column has its own. A merged one is that of its first column.
bool ColumnFinder::has_head(std::uint32_t column) const {
    const std::size_t place = column - layers_.first_column;
    for (std::size_t layer = 0; layer < layers_.rows.size(); ++layer) {
        const Cell* head = header_rows_[layer][place].cell;
        const bool shared = place > 0 && header_rows_[layer][place - 1].cell == head;
        if (reach_of(layers_.rows[layer].toward) == Reach::own && (head == nullptr || shared)) {
            return false;
        }
    }
    return true;
}

// Its first cell that holds a number, among the rows of the block.
const Cell* ColumnFinder::first_number(std::uint32_t column) const {
    for (const BlockRow& row : rows_) {
        const Cell* cell = cell_in(row.row->cells, column);
        if (cell != nullptr && is_number(*cell)) {
            return cell;
        }
    }
    return nullptr;
}

// Whether the column holds the markers of the one left of it. Figures are none.
bool ColumnFinder::holds_marks(std::uint32_t column) {
    if (!layout_.mark_right || column == layers_.first_column || has_head(column) ||
        !layers_.in_block(column - 1) || !has_head(column - 1)) {
        return false;
    }
    if (const Cell* number = first_number(column)) {
        collector_.hold({.code = "layout.head",
                         .cell = to_text(number->at),
                         .expected = "markers in a column without a head of its own",
                         .found = fmt::format("the number {}", quoted(number->text)),
                         .next =
                             "look whether the column has lost its head; mark = \"right\" takes "
                             "it for the markers of the column left of it"});
    }
    return true;
}

bool ColumnFinder::is_headless(std::size_t place) const {
    const auto headless = [&](const std::vector<Seen>& heads) {
        return heads[place].cell == nullptr;
    };
    return std::ranges::all_of(header_rows_, headless) && headless(anchor_heads_);
}

// A head that was lost takes its column out of keep without a word, be it the newest year's.
void ColumnFinder::hold_headless(std::uint32_t column) {
    if (layout_.keep_column.empty() || layout_.skip_column.matches("")) {
        return;
    }
    if (!is_headless(column - layers_.first_column)) {
        return;
    }
    if (const Cell* number = first_number(column)) {
        collector_.hold({.code = "layout.head",
                         .cell = to_text(number->at),
                         .expected = "a head over each column of figures, for keep to judge",
                         .found = "figures under no head",
                         .next = "look at it with 'tidemark cells'; skip = { column = '^$' } "
                                 "leaves out what has no head"});
    }
}

// A head of words that stands again below, in a row that nothing names, begins another table: its
// figures would be read as those of this one.
void ColumnFinder::hold_second_heads() {
    if (rows_.empty()) {
        return;
    }
    std::map<std::uint32_t, std::string> heads; // words alone: a year may be a figure
    for (const BlockColumn& column : columns_) {
        const Cell* head = column.heads.empty() ? nullptr : column.heads.front();
        if (head != nullptr && head->type == CellType::text &&
            !read_number(squeeze(head->text)).has_value()) {
            heads.emplace(column.column, squeeze(head->text));
        }
    }
    for (const SheetView::Row& row : view_.rows()) {
        if (row.row < layers_.first_row || row.row > rows_.back().row->row ||
            !is_blank(cell_in(row.cells, layers_.anchor_column))) {
            continue;
        }
        for (const Cell& cell : row.cells) {
            const auto head = heads.find(cell.at.column);
            if (head != heads.end() && squeeze(cell.text) == head->second) {
                collector_.hold({.code = "layout.table",
                                 .cell = to_text(cell.at),
                                 .expected = "one table under its heads",
                                 .found = fmt::format("the head {} again", quoted(cell.text)),
                                 .next = "end the block with stop, or read the tables one by one "
                                         "with table under [read]"});
                return;
            }
        }
    }
}

void ColumnFinder::find_columns() {
    std::set<std::uint32_t> columns = filled_columns();
    spread_headers();
    if (!layout_.skip_column.empty()) {
        stacked_.emplace(view_, layers_);
    }
    for (std::size_t layer = 0; layer < layers_.rows.size(); ++layer) {
        for (std::size_t i = 0; i < header_rows_[layer].size(); ++i) {
            const auto column = layers_.first_column + static_cast<std::uint32_t>(i);
            if (reach_of(layers_.rows[layer].toward) == Reach::own && layers_.in_block(column) &&
                header_rows_[layer][i].cell != nullptr) {
                columns.insert(column);
            }
        }
    }
    for (const std::uint32_t column : columns) {
        const std::size_t place = column - layers_.first_column;
        if (holds_marks(column)) {
            if (!columns_.empty() && columns_.back().column == column - 1) {
                columns_.back().marked = true;
            }
            continue;
        }
        if (!wanted_column(place)) {
            hold_headless(column);
            collector_.mark(CellUse::Role::skipped,
                            {{layers_.anchor_row, column}, {UINT32_MAX, column}});
            continue;
        }
        BlockColumn found;
        found.column = column;
        for (std::size_t layer = 0; layer < layers_.rows.size(); ++layer) {
            found.labels.push_back(label_at(layers_.rows[layer],
                                            header_rows_[layer][place],
                                            {layers_.rows[layer].line, column},
                                            view_,
                                            collector_));
            found.heads.push_back(header_rows_[layer][place].cell);
        }
        columns_.push_back(std::move(found));
    }
}

void ColumnFinder::hold_odd_columns() {
    std::vector<std::size_t> places;
    for (const BlockColumn& column : columns_) {
        places.push_back(column.column - layers_.first_column);
    }
    hold_odd(layers_.rows, header_rows_, places, layout_.keep_column, collector_);
}

void ColumnFinder::note_looks() {
    for (std::size_t layer = 0; layer < layers_.rows.size(); ++layer) {
        const auto& where = layers_.rows[layer].where;
        const bool any = where && std::ranges::any_of(header_rows_[layer], [&](const Seen& seen) {
                             return seen.cell != nullptr && looks(*seen.cell, *where);
                         });
        if (any) {
            used_.looks.insert(layers_.rows[layer].dim);
        }
    }
}

// As in a label column: what has lost its look is not what `blank` says.
void ColumnFinder::hold_unclaimed() {
    for (const Layer& layer : layers_.rows) {
        const auto row = std::ranges::find(view_.rows(), layer.line, &SheetView::Row::row);
        if (!layer.where || row == view_.rows().end()) {
            continue;
        }
        for (const BlockColumn& column : columns_) {
            const Cell* cell = cell_in(row->cells, column.column);
            if (!is_blank(cell) && is_unclaimed(*cell, layer.line, layers_.rows)) {
                collector_.hold(no_look(*cell));
            }
        }
    }
}

std::vector<BlockColumn> ColumnFinder::run() {
    find_columns();
    note_looks();
    hold_unclaimed();
    hold_odd_columns();
    hold_second_heads();
    return std::move(columns_);
}

} // namespace

std::vector<BlockColumn> find_columns(const Layers& layers,
                                      const SheetView& view,
                                      const Layout& layout,
                                      const std::vector<BlockRow>& rows,
                                      Collector& collector,
                                      Used& used) {
    return ColumnFinder(layers, view, layout, rows, collector, used).run();
}

LabelId label_at(
    const Layer& layer, const Seen& seen, Address at, const SheetView& view, Collector& collector) {
    LabelReader& labels = collector.labels(layer.dim);
    return seen.cell == nullptr ? labels.missing(view.sheet().name, at)
                                : labels.read(*seen.cell, view.sheet().name);
}

} // namespace tidemark::parse

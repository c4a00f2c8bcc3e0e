#include "daemon/draw_sheet.hpp"

#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace tidemark {
namespace {

using Kind = DrawnCell::Kind;

constexpr std::size_t most_text = 200; // bytes of a cell
constexpr std::size_t most_text_about = 1000;
constexpr std::size_t at_a_glance = 24; // what is longer may be drawn cut

// A cell that gives figures a dimension, whatever number of uses say so.
struct LabelCell {
    Address at;
    std::uint32_t dim = 0; // of the trace
    Area figures;
    std::string reads_as; // once a figure is known
};

// What is known of one place of the sheet.
struct Place {
    Kind kind = Kind::plain;
    std::vector<std::size_t> dims; // of this cell, a label
    const Observation* figure = nullptr;
    std::vector<std::size_t> labels; // of the figure, or of this cell itself
    bool heads = false;
    bool anchor = false;
    bool covered = false; // by a merged range
};

Kind kind_of(CellUse::Role role) {
    constexpr std::array kinds{
        Kind::label, Kind::anchor, Kind::held, Kind::dropped, Kind::skipped, Kind::stop};
    return kinds.at(static_cast<std::size_t>(role));
}

Kind kind_of(const Observation& figure) {
    if (!figure.value) {
        return Kind::marker;
    }
    return figure.status == Status::normal ? Kind::value : Kind::marked;
}

Area joined(const Area& a, const Area& b) {
    return {{std::min(a.first.row, b.first.row), std::min(a.first.column, b.first.column)},
            {std::max(a.last.row, b.last.row), std::max(a.last.column, b.last.column)}};
}

std::size_t places_in(const Area& area) {
    return (std::size_t{area.last.row} - area.first.row + 1) *
           (std::size_t{area.last.column} - area.first.column + 1);
}

std::string text_of(const Cell* cell) {
    return cell == nullptr ? std::string() : cell->text.str();
}

std::string quoted(std::string_view text) {
    return "'" + shortened(one_line(text), most_text) + "'";
}

class SheetDrawer {
  public:
    explicit SheetDrawer(const SheetParts& parts)
        : parts_(parts)
        , places_((std::size_t{parts.drawn.last.row} + 1) *
                  (std::size_t{parts.drawn.last.column} + 1)) {}

    [[nodiscard]] DrawnSheet draw() {
        sheet_.name = parts_.cells.name;
        sheet_.visibility = parts_.cells.visibility;
        sheet_.drawn = parts_.drawn;
        if (parts_.trace != nullptr) {
            sheet_.layout = parts_.trace->layout;
            std::ranges::for_each(parts_.trace->uses,
                                  [this](const CellUse& use) { take_use(use); });
        }
        take_figures(parts_.file.observations, std::nullopt);
        sheet_.figures_beyond = sheet_.figures - drawn_figures_;
        take_figures(parts_.file.totals, Kind::total);
        take_reasons();
        cover_merges();
        for (const Cell& cell : parts_.cells.cells) {
            if (parts_.drawn.holds(cell.at)) {
                seen_[cell.at] = &cell;
            }
        }
        add_cells();
        return std::move(sheet_);
    }

  private:
    [[nodiscard]] Place& place(Address at) {
        return places_[std::size_t{at.row} * (std::size_t{parts_.drawn.last.column} + 1) +
                       at.column];
    }

    // Calls `take` with each place of a drawn area; what a lying child asks for has an end.
    template <typename Take>
    void for_each_place(const Area& area, Take&& take) {
        for (std::uint32_t row = area.first.row; row <= area.last.row; ++row) {
            for (std::uint32_t column = area.first.column; column <= area.last.column; ++column) {
                take(Address{row, column});
            }
        }
    }

    [[nodiscard]] bool may_spend(std::size_t looks);
    void paint(const Area& area, Kind kind);
    [[nodiscard]] Area drawn_of(const Area& area) const;
    void take_use(const CellUse& use);
    [[nodiscard]] std::size_t label_cell(const CellUse& use);
    void take_figures(const std::vector<Observation>& figures, std::optional<Kind> kind);
    void take_origins(const Observation& figure, Place& at);
    void take_reasons();
    [[nodiscard]] bool is_free(const Area& area); // for a merged range
    void cover_merges();
    void add_cells();
    void add_cell(Address at, const Cell* cell);
    [[nodiscard]] std::vector<std::string> about(Address at, const Place& what);
    void tell_figure(const Observation& figure, const Place& what, std::vector<std::string>& lines);
    [[nodiscard]] Area figures_of(const LabelCell& label) const;
    [[nodiscard]] std::string
    tell_origin(std::uint32_t dim, const Place& what, const std::string& value);

    const SheetParts& parts_;
    std::vector<Place> places_;
    std::vector<LabelCell> labels_;
    std::map<std::pair<Address, std::uint32_t>, std::size_t> label_numbers_;
    std::map<std::uint32_t, std::vector<const CellUse*>> by_row_; // labels of figures in one row
    std::map<std::uint32_t, std::vector<const CellUse*>> by_column_;
    std::vector<const CellUse*> of_more_; // of figures in many rows and columns
    std::map<Address, std::vector<std::string>> reasons_;
    std::map<Address, Area> merges_;
    std::map<Address, const Cell*> seen_; // with something to draw
    std::size_t looks_left_ = 10'000'000;
    std::size_t drawn_figures_ = 0;
    DrawnSheet sheet_;
};

// A sheet has fewer places than looks by far; an answer made to take hours is left half drawn.
bool SheetDrawer::may_spend(std::size_t looks) {
    looks_left_ -= std::min(looks, looks_left_);
    return looks_left_ > 0;
}

Area SheetDrawer::drawn_of(const Area& area) const {
    return {area.first,
            {std::min(area.last.row, parts_.drawn.last.row),
             std::min(area.last.column, parts_.drawn.last.column)}};
}

void SheetDrawer::paint(const Area& area, Kind kind) {
    const Area drawn = drawn_of(area);
    if (parts_.drawn.holds(area.first) && may_spend(places_in(drawn))) {
        for_each_place(drawn, [&](Address at) { place(at).kind = std::max(place(at).kind, kind); });
    }
}

std::size_t SheetDrawer::label_cell(const CellUse& use) {
    const auto [known, fresh] = label_numbers_.emplace(std::pair(use.at, use.dim), labels_.size());
    if (fresh) {
        labels_.push_back({.at = use.at, .dim = use.dim, .figures = use.area, .reads_as = {}});
    }
    LabelCell& label = labels_[known->second];
    label.figures = joined(label.figures, use.area);
    return known->second;
}

void SheetDrawer::take_use(const CellUse& use) {
    if (use.role != CellUse::Role::label) {
        paint(use.area, kind_of(use.role));
        if (use.role == CellUse::Role::anchor && parts_.drawn.holds(use.at)) {
            place(use.at).anchor = true;
        }
        return;
    }
    if (!parts_.drawn.holds(use.at)) {
        return;
    }
    Place& at = place(use.at);
    at.kind = std::max(at.kind, Kind::label);
    at.heads = at.heads || use.area.first.row != use.at.row;
    const std::size_t label = label_cell(use);
    if (std::ranges::find(at.labels, label) == at.labels.end()) {
        at.labels.push_back(label);
        const auto dim = std::ranges::find(parts_.dims, parts_.trace->dims.at(use.dim));
        at.dims.push_back(static_cast<std::size_t>(dim - parts_.dims.begin()));
    }
    if (use.area.first.row == use.area.last.row) {
        by_row_[use.area.first.row].push_back(&use);
    } else if (use.area.first.column == use.area.last.column) {
        by_column_[use.area.first.column].push_back(&use);
    } else {
        of_more_.push_back(&use);
    }
}

void SheetDrawer::take_figures(const std::vector<Observation>& figures, std::optional<Kind> kind) {
    for (const Observation& figure : figures) {
        if (parts_.file.sheets.at(figure.sheet) != parts_.cells.name) {
            continue;
        }
        sheet_.figures += kind ? 0 : 1;
        if (!parts_.drawn.holds(figure.cell)) {
            continue;
        }
        drawn_figures_ += kind ? 0 : 1;
        paint({figure.cell, figure.cell}, kind.value_or(kind_of(figure)));
        Place& at = place(figure.cell);
        at.figure = &figure;
        take_origins(figure, at);
        seen_.emplace(figure.cell, nullptr); // a blank one that means something is drawn too
    }
}

void SheetDrawer::take_origins(const Observation& figure, Place& at) {
    const Dims& codes = parts_.file.series.at(figure.series);
    for (const auto* uses :
         {&by_row_[figure.cell.row], &by_column_[figure.cell.column], &of_more_}) {
        for (const CellUse* use : *uses) {
            if (!may_spend(1) || !use->area.holds(figure.cell)) {
                continue;
            }
            const std::size_t number = label_cell(*use);
            at.labels.push_back(number);
            const std::string& dim = parts_.trace->dims.at(use->dim);
            const auto code = codes.find(dim);
            labels_[number].reads_as = code != codes.end() ? code->second : to_text(figure.period);
        }
    }
}

void SheetDrawer::take_reasons() {
    for (const Error& reason : parts_.held) {
        const auto at = parse_address(reason.cell);
        if (at && reason.sheet == parts_.cells.name && parts_.drawn.holds(*at)) {
            place(*at).kind = Kind::held;
            reasons_[*at].push_back(reason.code + ": expected " + reason.expected + ", found " +
                                    reason.found);
            seen_.emplace(*at, nullptr);
        }
    }
}

bool SheetDrawer::is_free(const Area& area) {
    bool free = true;
    for_each_place(area, [&](Address at) {
        free = free && !place(at).covered && (at == area.first || !seen_.contains(at));
    });
    return free;
}

// A merged range is one cell, as far as it is drawn; not where a figure stands under it, nor over
// another range, as only a broken file has it.
void SheetDrawer::cover_merges() {
    for (const Area& merge : parts_.cells.merges) {
        if (!parts_.drawn.holds(merge.first) || merge.first == merge.last) {
            continue;
        }
        const Area area = drawn_of(merge);
        if (!may_spend(places_in(area)) || !is_free(area)) {
            continue;
        }
        merges_.emplace(area.first, area);
        for_each_place(area, [&](Address at) { place(at).covered = true; });
    }
}

std::string
SheetDrawer::tell_origin(std::uint32_t dim, const Place& what, const std::string& value) {
    std::string line = parts_.trace->dims[dim] + ": " + value;
    for (const std::size_t number : what.labels) {
        const LabelCell& label = labels_[number];
        if (label.dim == dim) {
            const Cell* cell = parts_.cells.at(label.at);
            line += fmt::format(", from {} {}", to_text(label.at), quoted(text_of(cell)));
        }
    }
    return line;
}

void SheetDrawer::tell_figure(const Observation& figure,
                              const Place& what,
                              std::vector<std::string>& lines) {
    const Dims& codes = parts_.file.series.at(figure.series);
    for (std::uint32_t dim = 0; dim < parts_.trace->dims.size(); ++dim) {
        const auto code = codes.find(parts_.trace->dims[dim]);
        if (code != codes.end()) {
            lines.push_back(tell_origin(dim, what, code->second));
        } else if (parts_.trace->dims[dim] == "period") {
            lines.push_back(tell_origin(dim, what, to_text(figure.period)));
        }
    }
    lines.push_back(
        fmt::format("value: {}", value_text(figure.value, figure.status, figure.below)));
    lines.push_back(fmt::format("status: {}", to_text(figure.status)));
}

std::vector<std::string> SheetDrawer::about(Address at, const Place& what) {
    std::vector<std::string> lines;
    if (const auto reasons = reasons_.find(at); reasons != reasons_.end()) {
        lines = reasons->second;
    }
    if (const std::string_view fate = words(what.kind).fate; !fate.empty()) {
        lines.emplace_back(fate);
    }
    if (what.figure != nullptr && parts_.trace != nullptr) {
        tell_figure(*what.figure, what, lines);
        return lines;
    }
    if (what.anchor && what.kind != Kind::anchor) {
        lines.emplace_back(words(Kind::anchor).fate);
    }
    for (const std::size_t number : what.labels) {
        const LabelCell& label = labels_[number];
        lines.push_back(fmt::format("label: {} of {}{}{}",
                                    parts_.trace->dims[label.dim],
                                    to_text(figures_of(label)),
                                    label.reads_as.empty() ? "" : ", read as ",
                                    label.reads_as));
    }
    return lines;
}

Area SheetDrawer::figures_of(const LabelCell& label) const {
    const Address end = parts_.cells.extent().last;
    return {label.figures.first,
            {std::min(label.figures.last.row, end.row),
             std::min(label.figures.last.column, end.column)}};
}

void SheetDrawer::add_cell(Address at, const Cell* cell) {
    Place& what = place(at);
    const bool number = cell != nullptr && cell->type == CellType::number;
    if (number && what.kind == Kind::plain) {
        what.kind = Kind::unread;
    }
    const auto merge = merges_.find(at);
    if (what.covered && merge == merges_.end()) {
        return;
    }
    DrawnCell drawn{.area = merge == merges_.end() ? Area{at, at} : merge->second,
                    .text = shortened(text_of(cell), most_text),
                    .kind = what.kind,
                    .dims = what.dims,
                    .heads = what.heads,
                    .anchor = what.anchor,
                    .number = number,
                    .about = about(at, what),
                    .from = {}};
    if (what.figure != nullptr) {
        for (const std::size_t label : what.labels) {
            drawn.from.push_back(labels_[label].at);
        }
    }
    if (!drawn.about.empty() || text_of(cell).size() > at_a_glance) {
        drawn.about.insert(drawn.about.begin(),
                           fmt::format("{}: {}",
                                       to_text(drawn.area),
                                       shortened(one_line(text_of(cell)), most_text_about)));
    }
    sheet_.cells.push_back(std::move(drawn));
}

// In the order of the sheet: merged ranges without a text too, since they take room.
void SheetDrawer::add_cells() {
    for (const auto& [at, area] : merges_) {
        seen_.emplace(at, nullptr);
    }
    for (const auto& [at, cell] : seen_) {
        add_cell(at, cell);
    }
}

} // namespace

DrawnSheet draw_sheet(const SheetParts& parts) {
    return SheetDrawer(parts).draw();
}

} // namespace tidemark

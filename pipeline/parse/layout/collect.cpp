#include "pipeline/parse/layout/collect.hpp"

#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tidemark::parse {
namespace {

std::string text_of(const Cell* cell) {
    return cell == nullptr ? std::string() : std::string(cell->text);
}

} // namespace

std::uint32_t SeriesTable::index(Dims dims) {
    const auto next = static_cast<std::uint32_t>(series_.size());
    const auto [known, fresh] = known_.emplace(std::move(dims), next);
    if (fresh) {
        series_.push_back(known->first);
    }
    return known->second;
}

Collector::Collector(const std::vector<DimRule>& dims,
                     int unit_mult,
                     const Recipe& recipe,
                     const std::string& sheet,
                     ParsedFile& out,
                     SeriesTable& series,
                     Holds& holds,
                     Tracer* tracer)
    : sheet_(sheet)
    , out_(out)
    , series_(series)
    , holds_(holds)
    , tracer_(tracer)
    , values_(recipe.markers, recipe.read)
    , parts_(dims, recipe)
    , unit_mult_(unit_mult)
    , said_(!recipe.read.decimal.empty()) {
    for (std::size_t i = 0; i < dims.size(); ++i) {
        pieces_.emplace_back(piece_rules_.emplace_back(piece_rule(dims[i], dims)), recipe);
        LabelReader* whole = parts_.whole(i);
        readers_.push_back(whole == nullptr ? &pieces_[i] : whole);
        is_part_.push_back(dims[i].part);
        const auto* from = std::get_if<FromDirection>(&dims[i].from);
        part_reaches_ = part_reaches_ ||
                        (dims[i].part && from != nullptr && reach_of(from->toward) != Reach::own);
        dated_ = dated_ || readers_.back()->has_dated();
    }
    const auto time = std::ranges::find_if(dims, [](const DimRule& d) { return d.is_period(); });
    if (time == dims.end()) {
        throw std::logic_error("a layout without a period");
    }
    period_ = static_cast<std::size_t>(time - dims.begin());
    out_.sheets.push_back(sheet);
}

bool Collector::is_total(std::string_view text) const {
    return std::ranges::any_of(readers_, [&](const LabelReader* r) { return r->is_total(text); });
}

void Collector::hold(Error reason) {
    reason.sheet = sheet_;
    holds_.add(std::move(reason));
}

bool Collector::all_known(std::span<const LabelId> labels) const {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if ((*readers_[i])[labels[i]].state != Label::State::known) {
            return false;
        }
    }
    return true;
}

Collector::Fate Collector::judge(std::span<const LabelId> labels) {
    Fate fate = Fate::figure;
    if (all_known(labels)) {
        return fate; // nearly all are
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        switch ((*readers_[i])[labels[i]].state) {
        case Label::State::dropped:
            return Fate::dropped;
        case Label::State::total:
            fate = Fate::total;
            break;
        case Label::State::known:
        case Label::State::dated: // its period could not be read: that is said
        case Label::State::let_go:
        case Label::State::unknown:
        case Label::State::missing:
            break;
        }
    }
    if (let_go(labels)) {
        return Fate::dropped;
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Label& label = (*readers_[i])[labels[i]];
        if (is_part_[i]) {
            continue; // the whole says what is wrong with it
        }
        if (label.state == Label::State::unknown || label.state == Label::State::missing) {
            readers_[i]->say(labels[i], holds_);
            fate = Fate::held;
        }
    }
    return fate;
}

bool Collector::let_go(std::span<const LabelId> labels) {
    bool any = false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if ((*readers_[i])[labels[i]].state == Label::State::let_go) {
            readers_[i]->let_go(labels[i]);
            any = true;
        }
    }
    return any;
}

std::uint32_t Collector::series_of(std::span<const LabelId> labels) {
    key_.clear();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i != period_ && !is_part_[i]) {
            key_.push_back(labels[i]);
        }
    }
    return by_labels_.find_or_make(key_, [&] { return series_.index(dims_of(labels)); });
}

Dims Collector::dims_of(std::span<const LabelId> labels) const {
    Dims dims;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Label& label = (*readers_[i])[labels[i]];
        if (i != period_ && !is_part_[i] && label.state != Label::State::total) {
            dims.emplace(readers_[i]->rule().name, label.code);
        }
    }
    return dims;
}

void Collector::hold_value(Error reason, const Cell* cell, Address at) {
    const std::string text = text_of(cell);
    holds_.repeat(reason.code + "\x01" + sheet_ + "\x01" + text, [&] {
        reason.sheet = sheet_;
        reason.cell = to_text(at);
        return reason;
    });
}

void Collector::note(Grouping grouping, const Cell& cell) {
    // A number with a comma in its text is one whose comma the reader could tell.
    const bool told =
        cell.type == CellType::number && cell.text.view().find(',') != std::string_view::npos;
    thousands_ = told || grouping == Grouping::thousands;
    if (grouping == Grouping::unsure && unsure_.type == CellType::empty) {
        unsure_ = cell;
    }
}

void Collector::settle(Format format) {
    for (const LabelReader* reader : readers_) {
        reader->tell(out_.dropped);
    }
    for (auto& [key, counted] : counts_) {
        counted.raw = fmt::format("{} rows", *counted.value);
        out_.observations.push_back(std::move(counted));
    }
    counts_.clear();
    if (format != Format::csv || said_ || thousands_ || unsure_.type == CellType::empty) {
        return;
    }
    hold({.fault = Fault::held,
          .code = "layout.comma",
          .cell = to_text(unsure_.at),
          .expected = "figures whose commas are told apart, such as '1,234,567' or '1,234.5'",
          .found = fmt::format("{} and none of these", quoted(unsure_.text)),
          .next = "say under [read] what it is: decimal = \".\" if the comma groups thousands, "
                  "decimal = \",\" if decimals follow it"});
}

std::span<const LabelId> Collector::settled(std::span<const LabelId> labels) {
    const Label& period = (*readers_[period_])[labels[period_]];
    if (period.state != Label::State::known) {
        return labels;
    }
    settled_.assign(labels.begin(), labels.end());
    for (std::size_t i = 0; i < settled_.size(); ++i) {
        settled_[i] = readers_[i]->on(settled_[i], period.period);
    }
    return settled_;
}

void Collector::mark(CellUse::Role role, const Area& cells) const {
    if (tracer_ != nullptr) {
        tracer_->mark(role, cells);
    }
}

std::span<const LabelId> Collector::whole(std::span<const LabelId> labels, Address at) {
    if (parts_.empty()) {
        return labels;
    }
    joined_.assign(labels.begin(), labels.end());
    parts_.join(joined_, pieces_, at);
    return joined_;
}

void Collector::check_order(std::span<const LabelId> labels, Address at) {
    std::u32string series;
    std::u32string parts;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i != period_) {
            (is_part_[i] ? parts : series) += static_cast<char32_t>(labels[i]);
        }
    }
    const Label& label = (*readers_[period_])[labels[period_]];
    series += static_cast<char32_t>(frequency(label.period)); // quarters may stand among months
    if (const auto before = order_.see(series, parts, label.period)) {
        holds_.repeat("layout.order\x01" + sheet_ + "\x01" + label.text, [&] {
            return Error{.code = "layout.order",
                         .sheet = sheet_,
                         .cell = to_text(at),
                         .expected = "periods that run one way below one label that stands once",
                         .found =
                             fmt::format("{} behind {}", in_words(label.period), in_words(*before)),
                         .next = "look whether the label above is missing or stands too low"};
        });
    }
}

// What marks at the labels, and at their pieces, say of the figure.
Status Collector::status_of(std::span<const LabelId> labels, std::span<const LabelId> found) const {
    Status status = Status::normal;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        status = stronger(status, (*readers_[i])[labels[i]].status);
        if (!parts_.empty()) {
            status = stronger(status, pieces_[i][found[i]].status);
        }
    }
    return status;
}

void Collector::put(const Cell* cell,
                    Address at,
                    std::span<const LabelId> found,
                    const Cell* marker) {
    const auto joined = whole(found, at);
    const auto labels = dated_ ? settled(joined) : joined;
    const Fate fate = judge(labels);
    if (fate == Fate::dropped || fate == Fate::held) {
        mark(fate == Fate::held ? CellUse::Role::held : CellUse::Role::dropped, {at, at});
        return;
    }
    if (part_reaches_) {
        check_order(joined, at); // dated labels are others in each period
    }
    if (auto meant = values_.meaning(marker); !meant) {
        mark(CellUse::Role::held, {at, at});
        hold_value(std::move(meant).error(), marker, marker->at);
        return;
    }
    auto reading = values_.read(cell, marker);
    if (!reading) {
        mark(CellUse::Role::held, {at, at});
        hold_value(std::move(reading).error(), cell, at);
        return;
    }
    if (unit_mult_ > 0) {
        if (reading->value) {
            reading->value = in_units(*reading->value, unit_mult_);
        }
        reading->below = in_units(reading->below, unit_mult_);
    }
    if (reading->status == Status::normal) {
        reading->status = status_of(labels, found);
    }
    if (cell != nullptr && !thousands_) {
        note(reading->grouping, *cell);
    }
    const Label& period = (*readers_[period_])[labels[period_]];
    auto& list = fate == Fate::total ? out_.totals : out_.observations;
    list.push_back({.series = series_of(labels),
                    .period = period.period,
                    .value = reading->value,
                    .status = reading->status,
                    .below = reading->below,
                    .raw = text_of(cell),
                    .label = period.text,
                    .sheet = static_cast<std::uint32_t>(out_.sheets.size() - 1),
                    .cell = at});
}

void Collector::count(Address at, std::span<const LabelId> found) {
    const auto joined = whole(found, at);
    const auto labels = dated_ ? settled(joined) : joined;
    if (judge(labels) != Fate::figure) {
        return;
    }
    const Label& period = (*readers_[period_])[labels[period_]];
    const auto [known, fresh] = counts_.try_emplace({series_of(labels), period.period});
    Observation& counted = known->second;
    if (fresh) {
        counted.series = known->first.first;
        counted.period = period.period;
        counted.label = period.text;
        counted.sheet = static_cast<std::uint32_t>(out_.sheets.size() - 1);
        counted.cell = at;
    }
    counted.value = counted.value.value_or(0) + 1;
    counted.status = stronger(counted.status, status_of(labels, found));
}

} // namespace tidemark::parse

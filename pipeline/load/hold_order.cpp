// hold.order: along a line of a grid the periods of a series run one way. "2013" for 2015 behind
// 2014 is a slip of the pen that gives a year the figures of another.
//
// What may turn: months beside years, years to March beside years to June. With two periods nobody
// can know. A long list may stand in any order.
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_sequence.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace tidemark::load {
namespace {

using Figures = std::vector<const Observation*>;

// Along which lines the periods of a source stand.
struct Lines {
    bool across = false; // in a row, one beside the other
    bool down = false;
};

// The file names its layouts, or their numbers.
bool is_used(const Layout& layout, std::size_t index, const ParsedFile& file) {
    const std::string name = layout.name.empty() ? std::to_string(index + 1) : layout.name;
    return (", " + file.layout + ", ").find(", " + name + ", ") != std::string::npos;
}

Lines lines_of(const Recipe& recipe, const ParsedFile& file) {
    Lines lines;
    bool list = false;
    for (std::size_t i = 0; i < recipe.layouts.size(); ++i) {
        const Layout& layout = recipe.layouts[i];
        if (!is_used(layout, i, file)) {
            continue;
        }
        list = list || layout.kind == Layout::Kind::list;
        for (const DimRule& dim : layout.dims) {
            const auto* from = std::get_if<FromDirection>(&dim.from);
            if (from == nullptr || (!dim.is_period() && !dim.part)) {
                continue;
            }
            const Side side = side_of(from->toward);
            (side == Side::up || side == Side::down ? lines.across : lines.down) = true;
        }
    }
    // The lists, and the tables one below the other, of a column are lines of their own.
    lines.down = lines.down && !list && recipe.read.table_title.empty();
    return lines;
}

// +1: later than the one before it.
int step(const Figures& run, std::size_t i) {
    const Period& last = run[i - 1]->period;
    const Period& now = run[i]->period;
    return now == last ? 0 : last < now ? 1 : -1;
}

// The way of all its steps; nothing where they go both ways.
std::optional<int> way_of(const Figures& run) {
    int way = 0;
    for (std::size_t i = 1; i < run.size(); ++i) {
        const int next = step(run, i);
        if (way * next < 0) {
            return std::nullopt;
        }
        way = next == 0 ? way : next;
    }
    return way;
}

// The years to March, then those to June: each of several sequences runs the same way, and but one
// of them may be a single period.
bool are_side_by_side(const Figures& run) {
    std::map<Sequence, Figures> sequences;
    for (const Observation* figure : run) {
        sequences[sequence_of(figure->period, false)].push_back(figure);
    }
    std::size_t single = 0;
    int all = 0;
    for (const auto& [sequence, figures] : sequences) {
        const auto way = way_of(figures);
        if (!way || *way * all < 0) {
            return false;
        }
        single += figures.size() == 1 ? 1U : 0U;
        all = *way == 0 ? all : *way;
    }
    return sequences.size() > 1 && single <= 1 && single < sequences.size();
}

// The first that steps against most others, and the one before it. Requires: both ways occur.
std::pair<const Observation*, const Observation*> turn_of(const Figures& run) {
    int sum = 0;
    for (std::size_t i = 1; i < run.size(); ++i) {
        sum += step(run, i);
    }
    std::size_t first = 1;
    while (step(run, first) == 0) {
        ++first;
    }
    const int way = sum != 0 ? sum : step(run, first);
    std::size_t turn = 1;
    while (way * step(run, turn) >= 0) {
        ++turn;
    }
    return {run[turn], run[turn - 1]};
}

// The figures of one line and series, by how long their periods are.
class Line {
  public:
    void add(const Observation& figure) {
        const Sequence sequence = sequence_of(figure.period, false);
        runs_[{sequence.months, sequence.days}].push_back(&figure);
    }

    [[nodiscard]] std::optional<std::pair<const Observation*, const Observation*>> turn() const {
        for (const auto& [length, run] : runs_) {
            if (!way_of(run) && !are_side_by_side(run)) {
                return turn_of(run);
            }
        }
        return std::nullopt;
    }

  private:
    std::map<std::pair<int, int>, Figures> runs_;
};

bool look_along(const Examined& examined, bool across, std::vector<Error>& reasons) {
    const auto& figures = examined.figures;
    const auto line = [&](std::size_t i) {
        const Observation& figure = figures[i];
        return std::tuple(
            figure.sheet, across ? figure.cell.row : figure.cell.column, figure.series);
    };
    std::vector<std::size_t> order(figures.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, line);
    for (std::size_t i = 0; i < order.size();) {
        Line one;
        const auto here = line(order[i]);
        for (; i < order.size() && line(order[i]) == here; ++i) {
            one.add(figures[order[i]]);
        }
        if (const auto turn = one.turn()) {
            Error error =
                checked(examined.source, examined.file.file, "hold.order", "order = \"allow\"");
            place(error, examined.file, *turn->first);
            error.expected = "periods that run one way along a line of the table";
            error.found = fmt::format(
                "{} behind {}", to_text(turn->first->period), to_text(turn->second->period));
            error.next = "look whether the period is a slip of the pen; " + error.next;
            reasons.push_back(std::move(error));
            return true;
        }
    }
    return false;
}

} // namespace

void check_order(const Examined& examined, std::vector<Error>& reasons) {
    if (examined.source.hold.order_allowed) {
        return;
    }
    const Lines lines = lines_of(examined.source.recipe, examined.file);
    const bool found = lines.across && look_along(examined, true, reasons);
    if (!found && lines.down) {
        look_along(examined, false, reasons);
    }
}

} // namespace tidemark::load

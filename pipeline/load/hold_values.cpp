// hold.negative, hold.range: figures that cannot be.
#include "pipeline/base/text.hpp"
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::load {
namespace {

// Figures that a check found, the first few by index.
struct Found {
    static constexpr std::size_t most = 10;
    std::vector<std::size_t> figures;
    std::size_t more = 0;

    void add(std::size_t figure) {
        if (figures.size() < most) {
            figures.push_back(figure);
        } else {
            ++more;
        }
    }
};

std::string cell_text(const ParsedFile& file, const Observation& figure, std::uint32_t sheet) {
    return figure.sheet == sheet || figure.sheet >= file.sheets.size()
               ? to_text(figure.cell)
               : file.sheets[figure.sheet] + "!" + to_text(figure.cell);
}

// "'-3' for area=kent in 2018/19, and in B9, B10 and 4 more".
std::string found_text(const Examined& examined, const Found& found) {
    const Observation& first = examined.figures[found.figures.front()];
    std::string text = fmt::format("'{}' for {} in {}",
                                   one_line(first.raw),
                                   dims_text(examined.file.series[first.series]),
                                   to_text(first.period));
    std::vector<std::string> cells;
    for (std::size_t i = 1; i < found.figures.size(); ++i) {
        cells.push_back(cell_text(examined.file, examined.figures[found.figures[i]], first.sheet));
    }
    text += cells.empty() ? "" : ", and in " + join(cells, ", ");
    return found.more == 0 ? text : fmt::format("{} and {} more", text, found.more);
}

void report(const Examined& examined,
            const Found& found,
            Error error,
            std::vector<Error>& reasons) {
    place(error, examined.file, examined.figures[found.figures.front()]);
    error.found = found_text(examined, found);
    reasons.push_back(std::move(error));
}

std::string range_text(const Hold::Range& range) {
    if (!range.max) {
        return "at least " + grouped(*range.min);
    }
    return range.min ? fmt::format("from {} to {}", grouped(*range.min), grouped(*range.max))
                     : "at most " + grouped(*range.max);
}

// By series: does the range bind it?
std::vector<char> bound_series(const ParsedFile& file, const Hold::Range& range) {
    std::vector<char> bound;
    bound.reserve(file.series.size());
    for (const Dims& dims : file.series) {
        const bool excepted = std::ranges::any_of(range.except, [&](const auto& except) {
            const auto found = dims.find(except.first);
            return found != dims.end() && std::ranges::count(except.second, found->second) > 0;
        });
        bound.push_back(excepted ? 0 : 1);
    }
    return bound;
}

} // namespace

bool negatives_allowed(const Source& source) {
    const Hold& hold = source.hold;
    const bool lowest_below_zero = hold.range && hold.range->min && *hold.range->min < 0;
    return hold.negative_allowed.value_or(source.unit != "count" || lowest_below_zero);
}

void check_negative(const Examined& examined, std::vector<Error>& reasons) {
    if (negatives_allowed(examined.source)) {
        return;
    }
    Found below;
    for (std::size_t i = 0; i < examined.figures.size(); ++i) {
        if (examined.figures[i].value.value_or(0) < 0) {
            below.add(i);
        }
    }
    if (below.figures.empty()) {
        return;
    }
    Error error =
        checked(examined.source, examined.file.file, "hold.negative", "negative = \"allow\"");
    error.expected = examined.source.unit == "count" ? "counts, none of them below zero"
                                                     : "no figure below zero";
    report(examined, below, std::move(error), reasons);
}

void check_range(const Examined& examined, std::vector<Error>& reasons) {
    if (!examined.source.hold.range) {
        return;
    }
    const Hold::Range& range = *examined.source.hold.range;
    const auto bound = bound_series(examined.file, range);
    Found outside;
    for (std::size_t i = 0; i < examined.figures.size(); ++i) {
        const Observation& figure = examined.figures[i];
        if (figure.value && bound[figure.series] != 0 &&
            ((range.min && *figure.value < *range.min) ||
             (range.max && *figure.value > *range.max))) {
            outside.add(i);
        }
    }
    if (outside.figures.empty()) {
        return;
    }
    Error error = checked(
        examined.source, examined.file.file, "hold.range", "a wider range, or its code in except,");
    error.expected = "figures " + range_text(range);
    report(examined, outside, std::move(error), reasons);
}

} // namespace tidemark::load

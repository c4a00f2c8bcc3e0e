#include "pipeline/load/hold.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_members.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

namespace tidemark::load {
namespace {

using Group = std::pair<Dims, Period>;

constexpr std::array<std::string_view, 14> acceptable = {"hold.members",
                                                         "hold.adds_up",
                                                         "hold.shrink",
                                                         "hold.grow",
                                                         "hold.lost_cols",
                                                         "hold.new_cols",
                                                         "hold.future",
                                                         "hold.gaps",
                                                         "hold.lost_periods",
                                                         "hold.order",
                                                         "hold.recount",
                                                         "hold.negative",
                                                         "hold.range",
                                                         "hold.percent"};

// What was read against itself and against the last release.
constexpr std::array further_checks = {check_future,
                                       check_gaps,
                                       check_lost_periods,
                                       check_order,
                                       check_negative,
                                       check_range,
                                       check_percent,
                                       check_shrink,
                                       check_grow,
                                       check_lost_codes,
                                       check_new_codes};

// Indices of the figures, equal (series, period) side by side, first in the file first.
std::vector<std::size_t> by_key(const std::vector<Observation>& figures) {
    struct Place {
        std::uint32_t series = 0;
        Period period;
        std::uint32_t figure = 0;

        auto operator<=>(const Place&) const = default;
    };

    std::vector<Place> places;
    places.reserve(figures.size());
    for (const Observation& figure : figures) {
        places.push_back({figure.series, figure.period, static_cast<std::uint32_t>(places.size())});
    }
    std::ranges::sort(places);
    std::vector<std::size_t> order;
    order.reserve(places.size());
    for (const Place& place : places) {
        order.push_back(place.figure);
    }
    return order;
}

// Series by series, in each the periods in turn: as most lists are, and nothing is there twice.
bool is_ordered(const std::vector<Observation>& figures) {
    return std::ranges::adjacent_find(figures, [](const Observation& a, const Observation& b) {
               return std::tie(a.series, a.period) >= std::tie(b.series, b.period);
           }) == figures.end();
}

bool same_key(const Observation& a, const Observation& b) {
    return a.series == b.series && a.period == b.period;
}

// "<5" is a range; a sum with it would be neither a figure nor a bound.
bool can_be_added(const Observation& a, const Observation& b) {
    return a.status != Status::below && b.status != Status::below;
}

void add_to(Observation& sum, const Observation& part) {
    sum.raw.append(" + ").append(part.raw);
    if (!sum.value) {
        return;
    }
    if (!part.value) {
        sum.value.reset();
        sum.status = part.status;
        return;
    }
    *sum.value += *part.value;
    sum.status = sum.status == Status::normal ? part.status : sum.status;
}

// What the rows under a total come to.
struct Sum {
    double low = 0;
    double high = 0;
    bool open = false; // a row without a number: no upper bound
    int rows = 0;

    void add(const Observation& figure) {
        ++rows;
        if (figure.value) {
            low += *figure.value;
            high += *figure.value;
        } else if (figure.status == Status::below) {
            high += figure.below;
        } else if (figure.status != Status::not_applicable) {
            open = true;
        }
    }
};

Group group_of(const ParsedFile& file, const Observation& figure, const std::string& dim) {
    Dims dims = file.series[figure.series];
    dims.erase(dim);
    return {std::move(dims), figure.period};
}

bool adds_up(double total, const Sum& sum, double tolerance) {
    const double slack = tolerance + 1e-9 * std::max(1.0, std::abs(total)); // binary fractions
    return total >= sum.low - slack && (sum.open || total <= sum.high + slack);
}

std::string sum_text(const Sum& sum) {
    if (sum.open) {
        return fmt::format("at least {} from its {} rows", grouped(sum.low), sum.rows);
    }
    return sum.low < sum.high
               ? fmt::format(
                     "{} to {} from its {} rows", grouped(sum.low), grouped(sum.high), sum.rows)
               : fmt::format("{} from its {} rows", grouped(sum.low), sum.rows);
}

void check_totals(const Source& source,
                  const ParsedFile& file,
                  const std::vector<Observation>& figures,
                  std::vector<Error>& reasons) {
    const Hold::AddsUp& rule = *source.hold.adds_up;
    if (file.totals.empty()) {
        Error error = checked(source, file.file, "hold.adds_up");
        error.expected = "a printed total to compare with";
        error.found = "none";
        reasons.push_back(std::move(error));
        return;
    }
    std::map<Group, Sum> sums;
    for (const Observation& total : file.totals) {
        sums.try_emplace(group_of(file, total, rule.dim));
    }
    for (const Observation& figure : figures) {
        if (const auto sum = sums.find(group_of(file, figure, rule.dim)); sum != sums.end()) {
            sum->second.add(figure);
        }
    }
    for (const Observation& total : file.totals) {
        const Sum& sum = sums.at(group_of(file, total, rule.dim));
        if (!total.value || adds_up(*total.value, sum, rule.tolerance)) {
            continue;
        }
        Error error = checked(source, file.file, "hold.adds_up");
        place(error, file, total);
        error.expected = "a total of " + sum_text(sum);
        error.found = grouped(*total.value);
        reasons.push_back(std::move(error));
    }
}

} // namespace

Error held_reason(const Source& source, const RawFile& file, std::string_view check) {
    return {
        .fault = Fault::held, .code = std::string(check), .source = source.id, .file = file.name};
}

bool can_be_accepted(std::string_view check) {
    return std::ranges::find(acceptable, check) != acceptable.end();
}

std::string checks_to_accept() {
    std::vector<std::string> names;
    names.reserve(acceptable.size());
    for (const std::string_view check : acceptable) {
        names.emplace_back(check.substr(check.find('.') + 1));
    }
    return join(names, ", ");
}

Codes codes_of(const ParsedFile& file, const std::vector<Observation>& figures) {
    std::vector<bool> seen(file.series.size(), false);
    for (const Observation& figure : figures) {
        seen.at(figure.series) = true;
    }
    Codes codes;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i]) {
            for (const auto& [dim, code] : file.series[i]) {
                codes[dim].insert(code);
            }
        }
    }
    return codes;
}

std::vector<Error> find_duplicates(const Source& source, const ParsedFile& file) {
    constexpr std::size_t most = 10; // a wrong layout doubles every row: ten show it
    std::vector<Error> reasons;
    if (is_ordered(file.observations)) {
        return reasons;
    }
    const auto order = by_key(file.observations);
    std::size_t beyond = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
        const Observation& first = file.observations[order[i - 1]];
        const Observation& again = file.observations[order[i]];
        if (!same_key(first, again) || (source.hold.sum_duplicates && can_be_added(first, again))) {
            continue;
        }
        if (reasons.size() == most) {
            ++beyond;
            continue;
        }
        Error error = held_reason(source, file.file, "hold.duplicate");
        place(error, file, again);
        error.expected = fmt::format(
            "one figure for {} in {}", dims_text(file.series[again.series]), to_text(again.period));
        error.found = fmt::format("'{}' here and '{}' in {}",
                                  one_line(again.raw),
                                  one_line(first.raw),
                                  to_text(first.cell));
        error.next = first.raw == again.raw
                         ? "leave one of the two rows out with skip, or name the dimension that "
                           "tells them apart"
                     : source.hold.sum_duplicates
                         ? "a bound cannot be added to a figure: name the dimension that tells "
                           "them apart"
                         : "name the dimension that tells them apart, leave one out with skip, or, "
                           "where both count, say [key] duplicate = \"sum\"";
        reasons.push_back(std::move(error));
    }
    if (beyond > 0) {
        reasons.back().found += fmt::format(" (and {} more that are there twice)", beyond);
    }
    if (2 * (reasons.size() + beyond) > order.size() && !reasons.empty()) {
        reasons.front().next += "; if each row is a record, one of what is counted, say "
                                "value = { count = true } in [[layout]]";
    }
    return reasons;
}

std::vector<Observation> sum_duplicates(const ParsedFile& file) {
    std::vector<std::pair<std::size_t, Observation>> sums; // with the place of the first
    for (const std::size_t i : by_key(file.observations)) {
        const Observation& figure = file.observations[i];
        if (!sums.empty() && same_key(sums.back().second, figure)) {
            add_to(sums.back().second, figure);
        } else {
            sums.emplace_back(i, figure);
        }
    }
    std::ranges::sort(sums, {}, &std::pair<std::size_t, Observation>::first);
    std::vector<Observation> figures;
    figures.reserve(sums.size());
    for (auto& [place_of_first, figure] : sums) {
        figures.push_back(std::move(figure));
    }
    return figures;
}

std::vector<Error> find_reasons(const Source& source,
                                const Codelists& codelists,
                                const ParsedFile& file,
                                const std::vector<Observation>& figures,
                                const FileRow* before,
                                Day day) {
    const Hold& hold = source.hold;
    std::vector<Error> reasons;
    if (figures.empty()) {
        Error error = held_reason(source, file.file, "hold.empty");
        error.expected = "at least one figure";
        error.found = "none";
        error.next = "look at the layout with 'tidemark try'";
        return {std::move(error)};
    }
    reasons = find_derived(source, file, figures);
    std::ranges::move(find_nested(source, codelists, file, figures), std::back_inserter(reasons));
    const bool own_file_each =
        source.recipe.member && hold.members && source.recipe.member->dim == hold.members->dim;
    if (hold.members && !own_file_each) {
        check_members(source, codelists, file, figures, before, reasons);
    }
    if (hold.adds_up) {
        check_totals(source, file, figures, reasons);
    }
    const Examined examined{source, file, figures, before, day, first_of_each_period(figures)};
    for (const auto check : further_checks) {
        check(examined, reasons);
    }
    return reasons;
}

} // namespace tidemark::load

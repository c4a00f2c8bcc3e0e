// hold.recount: a period whose rows were counted comes again with far fewer of them: the file holds
// but its last days, and its count would stand in place of the whole. So would the count of such a
// rest be a figure where none stands yet.
#include "pipeline/base/text.hpp"
#include "pipeline/load/hold.hpp"
#include "pipeline/load/hold_sequence.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>

namespace tidemark::load {
namespace {

constexpr double hundred = 100;

struct Count {
    double stands = 0;
    double now = 0;
    const Observation* first = nullptr;
};

using Counts = std::map<Period, Count>;

std::string rows(double count) {
    return count == 1 ? "1 row" : grouped(count) + " rows";
}

Counts count_by_period(const std::vector<Observation>& figures,
                       const std::vector<const Standing*>& replaced) {
    Counts counts;
    for (const Observation& figure : figures) {
        Count& count = counts[figure.period];
        count.now += figure.value.value_or(0);
        count.first = count.first == nullptr ? &figure : count.first;
    }
    for (const Standing* standing : replaced) {
        counts.at(standing->period).stands += standing->value.value_or(0);
    }
    return counts;
}

Error reason(const Source& source, const ParsedFile& file, const Count& count) {
    Error error = checked(source, file.file, "hold.recount");
    place(error, file, *count.first);
    error.found = rows(count.now);
    error.next =
        "if the file holds but a part of it, leave those rows out with skip; " + error.next;
    return error;
}

// The worst of those of which far more stand.
std::optional<Error> fewer(const Source& source, const ParsedFile& file, Counts counts) {
    const double least = 1 - source.hold.recount_percent / hundred;
    std::erase_if(counts,
                  [&](const auto& each) { return each.second.now >= each.second.stands * least; });
    if (counts.empty()) {
        return std::nullopt;
    }
    const auto& [period, count] = *std::ranges::max_element(
        counts, {}, [](const auto& each) { return each.second.stands - each.second.now; });
    Error error = reason(source, file, count);
    error.expected = fmt::format("at most {}% fewer than the {} that stand for {}",
                                 plain(source.hold.recount_percent),
                                 rows(count.stands),
                                 to_text(period));
    if (counts.size() > 1) {
        error.found += fmt::format(" (and too few in {} more)", counts.size() - 1);
    }
    return error;
}

// The first or last of several months of which none stands, with less than a tenth of the rows of
// the month beside it. Small numbers say nothing.
std::optional<Error> rest(const Source& source, const ParsedFile& file, const Counts& counts) {
    constexpr double tenth = 10;
    constexpr double enough = 100; // rows
    if (source.hold.recount_percent >= hundred) {
        return std::nullopt;
    }
    std::map<Sequence, std::vector<Counts::const_iterator>> sequences;
    for (auto each = counts.begin(); each != counts.end(); ++each) {
        const Sequence sequence = sequence_of(each->first, false);
        if (sequence.months > 0) {
            sequences[sequence].push_back(each);
        }
    }
    for (const auto& [sequence, places] : sequences) {
        const std::size_t last = places.size() - 1;
        const std::pair<std::size_t, std::size_t> ends[] = {{0, 1}, {last, last - 1}};
        for (const auto& [end, beside] : ends) {
            if (last == 0 || places[end]->second.stands > 0 ||
                places[beside]->second.now < enough ||
                places[end]->second.now * tenth >= places[beside]->second.now) {
                continue;
            }
            Error error = reason(source, file, places[end]->second);
            error.expected = fmt::format("the whole of {}; {} are of {}",
                                         to_text(places[end]->first),
                                         rows(places[beside]->second.now),
                                         to_text(places[beside]->first));
            return error;
        }
    }
    return std::nullopt;
}

} // namespace

std::vector<Error> find_recounts(const Source& source,
                                 const ParsedFile& file,
                                 const std::vector<Observation>& figures,
                                 const std::vector<const Standing*>& replaced) {
    const Counts counts = count_by_period(figures, replaced);
    std::vector<Error> reasons;
    for (auto found : {fewer(source, file, counts), rest(source, file, counts)}) {
        if (found) {
            reasons.push_back(std::move(*found));
        }
    }
    return reasons;
}

} // namespace tidemark::load

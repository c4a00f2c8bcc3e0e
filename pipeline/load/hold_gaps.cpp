// hold.gaps: a year that is missing between two others was lost on the way, by a label that was
// mistyped or a column that the layout does not reach.
//
// Only a sequence that is more than two thirds there counts as one: a base year before the last
// five, every fifth year, this quarter beside that of the year before are publishers' choices.
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_sequence.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <map>

namespace tidemark::load {
namespace {

using Members = std::vector<const PeriodPlace*>; // of one sequence, oldest first

void check_sequence(const Examined& examined,
                    const Sequence& sequence,
                    const Members& members,
                    std::vector<Error>& reasons) {
    const int first = position(members.front()->period, sequence);
    const int there = static_cast<int>(members.size());
    const int all = position(members.back()->period, sequence) - first + 1;
    if (there == all || 3 * there <= 2 * all) {
        return;
    }
    const PeriodPlace* after = nullptr; // the first gap
    std::vector<std::string> missing;
    for (std::size_t i = 1; i < members.size(); ++i) {
        const Period& last = members[i - 1]->period;
        const int steps = position(members[i]->period, sequence) - position(last, sequence);
        for (int step = 1; step < steps; ++step) {
            after = after == nullptr ? members[i] : after;
            missing.push_back(to_text(later(last, sequence, step)));
        }
    }
    Error error = checked(examined.source, examined.file.file, "hold.gaps", "gaps = \"allow\"");
    place(error, examined.file, examined.figures[after->first]);
    error.expected = fmt::format("each period from {} to {}",
                                 to_text(members.front()->period),
                                 to_text(members.back()->period));
    error.found = "none for " + some(nullptr, missing);
    reasons.push_back(std::move(error));
}

} // namespace

void check_gaps(const Examined& examined, std::vector<Error>& reasons) {
    if (examined.source.hold.gaps_allowed) {
        return;
    }
    std::vector<Period> periods;
    for (const PeriodPlace& each : examined.periods) {
        periods.push_back(each.period);
    }
    const bool diary = has_diary(periods);
    std::map<Sequence, Members> sequences;
    for (const PeriodPlace& each : examined.periods) {
        sequences[sequence_of(each.period, diary)].push_back(&each);
    }
    for (const auto& [sequence, members] : sequences) {
        if (sequence.goes_on()) {
            check_sequence(examined, sequence, members, reasons);
        }
    }
}

} // namespace tidemark::load

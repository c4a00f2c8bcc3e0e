// Sentences about levels, rows of rises and members that are gone.
#include "pipeline/alert/phrases.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

namespace tidemark::alert {
namespace {

Amount amount_of(const Total& total) {
    return {.value = total.value, .low = total.low, .high = total.high};
}

// " over the 40 forces that gave all four years, of 46 asked"
std::string row_tail(const Streak& row, std::vector<std::string>& printed) {
    if (row.coverage == nullptr) {
        return {};
    }
    const Coverage& c = *row.coverage;
    for (const int value : {c.matched, c.now_of}) {
        printed.push_back(std::to_string(value));
    }
    std::string text = fmt::format(" over the {} that gave all {} figures, of {} asked",
                                   counted(c.matched, row.noun),
                                   several(static_cast<int>(row.periods.size())),
                                   c.now_of);
    if (c.like_for_like()) {
        return text;
    }
    for (const auto& value : {c.unmatched_before, c.unmatched_now}) {
        printed.push_back(figure(value.value_or(0), row.style));
    }
    return text + "; all answers: " + all_answers(c, row.noun, row.style);
}

} // namespace

Wording level(const Level& level) {
    Wording wording;
    const std::string now = amount(amount_of(level.now), level.style);
    const std::string mark = limit(level.level, level.style);
    wording.printed = {now, mark};
    wording.text = fmt::format("{} stood at {} in {}, {} {}",
                               level.what,
                               now,
                               in_words(level.now.period),
                               level.above ? "above" : "below",
                               mark);
    if (level.coverage != nullptr) {
        const std::string asked =
            of_asked(level.coverage->now_members, level.coverage->now_of, level.noun);
        wording.text += ", from " + asked;
        wording.printed.push_back(asked);
    }
    if (level.before == nullptr) {
        return wording;
    }
    const std::string before = amount(amount_of(*level.before), level.style);
    wording.printed.push_back(before);
    if (level.coverage == nullptr) {
        wording.text += fmt::format(", after {} in {}", before, in_words(level.before->period));
        return wording;
    }
    const std::string asked =
        of_asked(level.coverage->before_members, level.coverage->before_of, level.noun);
    wording.printed.push_back(asked);
    wording.text += fmt::format("; {} in {} from {}{}",
                                before,
                                in_words(level.before->period),
                                asked,
                                level.coverage->like_for_like() ? "" : ", not like for like");
    return wording;
}

Wording streak(const Streak& row) {
    constexpr std::size_t most_named = 6;
    Wording wording;
    std::vector<std::string> earlier;
    const std::size_t last = row.sums.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
        if (i == 0 || last <= most_named) {
            earlier.push_back(
                fmt::format("{} in {}", amount(row.sums[i], row.style), in_words(row.periods[i])));
        }
    }
    const std::string now = amount(row.sums[last], row.style);
    wording.printed = earlier;
    wording.printed.push_back(now);
    wording.text = fmt::format("{} {} {} in a row, to {} in {} from {}",
                               row.what,
                               row.up ? "rose" : "fell",
                               so_often(static_cast<int>(last)),
                               now,
                               in_words(row.periods[last]),
                               some(earlier, earlier.size()));
    wording.text += row_tail(row, wording.printed);
    return wording;
}

Wording vanished(const Vanished& gone) {
    Wording wording;
    const std::string before =
        fmt::format("{} in {}", figure(gone.before, gone.style), in_words(gone.before_period));
    wording.printed = {gone.fell_to_zero ? "0" : "none", before, gone.why};
    wording.text = gone.fell_to_zero
                       ? fmt::format("{} fell to 0 in {}, after {}; an answer may be missing",
                                     gone.what,
                                     in_words(gone.period),
                                     before)
                       : fmt::format("{}: no figure for {}{}, after {}",
                                     gone.what,
                                     in_words(gone.period),
                                     gone.why.empty() ? "" : " (" + gone.why + ")",
                                     before);
    return wording;
}

} // namespace tidemark::alert

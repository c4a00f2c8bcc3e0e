// Sentences about highs, sums of years and groups.
#include "pipeline/alert/sentences.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

namespace tidemark::alert {
namespace {

// "; the highest before was 8,224 in 2018/19 from 40 of 44 forces, at most 9,075 with ..."
std::string
earlier_high(const Peak& peak, const std::string& since, std::vector<std::string>& printed) {
    std::string text = fmt::format("; the {} before{} was {} in {}",
                                   peak.up ? "highest" : "lowest",
                                   since,
                                   amount(peak.before, peak.style),
                                   in_words(peak.before_period));
    printed.push_back(amount(peak.before, peak.style));
    printed.push_back(in_words(peak.before_period));
    if (peak.coverage == nullptr) {
        return text;
    }
    const std::string asked =
        of_asked(peak.coverage->before_members, peak.coverage->before_of, peak.noun);
    text += " from " + asked;
    printed.push_back(asked);
    if (peak.bound && peak.missing > 0) {
        text += fmt::format(", at most {} with the largest answers of the {} missing then",
                            figure(*peak.bound, peak.style),
                            peak.missing);
        printed.push_back(figure(*peak.bound, peak.style));
    }
    return text;
}

std::string from_members(const Peak& peak, std::vector<std::string>& printed) {
    if (peak.coverage == nullptr) {
        return {};
    }
    const std::string asked =
        of_asked(peak.coverage->now_members, peak.coverage->now_of, peak.noun);
    printed.push_back(asked);
    return " from " + asked;
}

} // namespace

Wording milestone(const Peak& peak, const std::vector<double>& thresholds, const Period& since) {
    Wording wording;
    wording.printed = {amount(peak.value, peak.style), limit(thresholds.front(), peak.style)};
    std::string others;
    if (thresholds.size() > 1) {
        std::vector<std::string> numbers;
        for (auto at = thresholds.begin() + 1; at != thresholds.end(); ++at) {
            numbers.push_back(limit(*at, peak.style));
        }
        others = fmt::format(" (and {} {})", peak.up ? "above" : "below", some(numbers, 3));
    }
    wording.text = fmt::format("{} {} {} in {}, the first time {} {}{}",
                               peak.what,
                               peak.up ? "reached" : "fell to",
                               amount(peak.value, peak.style),
                               in_words(peak.period),
                               peak.up ? "above" : "below",
                               limit(thresholds.front(), peak.style),
                               others);
    if (peak.coverage != nullptr) {
        wording.text += ',';
    }
    wording.text += from_members(peak, wording.printed);
    const std::string known = ", in figures since " + in_words(since) + ',';
    wording.text += earlier_high(peak, known, wording.printed);
    return wording;
}

Wording record(const Peak& peak, std::size_t periods, const Period& since) {
    Wording wording;
    wording.printed = {amount(peak.value, peak.style), std::to_string(periods)};
    const std::string from = from_members(peak, wording.printed);
    wording.text = fmt::format("{} {} {} in {}{}, the {} of {} since {}",
                               peak.what,
                               peak.up ? "reached" : "fell to",
                               amount(peak.value, peak.style),
                               in_words(peak.period),
                               from,
                               peak.up ? "highest" : "lowest",
                               count_of(periods, "figure", "figures"),
                               in_words(since));
    wording.text += earlier_high(peak, "", wording.printed);
    return wording;
}

Wording cumulative(const Cumulated& sum) {
    Wording wording;
    wording.printed = {figure(sum.total, sum.style), limit(sum.threshold, sum.style)};
    wording.text = fmt::format("{} came to more than {} in {} years: {}{} from {} to {}",
                               sum.what,
                               limit(sum.threshold, sum.style),
                               several(sum.years),
                               sum.shortest != nullptr ? "at least " : "",
                               figure(sum.total, sum.style),
                               in_words(sum.first),
                               in_words(sum.last));
    if (sum.shortest != nullptr) {
        const std::string asked = of_asked(sum.shortest->members, sum.shortest->of, sum.noun);
        wording.text += fmt::format(
            ", as not all answered each year ({} in {})", asked, in_words(sum.shortest->period));
        wording.printed.push_back(asked);
    }
    return wording;
}

std::string was_clause(const Statement& now, const Statement& said, std::string_view noun) {
    std::vector<std::string> was;
    if (said.value && said.value != now.value) {
        was.push_back(figure(*said.value, said.style));
    }
    const bool other_base =
        said.before && (said.before != now.before || said.before_period != now.before_period);
    const auto asked = [&](int members, int of) {
        return said.coverage ? " from " + of_asked(members, of, noun) : std::string();
    };
    const bool other_cover = said.coverage && now.coverage &&
                             (said.coverage->before_members != now.coverage->before_members ||
                              said.coverage->before_of != now.coverage->before_of);
    if (other_base || (other_cover && said.before)) {
        const Coverage cover = said.coverage.value_or(Coverage{});
        was.push_back(fmt::format("{}{}{} before",
                                  figure(*said.before, said.style),
                                  said.before_period && said.before_period != now.before_period
                                      ? " in " + in_words(*said.before_period)
                                      : "",
                                  asked(cover.before_members, cover.before_of)));
    }
    if (was.empty() && said.coverage) {
        was.push_back(figure(said.value.value_or(0), said.style) +
                      asked(said.coverage->now_members, said.coverage->now_of));
    }
    return was.empty() ? std::string() : "; was " + join(was, ", ");
}

Wording gathered(const Gathered& group) {
    Wording wording;
    const std::string count = fmt::format("{} of {}", group.members, group.of);
    wording.text = fmt::format("{}: {} {} {} in {}; largest {}",
                               group.measured,
                               count,
                               group.noun,
                               group.moved,
                               group.when,
                               join(group.largest, ", "));
    wording.printed = group.largest;
    wording.printed.push_back(count);
    return wording;
}

} // namespace tidemark::alert

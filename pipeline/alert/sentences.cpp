#include "pipeline/alert/sentences.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tidemark::alert {
namespace {

bool is_year(const Period& period) {
    switch (frequency(period)) {
    case Frequency::calendar_year:
    case Frequency::financial_year:
    case Frequency::year_ending:
        return true;
    case Frequency::quarter:
    case Frequency::month:
    case Frequency::day:
    case Frequency::span:
        return false;
    }
    return false;
}

std::string_view verb(double change) {
    return change > 0 ? "rose" : change < 0 ? "fell" : "did not change";
}

std::string_view movement(double change) {
    return change > 0 ? "rise" : change < 0 ? "fall" : "change";
}

double change_of(const Statement& statement) {
    return statement.value.value_or(0) - statement.before.value_or(0);
}

std::string before_words(const Statement& statement) {
    return statement.before_period ? in_words(*statement.before_period) : std::string("before");
}

// Whose answers both sides are, and what all answers would have shown.
std::string matched_tail(const YearOnYear& change, std::vector<std::string>& printed) {
    const Coverage& c = *change.coverage;
    const std::string_view both = is_year(change.now_period) ? "years" : "periods";
    if (c.left_out.empty()) {
        printed.push_back(std::to_string(c.matched));
        return fmt::format(" over all {} {}", c.matched, change.noun);
    }
    std::string text =
        fmt::format(" over the {} {} that gave both {}", c.matched, change.noun, both);
    const double before = c.unmatched_before.value_or(0);
    const double now = c.unmatched_now.value_or(0);
    const bool small = change.counts && before < small_base;
    const std::string rise = c.unmatched_percent && !small
                                 ? fmt::format(" ({})", signed_percent(*c.unmatched_percent))
                                 : std::string();
    text += fmt::format("; all answers: {} from {} to {} from {}{}, not like for like",
                        grouped(before),
                        of_asked(c.before_members, c.before_of, change.noun),
                        grouped(now),
                        of_asked(c.now_members, c.now_of, ""),
                        rise);
    for (const double value : {before, now}) {
        printed.push_back(grouped(value));
    }
    for (const int value : {c.matched, c.before_members, c.before_of, c.now_members, c.now_of}) {
        printed.push_back(std::to_string(value));
    }
    printed.push_back(rise);
    constexpr std::size_t few = 3;
    if (c.left_out.size() <= few) {
        std::vector<std::string> names;
        for (const LeftOut& member : c.left_out) {
            names.push_back(fmt::format("{} ({})", member.name, member.why));
        }
        text += "; left out: " + join(names, ", ");
    }
    return text;
}

// compare = "all": whoever answered, said plainly.
std::string all_answers_tail(const YearOnYear& change, std::vector<std::string>& printed) {
    const Coverage& c = *change.coverage;
    for (const int value : {c.before_members, c.before_of, c.now_members, c.now_of}) {
        printed.push_back(std::to_string(value));
    }
    return fmt::format(", {} then and {} now{}",
                       of_asked(c.before_members, c.before_of, change.noun),
                       of_asked(c.now_members, c.now_of, ""),
                       c.left_out.empty() ? "" : ", not like for like");
}

} // namespace

std::string amount(const Amount& value) {
    return value.low == value.high ? grouped(value.value)
                                   : grouped(value.low) + '-' + grouped(value.high);
}

std::string percent(double value) {
    const std::string text = signed_percent(std::abs(value));
    return text.starts_with('+') ? text.substr(1) : text;
}

std::string of_asked(int members, int of, std::string_view noun) {
    return fmt::format("{} of {}{}{}", members, of, noun.empty() ? "" : " ", noun);
}

std::string some(const std::vector<std::string>& names, std::size_t most) {
    if (names.size() <= 1) {
        return join(names, "");
    }
    const std::size_t shown = std::min(names.size(), most);
    const std::vector<std::string> head(names.begin(),
                                        names.begin() + static_cast<std::ptrdiff_t>(shown));
    if (shown < names.size()) {
        return fmt::format("{} and {} more", join(head, ", "), names.size() - shown);
    }
    const std::vector<std::string> but_last(head.begin(), head.end() - 1);
    return join(but_last, ", ") + " and " + head.back();
}

std::string count_of(std::size_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(static_cast<double>(n)), n == 1 ? one : many);
}

std::string several(int count) {
    constexpr std::array words{
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    const auto n = static_cast<std::size_t>(std::max(count, 0));
    return n < words.size() ? words.at(n) : std::to_string(count);
}

Wording year_on_year(const YearOnYear& change) {
    Wording wording;
    const double moved = change.now.value - change.before.value;
    const std::string now = amount(change.now);
    const std::string before = amount(change.before);
    const std::string rise = change.percent && moved != 0 ? ' ' + percent(*change.percent) : "";
    wording.printed = {rise, before, now};
    if (change.coverage == nullptr) {
        wording.text = fmt::format("{} {}{} from {} in {} to {} in {}",
                                   change.what,
                                   verb(moved),
                                   rise,
                                   before,
                                   in_words(change.before_period),
                                   now,
                                   in_words(change.now_period));
        return wording;
    }
    wording.text = fmt::format("{} {}{} in {} on {} ({} to {})",
                               change.what,
                               verb(moved),
                               rise,
                               in_words(change.now_period),
                               in_words(change.before_period),
                               before,
                               now);
    wording.text += change.matched ? matched_tail(change, wording.printed)
                                   : all_answers_tail(change, wording.printed);
    return wording;
}

std::string change_clause(const Statement& statement, std::string_view noun) {
    const std::string from_to = fmt::format(
        "{} to {}", grouped(statement.before.value_or(0)), grouped(statement.value.value_or(0)));
    const std::string over = statement.coverage
                                 ? fmt::format(" over {} {}", statement.coverage->matched, noun)
                                 : std::string();
    return statement.change_percent
               ? fmt::format("{}{} ({})", percent(*statement.change_percent), over, from_to)
               : fmt::format("from {}{}", from_to, over);
}

std::string restated_change(std::string_view what,
                            std::string_view noun,
                            const Statement& now,
                            const Statement& said) {
    const std::string_view direction = movement(change_of(now));
    const std::string_view earlier = movement(change_of(said));
    if (direction == earlier) {
        return fmt::format("{}: the {} in {} on {} is now {}, was {}",
                           what,
                           direction,
                           now.label,
                           before_words(now),
                           change_clause(now, noun),
                           change_clause(said, noun));
    }
    return fmt::format("{}: the change in {} on {} is now a {} of {}, was a {} of {}",
                       what,
                       now.label,
                       before_words(now),
                       direction,
                       change_clause(now, noun),
                       earlier,
                       change_clause(said, noun));
}

std::string withdrawn_change(std::string_view what,
                             std::string_view noun,
                             const Statement& said,
                             const std::optional<Statement>& now) {
    const std::string_view earlier = movement(change_of(said));
    const std::string head =
        fmt::format("{}: the {} in {} on {}", what, earlier, said.label, before_words(said));
    if (!now) {
        return fmt::format(
            "{} can no longer be drawn from the figures, was {}", head, change_clause(said, noun));
    }
    const std::string_view direction = movement(change_of(*now));
    return fmt::format("{} no longer stands: now {}{}, was {}",
                       head,
                       direction == earlier ? "" : fmt::format("a {} of ", direction),
                       change_clause(*now, noun),
                       change_clause(said, noun));
}

std::string older_edition(Day published) {
    return fmt::format("; base as published {}, may since have been revised",
                       day_in_words(published));
}

std::string first_said(Day day) {
    return "; first said " + day_in_words(day);
}

std::string no_longer_asked(std::string_view said, std::string_view note) {
    const std::string tail = with_note("", note);
    if (!tail.empty() && said.ends_with(tail)) {
        said.remove_suffix(tail.size());
    }
    return fmt::format("the rule changed and no longer asks for this: {}", said);
}

std::string with_note(std::string text, std::string_view note) {
    if (!note.empty()) {
        text += fmt::format("; {}", note);
    }
    return text;
}

} // namespace tidemark::alert

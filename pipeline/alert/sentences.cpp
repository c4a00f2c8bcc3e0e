#include "pipeline/alert/sentences.hpp"

#include "pipeline/alert/phrases.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tidemark::alert {
namespace {

std::string_view verb(double change) {
    return change > 0 ? "rose" : change < 0 ? "fell" : "did not change";
}

std::string_view movement(double change) {
    return change > 0 ? "rise" : change < 0 ? "fall" : "change";
}

double change_of(const Statement& statement) {
    if (statement.our_percent) { // the publisher's own change, without a base of ours
        return statement.change_percent.value_or(0);
    }
    return statement.value.value_or(0) - statement.before.value_or(0);
}

std::string before_words(const Statement& statement) {
    return statement.before_period ? in_words(*statement.before_period) : std::string("before");
}

std::string percent_in_brackets(const std::optional<double>& value) {
    return value ? fmt::format(" ({})", signed_percent(*value)) : std::string();
}

// Who was asked, where the same answered both times and some never did.
std::string asked_words(const Coverage& c) {
    return c.before_of == c.now_of
               ? fmt::format(", of {} asked", c.now_of)
               : fmt::format(", of {} asked then and {} now", c.before_of, c.now_of);
}

// Whose answers both sides are, and what all answers would have shown.
std::string matched_tail(const YearOnYear& change, std::vector<std::string>& printed) {
    const Coverage& c = *change.coverage;
    const std::string_view both = is_year(change.now_period) ? "years" : "periods";
    if (c.left_out.empty()) {
        printed.push_back(std::to_string(c.matched));
        return c.matched == 1 ? " over the only " + counted(1, change.noun).substr(2)
                              : fmt::format(" over all {} {}", c.matched, change.noun);
    }
    std::string text =
        fmt::format(" over the {} that gave both {}", counted(c.matched, change.noun), both);
    text += c.like_for_like() ? asked_words(c)
                              : "; all answers: " + all_answers(c, change.noun, change.style);
    for (const auto& value : {c.unmatched_before, c.unmatched_now}) {
        printed.push_back(figure(value.value_or(0), change.style));
    }
    for (const int value : {c.matched, c.before_members, c.before_of, c.now_members, c.now_of}) {
        printed.push_back(std::to_string(value));
    }
    printed.push_back(percent_in_brackets(c.unmatched_percent));
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
                       c.like_for_like() ? "" : ", not like for like");
}

// What moved beside the figures compared: the answers of those outside them, or else a bound, which
// the whole sentence shows.
std::string unmoved_change(const std::string& still,
                           std::string_view noun,
                           const Statement& now,
                           const Statement& said) {
    const std::string all =
        now.coverage ? all_answers(*now.coverage, noun, now.style) : std::string();
    const std::string were =
        said.coverage ? all_answers(*said.coverage, noun, said.style) : std::string();
    return all == were ? now.text : fmt::format("{}; all answers: {}; were {}", still, all, were);
}

// The figures are those of all answers, whoever gave them: compare = "all".
bool is_of_all(const Statement& statement) {
    const auto& c = statement.coverage;
    return c && !c->like_for_like() && statement.value == c->unmatched_now &&
           statement.before == c->unmatched_before;
}

} // namespace

std::string all_answers(const Coverage& c, std::string_view noun, const Style& style) {
    return fmt::format("{} from {} to {} from {}{}{}",
                       figure(c.unmatched_before.value_or(0), style),
                       of_asked(c.before_members, c.before_of, noun),
                       figure(c.unmatched_now.value_or(0), style),
                       of_asked(c.now_members, c.now_of, ""),
                       percent_in_brackets(c.unmatched_percent),
                       c.like_for_like() ? "" : ", not like for like");
}

std::string amount(const Amount& value, const Style& style) {
    return value.low == value.high ? figure(value.value, style)
                                   : figure(value.low, style) + '-' + figure(value.high, style);
}

std::string percent(double value) {
    const std::string text = signed_percent(std::abs(value));
    return text.starts_with('+') ? text.substr(1) : text;
}

std::string counted(int n, std::string_view noun) {
    constexpr std::string_view many = "ies";
    std::string one(noun);
    if (n != 1 || noun == "series") {
        return fmt::format("{} {}", n, noun);
    }
    if (one.ends_with(many)) {
        one.replace(one.size() - many.size(), many.size(), "y");
    } else if (one.ends_with('s')) {
        one.pop_back();
    }
    return "1 " + one;
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

std::string so_often(int count) {
    return count == 2 ? "twice" : several(count) + " times";
}

Wording year_on_year(const YearOnYear& change) {
    Wording wording;
    const double moved = change.now.value - change.before.value;
    const std::string now = amount(change.now, change.style);
    const std::string before = amount(change.before, change.style);
    const std::string rise = !change.size.empty() && moved != 0 ? ' ' + change.size : "";
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

Wording
as_the_publisher_prints(std::string_view what, const Period& now, const Statement& statement) {
    const double moved = change_of(statement);
    const std::string size = moved != 0 ? ' ' + size_of_change(statement) : std::string();
    const std::string value = figure(statement.value.value_or(0), statement.style);
    return {.text = fmt::format("{} {}{} in {} on {}, to {}, by the publisher's own figure",
                                what,
                                verb(moved),
                                size,
                                in_words(now),
                                before_words(statement),
                                value),
            .printed = {size, value, "publisher"}};
}

std::string change_clause(const Statement& statement, std::string_view noun) {
    const std::string size = size_of_change(statement);
    if (statement.our_percent) {
        return fmt::format("{} to {} by the publisher's own figure",
                           size,
                           figure(statement.value.value_or(0), statement.style));
    }
    if (is_of_all(statement)) {
        const Coverage& c = *statement.coverage;
        return fmt::format("{}from {} ({}) to {} ({}), not like for like",
                           size.empty() ? "" : size + ", ",
                           figure(*statement.before, statement.style),
                           of_asked(c.before_members, c.before_of, noun),
                           figure(*statement.value, statement.style),
                           of_asked(c.now_members, c.now_of, ""));
    }
    const std::string from_to = fmt::format("{} to {}",
                                            figure(statement.before.value_or(0), statement.style),
                                            figure(statement.value.value_or(0), statement.style));
    const std::string over =
        statement.coverage ? " over " + counted(statement.coverage->matched, noun) : std::string();
    return size.empty() ? fmt::format("from {}{}", from_to, over)
                        : fmt::format("{}{} ({})", size, over, from_to);
}

std::string restated_change(std::string_view what,
                            std::string_view noun,
                            const Statement& now,
                            const Statement& said) {
    const std::string_view direction = movement(change_of(now));
    const std::string_view earlier = movement(change_of(said));
    const std::string clause = change_clause(now, noun);
    const std::string was = change_clause(said, noun);
    const std::string head =
        fmt::format("{}: the {} in {} on {}", what, direction, now.label, before_words(now));
    if (clause == was) {
        return unmoved_change(head + " is still " + clause, noun, now, said);
    }
    if (direction == earlier) {
        return fmt::format("{} is now {}, was {}", head, clause, was);
    }
    return fmt::format("{}: the change in {} on {} is now a {} of {}, was a {} of {}",
                       what,
                       now.label,
                       before_words(now),
                       direction,
                       clause,
                       earlier,
                       was);
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

Dated dated(const Source& source) {
    return std::holds_alternative<FindGovuk>(source.find) ? Dated::by_publisher : Dated::when_seen;
}

std::string older_edition(Day published, Dated dated, std::optional<std::size_t> of) {
    return fmt::format("; base{} as {} {}, may since have been revised",
                       of ? fmt::format(" of {}", *of) : "",
                       dated == Dated::by_publisher ? "published" : "first seen on",
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

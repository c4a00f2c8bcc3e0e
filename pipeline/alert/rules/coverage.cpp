// coverage: a member that had a figure of at least `min_base` and has none for the next period,
// for which others have, or fell to 0: what looks like a fall and may be an answer that is missing.
//
// A member that was not asked, or stands outside by a declared break, is not missing. Where answers
// come one by one (a drop folder), a missing one is missing once the day it was due has passed.
#include "pipeline/alert/compare.hpp"
#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/rules/rules.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/model/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace tidemark::alert {
namespace {

// What became of a member in a period.
struct Gone {
    bool is_gone = false;
    std::string why; // "suppressed", where the publisher says so
};

// Every period that any of the rule's series has a figure for.
std::set<Period> periods_of(const std::vector<const Subject*>& subjects) {
    std::set<Period> periods;
    for (const Subject* subject : subjects) {
        for (const Total& total : subject->totals) {
            if (is_answered(total)) {
                periods.insert(total.period);
            }
        }
    }
    return periods;
}

// The period of the same kind that follows.
std::optional<Period> next_of(const std::set<Period>& periods, const Period& period) {
    const Day start = period.end + std::chrono::days(1);
    for (auto at = periods.lower_bound({.start = start, .end = start});
         at != periods.end() && at->start == start;
         ++at) {
        if (frequency(*at) == frequency(period)) {
            return *at;
        }
    }
    return std::nullopt;
}

// A set along one of its dimensions no longer has the member, or it stands outside by a break.
bool is_excused(const View& view, const Subject& subject, const Period& period) {
    const Source& source = view.scene.source;
    if (break_of(source, subject.key.dims, period) != nullptr) {
        return true;
    }
    for (const auto& [dim, code] : subject.key.dims) {
        const CodeSet* set = members_along(source, view.scene.codelists, dim);
        if (set != nullptr &&
            std::ranges::find(set->members, code, &SetMember::code) != set->members.end()) {
            const auto asked = set->asked(period);
            if (std::ranges::find(asked, code) == asked.end()) {
                return true;
            }
        }
    }
    return false;
}

// What the publisher printed in place of a number; empty where the cell is not there at all.
std::string printed_instead(const View& view, const Subject& subject, const Period& period) {
    const Series* series = view.scene.snapshot.find(subject.key);
    if (series == nullptr) {
        return {};
    }
    const auto figure = std::ranges::find(series->figures, period, &Figure::period);
    if (figure == series->figures.end() || figure->value) {
        return {};
    }
    std::string words(to_text(figure->status));
    std::ranges::replace(words, '_', ' ');
    return words;
}

Gone look(const Rule& rule, const View& view, const Subject& subject, const Period& period) {
    const Total* now = total_of(subject, period);
    if (now != nullptr && is_answered(*now)) {
        return {.is_gone = now->value == 0 && now->high == 0, .why = {}};
    }
    if (is_excused(view, subject, period)) {
        return {};
    }
    Total missing;
    missing.period = period;
    missing.of = 1;
    // A folder's answers come one by one.
    Rule all = rule;
    all.wait_for_roster = true;
    if (view.scene.source.recipe.member && !is_ready(all, view, missing)) {
        return {};
    }
    return {.is_gone = true, .why = printed_instead(view, subject, period)};
}

// The newest edition that holds a figure of this period.
VintageId newest_of(const std::vector<const Subject*>& subjects,
                    const Period& period,
                    const Snapshot& snapshot) {
    VintageId newest = 0;
    for (const Subject* subject : subjects) {
        const Total* total = total_of(*subject, period);
        for (const Part& part : total != nullptr ? total->parts : std::vector<Part>{}) {
            if (part.answer == Answer::answered &&
                (newest == 0 || is_older(newest, part.last, snapshot))) {
                newest = part.last;
            }
        }
    }
    return newest;
}

// The day of the edition that holds the figure before, where that of the period does not.
std::optional<Day>
older_edition_of(const Total& before, VintageId newest, const Snapshot& snapshot) {
    for (const Part& part : before.parts) {
        if (part.answer == Answer::answered && is_older(part.last, newest, snapshot)) {
            return snapshot.edition_of(part.last)->published;
        }
    }
    return std::nullopt;
}

struct Case {
    const Subject& subject;
    const Total& before;
    Period period;
    Gone gone;
    std::optional<Day> base_published;
};

Statement write(const Rule& rule, const View& view, const Case& one) {
    Statement statement = statement_of(rule, one.subject.key, one.period);
    const Total* now = total_of(one.subject, one.period);
    statement.before = one.before.value;
    statement.before_period = one.before.period;
    statement.style = style_of(view.names, {&one.before});
    statement.base_published = one.base_published;
    if (now != nullptr && is_answered(*now)) {
        statement.value = now->value;
        view.evidences.add(statement.evidence, "now", *now);
    }
    statement.change = statement.value.value_or(0) - one.before.value;
    view.evidences.add(statement.evidence, "before", one.before);
    finish(statement,
           vanished({.what = view.names.what(one.subject.key),
                     .period = one.period,
                     .before_period = one.before.period,
                     .before = one.before.value,
                     .fell_to_zero = statement.value.has_value(),
                     .why = one.gone.why,
                     .style = statement.style}),
           rule,
           statement.base_published
               ? older_edition(*statement.base_published, dated(view.scene.source))
               : std::string());
    return statement;
}

std::vector<Statement> holds(const Rule& rule, const View& view) {
    std::vector<Statement> found;
    const auto subjects = select(rule.where, view.scene.subjects, view.scene.source);
    const std::set<Period> periods = periods_of(subjects);
    const Snapshot& snapshot = view.scene.snapshot;
    std::map<Period, VintageId> newest_by_period;
    for (const Subject* subject : subjects) {
        for (const Total& before : subject->totals) {
            if (!is_answered(before) || before.value < rule.min_base) {
                continue;
            }
            const auto period = next_of(periods, before.period);
            const Gone gone = period ? look(rule, view, *subject, *period) : Gone{};
            if (gone.is_gone) {
                auto newest = newest_by_period.find(*period);
                if (newest == newest_by_period.end()) {
                    newest =
                        newest_by_period.emplace(*period, newest_of(subjects, *period, snapshot))
                            .first;
                }
                found.push_back(write(rule,
                                      view,
                                      {*subject,
                                       before,
                                       *period,
                                       gone,
                                       older_edition_of(before, newest->second, snapshot)}));
            }
        }
    }
    return found;
}

std::string withdrawn(const Rule& /*rule*/,
                      const View& view,
                      const Statement& said,
                      const std::vector<Statement>& /*holding*/) {
    const Total* now = total_behind(view, said);
    return now != nullptr ? fmt::format("{}: {} now has a figure, {}",
                                        what_of(view, said),
                                        said.label,
                                        figure(now->value, style_of(view.names, {now})))
                          : fmt::format("{}: a figure for {} is no longer looked for",
                                        what_of(view, said),
                                        said.label);
}

bool could(const Rule& rule, const View& /*view*/, const Subject& subject, const Period& period) {
    return std::ranges::any_of(subject.totals, [&](const Total& before) {
        return before.period.end + std::chrono::days(1) == period.start && is_answered(before) &&
               frequency(before.period) == frequency(period) && before.value >= rule.min_base;
    });
}

} // namespace

const RuleWords coverage_rule{RuleKind::coverage, holds, restated_as_was, withdrawn, could};

} // namespace tidemark::alert

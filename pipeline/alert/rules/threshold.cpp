// threshold: a level that a figure lies above or below, said once for as long as it does: from the
// first period beyond the level until one is back at `clear` (without one at the level).
//
// A sum says whose answers it is, then and now, and a figure before it that only an older edition
// holds is named as such: the line stands, since it is about the level. Where the members missing
// from it could lift it back over a level that it lies below, the line is information.
#include "pipeline/alert/bound.hpp"
#include "pipeline/alert/compare.hpp"
#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/rules/rules.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::alert {
namespace {

// One level of the rule, looked at from below or from above.
struct Side {
    double level = 0;
    double clear = 0;
    bool above = true;

    [[nodiscard]] bool beyond(double value) const { return above ? value > level : value < level; }

    // Not yet back at `clear`; without one, still beyond the level.
    [[nodiscard]] bool lasts(double value) const {
        if (clear == level) {
            return beyond(value);
        }
        return above ? value >= clear : value <= clear;
    }

    [[nodiscard]] std::string name() const { return (above ? "above " : "below ") + plain(level); }
};

std::vector<Side> sides_of(const Rule& rule) {
    std::vector<Side> sides;
    for (const bool above : {true, false}) {
        if (const auto& level = above ? rule.above : rule.below) {
            sides.push_back({.level = level->value,
                             .clear = rule.clear ? rule.clear->value : level->value,
                             .above = above});
        }
    }
    return sides;
}

struct Spell {
    const Subject& subject;
    const std::vector<const Total*>& totals;
    std::size_t at; // its first period
};

// Why it may not lie beyond the level at all; empty when it does whatever was left out.
std::string doubt_of(const Side& side, const Spell& spell, const Style& style) {
    const Total& now = *spell.totals[spell.at];
    if (!side.beyond(side.above ? now.low : now.high)) {
        return fmt::format("{} lies between {} and {}, as some answers are given only as below a "
                           "number",
                           in_words(now.period),
                           figure(now.low, style),
                           figure(now.high, style));
    }
    if (side.above || !spell.subject.summed) {
        return {};
    }
    const Bound reach = bound(now, now, spell.totals);
    if (reach.never_seen == 0 && side.beyond(reach.most)) {
        return {};
    }
    return reach.never_seen > 0
               ? fmt::format(
                     "{} never answered, so {} is not known whole",
                     count_of(static_cast<std::size_t>(reach.never_seen), "member", "members"),
                     in_words(now.period))
               : fmt::format("with the largest answers of the {} missing it could be as high as {}",
                             reach.missing,
                             figure(reach.most, style));
}

Coverage coverage_of(const Total& now, const Total* before) {
    Coverage coverage{.now_members = now.members, .now_of = now.of};
    if (before != nullptr) {
        coverage.before_members = before->members;
        coverage.before_of = before->of;
        coverage.left_out = left_out(now, *before);
        for (const Part& part : now.parts) {
            const auto other = std::ranges::find(before->parts, part.code, &Part::code);
            coverage.matched += part.answer == Answer::answered && other != before->parts.end() &&
                                        other->answer == Answer::answered
                                    ? 1
                                    : 0;
        }
    }
    return coverage;
}

Statement write(const Rule& rule, const View& view, const Side& side, const Spell& spell) {
    const Total& now = *spell.totals[spell.at];
    const Total* before = spell.at > 0 ? spell.totals[spell.at - 1] : nullptr;
    Statement statement = statement_of(rule, spell.subject.key, now.period);
    statement.subject = side.name();
    statement.threshold = side.level;
    statement.value = now.value;
    statement.style = style_of(view.names, {&now});
    view.evidences.add(statement.evidence, "now", now);
    if (before != nullptr) {
        statement.before = before->value;
        statement.before_period = before->period;
        statement.change = now.value - before->value;
        statement.style = style_of(view.names, {&now, before});
        statement.base_published = compare(now, *before, true, view.scene.snapshot).older_edition;
        view.evidences.add(statement.evidence, "before", *before);
    }
    if (spell.subject.summed) {
        statement.coverage = coverage_of(now, before);
    }
    Wording wording = level({.what = view.names.what(spell.subject.key),
                             .noun = view.names.noun(spell.subject.member_dim),
                             .now = now,
                             .before = before,
                             .level = side.level,
                             .above = side.above,
                             .coverage = statement.coverage ? &*statement.coverage : nullptr,
                             .style = statement.style});
    statement.reason = doubt_of(side, spell, statement.style);
    std::string tail = statement.base_published
                           ? older_edition(*statement.base_published, dated(view.scene.source))
                           : std::string();
    if (!statement.reason.empty()) {
        statement.severity = Severity::info;
        tail += "; " + statement.reason;
    }
    finish(statement, std::move(wording), rule, tail);
    return statement;
}

void add_spells(std::vector<Statement>& found,
                const Rule& rule,
                const View& view,
                const Side& side,
                const Subject& subject,
                const std::vector<const Total*>& totals) {
    bool inside = false;
    for (std::size_t at = 0; at < totals.size(); ++at) {
        const double value = totals[at]->value;
        if (inside) {
            inside = side.lasts(value);
        }
        if (inside || !side.beyond(value) || !is_ready(rule, view, *totals[at])) {
            continue;
        }
        inside = true;
        found.push_back(write(rule, view, side, {subject, totals, at}));
    }
}

std::vector<Statement> holds(const Rule& rule, const View& view) {
    std::vector<Statement> found;
    const std::vector<Side> sides = sides_of(rule);
    for_each_run(rule, view, [&](const Subject& subject, const std::vector<const Total*>& totals) {
        for (const Side& side : sides) {
            add_spells(found, rule, view, side, subject, totals);
        }
    });
    return found;
}

std::string withdrawn(const Rule& /*rule*/,
                      const View& view,
                      const Statement& said,
                      const std::vector<Statement>& holding) {
    // Where the figure lies beyond the level still, an earlier spell has reached it: the nearest.
    // Else the next one.
    const bool above = said.subject.starts_with("above");
    const std::string where = fmt::format(
        "{} {}", above ? "above" : "below", limit(said.threshold.value_or(0), said.style));
    const Total* now = total_behind(view, said);
    const double level = said.threshold.value_or(0);
    const bool still = now != nullptr && (above ? now->value > level : now->value < level);
    auto next = holding.end();
    for (auto other = holding.begin(); other != holding.end(); ++other) {
        const bool same = other->series == said.series && other->subject == said.subject &&
                          other->id != said.id && other->period && said.period;
        const bool wanted = same && (*other->period < *said.period) == still;
        const bool nearer = next == holding.end() || (still ? *next->period < *other->period
                                                            : *other->period < *next->period);
        next = wanted && nearer ? other : next;
    }
    std::string text = prefix_of(view, said) + moved_value(view, said);
    if (next != holding.end()) {
        return text + fmt::format(", so it lay {} from {} on ({})", where, next->label, next->id);
    }
    if (still) {
        return text;
    }
    return text + ", so it does not lie " + where;
}

} // namespace

const RuleWords threshold_rule{RuleKind::threshold, holds, restated_as_was, withdrawn, has_figure};

} // namespace tidemark::alert

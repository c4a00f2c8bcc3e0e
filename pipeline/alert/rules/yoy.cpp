// yoy: a figure against the same months a year before, like for like.
//
// Fires on the change as the rule writes it (per cent or absolute). Below the base of 50 a count is
// printed instead of a percentage, but the rule is still heard: who wants silence sets min_base.
#include "pipeline/alert/compare.hpp"
#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/rules/rules.hpp"
#include "pipeline/alert/select.hpp"

#include <cmath>

namespace tidemark::alert {
namespace {

// Per cent or absolute, as the threshold is written; nothing where a percentage has no base.
std::optional<double> measured(const Threshold& threshold, double before, double now) {
    return threshold.percent ? percent_change(before, now) : std::optional(now - before);
}

bool fires(const Rule& rule, double before, double now) {
    if (before < rule.min_base || now < rule.min_base) {
        return false;
    }
    const auto rise = rule.above ? measured(*rule.above, before, now) : std::nullopt;
    const auto fall = rule.below ? measured(*rule.below, before, now) : std::nullopt;
    return (rise && *rise >= std::abs(rule.above->value)) ||
           (fall && *fall <= -std::abs(rule.below->value));
}

// With "<5" inside, the change must be there whatever the answers were.
bool fires_for_certain(const Rule& rule, const Comparison& c) {
    return fires(rule, c.before.high, c.now.low) && fires(rule, c.before.low, c.now.high);
}

void lower(Statement& statement, const Comparison& c, const Rule& rule) {
    if (c.older_edition) {
        statement.severity = Severity::info;
        statement.reason = "the base stands only in an older edition";
    } else if (!fires_for_certain(rule, c)) {
        statement.severity = Severity::info;
        statement.reason = "some answers are given only as below a number; with their least or "
                           "largest value the rule would not hold";
    }
}

void add_evidence(Statement& statement, const View& view, const Comparison& c) {
    for (const auto& [now, before] : c.matched) {
        view.evidences.add(statement.evidence, "now", *now);
        view.evidences.add(statement.evidence, "before", *before);
    }
}

struct Pair {
    const Subject& subject;
    const Total& now;
    const Total& before;
};

Statement write(const Rule& rule, const View& view, const Pair& pair, const Comparison& c) {
    Statement statement = statement_of(rule, pair.subject.key, pair.now.period);
    statement.value = c.now.value;
    statement.before = c.before.value;
    statement.before_period = pair.before.period;
    statement.change = c.now.value - c.before.value;
    if (!view.names.counts() || c.before.value >= small_base) {
        statement.change_percent = percent_change(c.before.value, c.now.value);
    }
    if (pair.subject.summed) {
        statement.coverage = c.coverage;
        if (view.names.counts() && c.coverage.unmatched_before < small_base) {
            statement.coverage->unmatched_percent.reset();
        }
        statement.drivers = drivers(c, rule.drivers);
    }
    add_evidence(statement, view, c);
    const std::string noun = view.names.noun(pair.subject.member_dim);
    Wording wording = year_on_year({.what = view.names.what(pair.subject.key),
                                    .noun = noun,
                                    .now_period = pair.now.period,
                                    .before_period = pair.before.period,
                                    .now = c.now,
                                    .before = c.before,
                                    .percent = statement.change_percent,
                                    .coverage = statement.coverage ? &*statement.coverage : nullptr,
                                    .matched = rule.matched});
    lower(statement, c, rule);
    finish(statement,
           std::move(wording),
           rule,
           c.older_edition ? older_edition(*c.older_edition) : std::string());
    return statement;
}

std::vector<Statement> holds(const Rule& rule, const View& view) {
    std::vector<Statement> found;
    for (const Subject* subject : select(rule.where, view.scene.subjects, view.scene.source)) {
        for (const Total& now : subject->totals) {
            const Total* before = total_of(*subject, year_before(now.period));
            if (before == nullptr || !is_ready(rule, view, now)) {
                continue;
            }
            const Comparison c = compare(now, *before, rule.matched, view.scene.snapshot);
            if (!c.matched.empty() && fires(rule, c.before.value, c.now.value)) {
                found.push_back(write(rule, view, {*subject, now, *before}, c));
            }
        }
    }
    return found;
}

// "; base as published ...", where only an older edition holds the base.
std::string base_tail(const View& view, const Statement& statement) {
    const Total* now = total_behind(view, statement);
    const Total* before =
        now != nullptr ? total_of(*view.find(statement.series), year_before(now->period)) : nullptr;
    const auto published = before != nullptr
                               ? compare(*now, *before, true, view.scene.snapshot).older_edition
                               : std::nullopt;
    return published ? older_edition(*published) : std::string();
}

std::string restated(const View& view, const Statement& now, const Statement& said) {
    std::string text = restated_change(what_of(view, now), noun_of(view, now), now, said);
    return text == now.text ? text : text + base_tail(view, now);
}

std::string withdrawn(const Rule& rule,
                      const View& view,
                      const Statement& said,
                      const std::vector<Statement>& /*holding*/) {
    const Subject* subject = view.find(said.series);
    const Total* now = total_behind(view, said);
    const Total* before = now != nullptr ? total_of(*subject, year_before(now->period)) : nullptr;
    std::optional<Statement> present;
    if (before != nullptr) {
        const Comparison c = compare(*now, *before, rule.matched, view.scene.snapshot);
        if (!c.matched.empty()) {
            present = write(rule, view, {*subject, *now, *before}, c);
        }
    }
    return withdrawn_change(what_of(view, said), noun_of(view, said), said, present);
}

} // namespace

const RuleWords yoy_rule{RuleKind::yoy, holds, restated, withdrawn};

} // namespace tidemark::alert

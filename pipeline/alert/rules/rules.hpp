// rules: what each kind of rule finds true of the figures. One file a kind, one line in the table
// of rules.cpp. Pure.
//
// A statement holds for every period for which the figures are there, old ones too: a late answer
// restates what was said of its year, and a revision of an old year makes or undoes what it makes
// or undoes. What is news among them is decided by states.hpp.
#pragma once

#include "pipeline/alert/sentences.hpp"
#include "pipeline/alert/view.hpp"
#include "pipeline/model/rule.hpp"
#include "pipeline/model/statement.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::alert {

struct RuleWords {
    RuleKind kind;
    // Every statement that holds, one for a series and period, with its identity.
    std::vector<Statement> (*holds)(const Rule& rule, const View& view);
    // The sentence, without its tail, of a statement whose printed figures changed.
    std::string (*restated)(const View& view, const Statement& now, const Statement& said);
    // The sentence, without its tail, of a statement that holds no more. `holding`: what the rule
    // finds true instead, to name a successor.
    std::string (*withdrawn)(const Rule& rule,
                             const View& view,
                             const Statement& said,
                             const std::vector<Statement>& holding);
    // Whether the rule could hold of this series and period at all: of how many a group speaks.
    bool (*could)(const Rule& rule, const View& view, const Subject& subject, const Period& period);
};

// It has a figure of a period that ends then.
[[nodiscard]] bool
has_figure(const Rule& rule, const View& view, const Subject& subject, const Period& period);

[[nodiscard]] const RuleWords& words_of(RuleKind kind);

extern const RuleWords yoy_rule;
extern const RuleWords rolling_rule;
extern const RuleWords milestone_rule;
extern const RuleWords record_rule;
extern const RuleWords cumulative_rule;
extern const RuleWords threshold_rule;
extern const RuleWords streak_rule;
extern const RuleWords coverage_rule;

// Whether as many have answered as the rule waits for, or the date they were due has passed.
[[nodiscard]] bool is_ready(const Rule& rule, const View& view, const Total& total);

// Gives the statement its sentence, the operator's own where the rule has one ({value} {period}
// {threshold} {before} {change}), `tail` after it, and its identity.
void finish(Statement& statement, Wording wording, const Rule& rule, std::string_view tail = {});

// restated: the sentence of now, and what had been said.
[[nodiscard]] std::string
restated_as_was(const View& view, const Statement& now, const Statement& said);

// Calls the work with each series that the rule is for and its answered totals of one frequency,
// oldest first, never none.
using Work = std::function<void(const Subject& subject, const std::vector<const Total*>& totals)>;
void for_each_run(const Rule& rule, const View& view, const Work& work);

// "forces" for a sum over a roster, "members" where nothing better is known.
[[nodiscard]] std::string noun_of(const View& view, const Statement& statement);

[[nodiscard]] std::string what_of(const View& view, const Statement& statement);

// "recorded ... in Kent: " where the source holds more than one series.
[[nodiscard]] std::string prefix_of(const View& view, const Statement& statement);

// The present total behind a statement said before; null when it is gone.
[[nodiscard]] const Total* total_behind(const View& view, const Statement& said);

// "2019/20 revised 10,391 to 9,950", or is now, or is no longer there.
[[nodiscard]] std::string moved_value(const View& view, const Statement& said);

} // namespace tidemark::alert

// milestone: a threshold crossed for the first time over all earlier periods known.
//
// A jump over several is one line, the furthest, naming the others. The earlier high is bounded by
// what its missing members could have added; beyond the bound the line is information.
#include "pipeline/alert/rules/peak.hpp"
#include "pipeline/alert/rules/rules.hpp"
#include "pipeline/alert/rules/thresholds.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::alert {
namespace {

Statement write(const Rule& rule,
                const View& view,
                const Subject& subject,
                const std::vector<const Total*>& totals,
                std::size_t at,
                const std::vector<double>& thresholds) {
    const Way way = rule.up ? Way::up : Way::down;
    const Before before = look_back(view.names, totals, at, way, thresholds.front());
    Statement statement = write_peak(rule, view, subject, *totals[at], before);
    statement.threshold = thresholds.front();
    statement.subject = plain(thresholds.front());
    Wording wording =
        milestone(peak_words(view, subject, *totals[at], before, way, statement.coverage),
                  thresholds,
                  totals.front()->period);
    finish(statement, std::move(wording), rule, doubt_tail(before));
    return statement;
}

void add_crossings(std::vector<Statement>& found,
                   const Rule& rule,
                   const View& view,
                   const Subject& subject,
                   const std::vector<const Total*>& totals) {
    double peak = totals.front()->value;
    for (std::size_t at = 1; at < totals.size(); ++at) {
        const double value = totals[at]->value;
        const auto thresholds = crossed(rule, peak, value, rule.up);
        if (!thresholds.empty() && is_ready(rule, view, *totals[at])) {
            found.push_back(write(rule, view, subject, totals, at, thresholds));
        }
        peak = rule.up ? std::max(peak, value) : std::min(peak, value);
    }
}

std::vector<Statement> holds(const Rule& rule, const View& view) {
    std::vector<Statement> found;
    for_each_run(rule, view, [&](const Subject& subject, const std::vector<const Total*>& totals) {
        add_crossings(found, rule, view, subject, totals);
    });
    return found;
}

// The crossing of the same series that took its place: of this threshold in another period, or of
// another threshold in this one.
const Statement* successor(const Statement& said, const std::vector<Statement>& holding) {
    const auto takes_over = [&](const Statement& other) {
        return other.series == said.series && other.id != said.id &&
               (other.threshold == said.threshold || other.period == said.period);
    };
    const auto found = std::ranges::find_if(holding, takes_over);
    return found == holding.end() ? nullptr : &*found;
}

std::string withdrawn(const Rule& rule,
                      const View& view,
                      const Statement& said,
                      const std::vector<Statement>& holding) {
    const std::string threshold = limit(said.threshold.value_or(0), said.style);
    std::string text = prefix_of(view, said) + moved_value(view, said);
    const Statement* next = successor(said, holding);
    if (next == nullptr) {
        const Total* now = total_behind(view, said);
        const double passed = said.threshold.value_or(0);
        const bool beyond = now != nullptr && (rule.up ? now->value > passed : now->value < passed);
        text +=
            fmt::format(", so {} is not passed{}", threshold, beyond ? " for the first time" : "");
    } else if (next->period == said.period) {
        text += fmt::format(", so the number passed is {} ({})",
                            limit(next->threshold.value_or(0), next->style),
                            next->id);
    } else {
        text +=
            fmt::format(", so {} was first passed in {} ({})", threshold, next->label, next->id);
    }
    return text;
}

} // namespace

const RuleWords milestone_rule{RuleKind::milestone, holds, restated_as_was, withdrawn, has_figure};

} // namespace tidemark::alert

// rolling: the last four quarters, twelve months or two halves as a year, against the year before
// it, like for like: a member answers a year when it answered every part of it.
#include "pipeline/alert/rules/change.hpp"
#include "pipeline/alert/rules/roll.hpp"

namespace tidemark::alert {
namespace {

void pairs(const Rule& /*rule*/, const View& view, const Subject& subject, const SidesWork& work) {
    for_each_year_apart(subject, rolling_years(subject, view.scene.snapshot), work);
}

std::vector<Statement> holds(const Rule& rule, const View& view) {
    return changes_that_hold(rule, view, pairs);
}

std::string withdrawn(const Rule& rule,
                      const View& view,
                      const Statement& said,
                      const std::vector<Statement>& /*holding*/) {
    return withdrawn_as_change(rule, view, said, pairs);
}

bool could(const Rule& rule, const View& view, const Subject& subject, const Period& period) {
    return can_change(rule, view, subject, period, pairs);
}

} // namespace

const RuleWords rolling_rule{RuleKind::rolling, holds, restated_as_change, withdrawn, could};

} // namespace tidemark::alert

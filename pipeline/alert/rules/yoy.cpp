// yoy: a figure against the same months a year before, like for like; with on = "part-year" the
// quarters or months of the year so far against the same of the year before.
#include "pipeline/alert/rules/change.hpp"
#include "pipeline/alert/rules/roll.hpp"
#include "pipeline/alert/select.hpp"

namespace tidemark::alert {
namespace {

void pairs_as_published(const Subject& subject, const SidesWork& work) {
    for (const Total& now : subject.totals) {
        if (const Total* before = total_of(subject, year_before(now.period))) {
            work({.subject = subject, .now = now, .before = *before});
        }
    }
}

void pairs(const Rule& rule, const View& view, const Subject& subject, const SidesWork& work) {
    if (rule.part_year == 0) {
        return pairs_as_published(subject, work);
    }
    const std::vector<Total> spans = years_so_far(subject, rule.part_year, view.scene.snapshot);
    for_each_year_apart(subject, spans, work);
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

const RuleWords yoy_rule{RuleKind::yoy, holds, restated_as_change, withdrawn, could};

} // namespace tidemark::alert

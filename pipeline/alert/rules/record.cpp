// record: the highest (lowest) figure since the first period known, of at least min_years figures.
#include "pipeline/alert/rules/peak.hpp"
#include "pipeline/alert/rules/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::alert {
namespace {

Statement write(const Rule& rule,
                const View& view,
                const Subject& subject,
                const std::vector<const Total*>& totals,
                std::size_t at) {
    const Way way = rule.high ? Way::up : Way::down;
    const Before before = look_back(view.names, totals, at, way, std::nullopt);
    Statement statement = write_peak(rule, view, subject, *totals[at], before);
    statement.subject = rule.high ? "high" : "low";
    Wording wording =
        record(peak_words(view, subject, *totals[at], before, way, statement.coverage),
               at + 1,
               totals.front()->period);
    finish(statement, std::move(wording), rule, doubt_tail(before));
    return statement;
}

void add_records(std::vector<Statement>& found,
                 const Rule& rule,
                 const View& view,
                 const Subject& subject,
                 const std::vector<const Total*>& totals) {
    double peak = totals.front()->value;
    for (std::size_t at = 1; at < totals.size(); ++at) {
        const double value = totals[at]->value;
        const bool beaten = rule.high ? value > peak : value < peak;
        const bool long_enough = static_cast<int>(at) + 1 >= rule.min_years;
        if (beaten && long_enough && is_ready(rule, view, *totals[at])) {
            found.push_back(write(rule, view, subject, totals, at));
        }
        peak = beaten ? value : peak;
    }
}

std::vector<Statement> holds(const Rule& rule, const View& view) {
    std::vector<Statement> found;
    for_each_run(rule, view, [&](const Subject& subject, const std::vector<const Total*>& totals) {
        add_records(found, rule, view, subject, totals);
    });
    return found;
}

std::string withdrawn(const Rule& rule,
                      const View& view,
                      const Statement& said,
                      const std::vector<Statement>& /*holding*/) {
    return fmt::format("{}{}, so it is not the {} since the first figure",
                       prefix_of(view, said),
                       moved_value(view, said),
                       rule.high ? "highest" : "lowest");
}

} // namespace

const RuleWords record_rule{RuleKind::record, holds, restated_as_was, withdrawn, has_figure};

} // namespace tidemark::alert

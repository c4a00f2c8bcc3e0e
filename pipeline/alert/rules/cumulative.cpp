// cumulative: the sum of the last n years against round numbers.
//
// Years alone are summed, not quarters or months a year apart. Needs every year. Where not all that
// were asked answered, the sum is a lower bound: "more than" may still be said, "at least" stands
// before it, and the evidence carries each year's answers.
#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/rules/rules.hpp"
#include "pipeline/alert/rules/thresholds.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::alert {
namespace {

struct Window {
    std::vector<const Total*> years; // oldest first
    double total = 0;
};

// The n years that end with this one; nothing when one is missing.
std::optional<Window> window(const Subject& subject, const Total& last, int years) {
    Window found{.years = {&last}, .total = last.low};
    for (int i = 1; i < years; ++i) {
        const Total* before = total_of(subject, year_before(found.years.front()->period));
        if (before == nullptr || !is_answered(*before)) {
            return std::nullopt;
        }
        found.years.insert(found.years.begin(), before);
        found.total += before->low;
    }
    return found;
}

const Total* shortest(const Window& sum) {
    const auto missing = [](const Total* year) { return year->of - year->members; };
    const Total* worst = *std::ranges::max_element(sum.years, {}, missing);
    return missing(worst) > 0 ? worst : nullptr;
}

Period span_of(const Window& sum) {
    return {sum.years.front()->period.start, sum.years.back()->period.end};
}

// Coverage of the newest and oldest year; every year's answers stand in the reason.
void add_coverage(Statement& statement, const Window& sum, const std::string& noun) {
    const Total& first = *sum.years.front();
    const Total& last = *sum.years.back();
    statement.coverage = Coverage{.now_members = last.members,
                                  .now_of = last.of,
                                  .before_members = first.members,
                                  .before_of = first.of};
    std::vector<std::string> years;
    for (const Total* year : sum.years) {
        years.push_back(fmt::format(
            "{} from {}", in_words(year->period), of_asked(year->members, year->of, noun)));
        for (const Part& part : year->parts) {
            if (part.answer != Answer::answered && part.answer != Answer::not_asked) {
                statement.coverage->left_out.push_back(
                    {part.code, part.name, reason_of(part, year->period)});
            }
        }
    }
    statement.reason = join(years, ", ");
}

Statement write(const Rule& rule,
                const View& view,
                const Subject& subject,
                const Window& sum,
                double threshold) {
    Statement statement = statement_of(rule, subject.key, span_of(sum));
    statement.label = fmt::format(
        "{} to {}", in_words(sum.years.front()->period), in_words(sum.years.back()->period));
    statement.value = sum.total;
    statement.threshold = threshold;
    statement.subject = plain(threshold);
    for (const Total* year : sum.years) {
        const Style style = style_of(view.names, {year});
        statement.style = {.decimals = std::max(statement.style.decimals, style.decimals),
                           .percent = style.percent};
        view.evidences.add(statement.evidence, "year " + in_words(year->period), *year);
    }
    const std::string noun = view.names.noun(subject.member_dim);
    if (subject.summed) {
        add_coverage(statement, sum, noun);
    }
    Wording wording = cumulative({.what = view.names.what(subject.key),
                                  .noun = noun,
                                  .span = span_of(sum),
                                  .first = sum.years.front()->period,
                                  .last = sum.years.back()->period,
                                  .years = rule.years,
                                  .total = sum.total,
                                  .threshold = threshold,
                                  .shortest = subject.summed ? shortest(sum) : nullptr,
                                  .style = statement.style});
    finish(statement, std::move(wording), rule);
    return statement;
}

std::vector<Statement> holds(const Rule& rule, const View& view) {
    std::vector<Statement> found;
    for_each_run(rule, view, [&](const Subject& subject, const std::vector<const Total*>& totals) {
        if (!is_year(totals.front()->period)) {
            return;
        }
        std::optional<double> highest;
        for (const Total* last : totals) {
            const auto sum = window(subject, *last, rule.years);
            if (!sum) {
                continue;
            }
            const auto thresholds = crossed(rule, highest, sum->total, true);
            if (!thresholds.empty() && is_ready(rule, view, *last)) {
                found.push_back(write(rule, view, subject, *sum, thresholds.front()));
            }
            highest = std::max(highest.value_or(sum->total), sum->total);
        }
    });
    return found;
}

bool is_whole(const Rule& rule, const View& view, const Statement& said) {
    const Subject* subject = view.find(said.series);
    return subject != nullptr && said.period &&
           std::ranges::any_of(subject->totals, [&](const Total& last) {
               return last.period.end == said.period->end && is_year(last.period) &&
                      is_answered(last) && window(*subject, last, rule.years);
           });
}

std::string withdrawn(const Rule& rule,
                      const View& view,
                      const Statement& said,
                      const std::vector<Statement>& holding) {
    const auto next = std::ranges::find_if(holding, [&](const Statement& other) {
        return other.series == said.series && other.period == said.period && other.id != said.id;
    });
    const std::string what =
        fmt::format("{} in {} years", what_of(view, said), several(rule.years));
    const std::string was = figure(said.value.value_or(0), said.style);
    if (next != holding.end()) {
        return fmt::format("{}: {} is now {}, was {}, so the number passed is {} ({})",
                           what,
                           said.label,
                           figure(next->value.value_or(0), next->style),
                           was,
                           limit(next->threshold.value_or(0), next->style),
                           next->id);
    }
    if (!is_whole(rule, view, said)) {
        return fmt::format("{}: {} can no longer be summed, as not every year has a figure, was {}",
                           what,
                           said.label,
                           was);
    }
    return fmt::format("{}: {} is no longer more than {} for the first time, was {}",
                       what,
                       said.label,
                       limit(said.threshold.value_or(0), said.style),
                       was);
}

} // namespace

const RuleWords cumulative_rule{
    RuleKind::cumulative, holds, restated_as_was, withdrawn, has_figure};

} // namespace tidemark::alert

// streak: so many rises (falls) in a row, period after period, like for like: over the members that
// answered every period of the row. A row that grows is said again for its newest period.
#include "pipeline/alert/compare.hpp"
#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/phrases.hpp"
#include "pipeline/alert/rules/rules.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <span>

namespace tidemark::alert {
namespace {

using Totals = std::span<const Total* const>; // oldest first

// The same members in every period of a row, and their sums.
struct Row {
    Totals totals;
    std::vector<std::string> members;            // codes
    std::vector<std::vector<const Part*>> parts; // by period, in the order of the members
    std::vector<Amount> sums;                    // by period
};

const Part* answer_of(const Total& total, const std::string& code) {
    const auto part = std::ranges::find(total.parts, code, &Part::code);
    return part != total.parts.end() && part->answer == Answer::answered ? &*part : nullptr;
}

Row row_of(Totals totals) {
    Row row{.totals = totals, .members = {}, .parts = {}, .sums = {}};
    for (const Part& part : totals.back()->parts) {
        const bool always = std::ranges::all_of(
            totals, [&](const Total* total) { return answer_of(*total, part.code) != nullptr; });
        if (always) {
            row.members.push_back(part.code);
        }
    }
    for (const Total* total : totals) {
        Amount sum;
        std::vector<const Part*> parts;
        for (const std::string& code : row.members) {
            const Part* part = answer_of(*total, code);
            parts.push_back(part);
            sum.value += part->value;
            sum.low += part->low;
            sum.high += part->high;
        }
        row.parts.push_back(std::move(parts));
        row.sums.push_back(sum);
    }
    return row;
}

// Each period follows the one before without a gap.
bool is_unbroken(Totals totals) {
    for (std::size_t i = 1; i < totals.size(); ++i) {
        if (totals[i - 1]->period.end + std::chrono::days(1) != totals[i]->period.start) {
            return false;
        }
    }
    return true;
}

bool moves_one_way(const Row& row, bool up, double least) {
    for (std::size_t i = 0; i < row.sums.size(); ++i) {
        if (row.sums[i].value < least) {
            return false;
        }
        const double step = i == 0 ? 0 : row.sums[i].value - row.sums[i - 1].value;
        if (i > 0 && !(up ? step > 0 : step < 0)) {
            return false;
        }
    }
    return !row.members.empty();
}

// Whatever "<5" stands for, and whatever rounding hid.
bool is_certain(const Row& row, bool up, double rounded) {
    for (std::size_t i = 1; i < row.sums.size(); ++i) {
        std::size_t cells = 0;
        for (const std::size_t side : {i - 1, i}) {
            for (const Part* part : row.parts[side]) {
                cells += part->figures.size();
            }
        }
        const double step =
            up ? row.sums[i].low - row.sums[i - 1].high : row.sums[i - 1].low - row.sums[i].high;
        if (step - static_cast<double>(cells) * rounded / 2 <= 0) {
            return false;
        }
    }
    return true;
}

// The day of the oldest figure that the edition of its newest does not hold.
std::optional<Day> older_edition_in(const Row& row, const Snapshot& snapshot) {
    std::optional<Day> oldest;
    for (std::size_t i = 0; i + 1 < row.parts.size(); ++i) {
        for (std::size_t member = 0; member < row.members.size(); ++member) {
            const VintageId then = row.parts[i][member]->last;
            if (is_older(then, row.parts.back()[member]->last, snapshot)) {
                const Day published = snapshot.edition_of(then)->published;
                oldest = oldest ? std::min(*oldest, published) : published;
            }
        }
    }
    return oldest;
}

// Whoever did not answer every period, with the first reason.
std::vector<LeftOut> left_out_of(const Row& row) {
    std::map<std::string, LeftOut> members;
    for (const Total* total : row.totals.first(row.totals.size() - 1)) {
        for (LeftOut& member : left_out(*row.totals.back(), *total)) {
            members.emplace(member.code, std::move(member));
        }
    }
    std::vector<LeftOut> all;
    all.reserve(members.size());
    for (auto& [code, member] : members) {
        all.push_back(std::move(member));
    }
    return all;
}

Coverage coverage_of(const Row& row) {
    const Total& now = *row.totals.back();
    const Total& first = *row.totals.front();
    return {.now_members = now.members,
            .now_of = now.of,
            .before_members = first.members,
            .before_of = first.of,
            .matched = static_cast<int>(row.members.size()),
            .left_out = left_out_of(row),
            .unmatched_now = now.value,
            .unmatched_before = first.value};
}

void lower(Statement& statement, const Row& row, const Rule& rule, const View& view) {
    const auto& rounded = view.scene.source.rounded;
    if (statement.base_published) {
        statement.reason = "an earlier figure stands only in an older edition";
    } else if (!is_certain(row, rule.up, rounded.value_or(0))) {
        statement.reason = rounded ? "a step is no larger than what rounding may have made"
                                   : "some answers are given only as below a number; with their "
                                     "least or largest value the row would be broken";
    }
    statement.severity = statement.reason.empty() ? statement.severity : Severity::info;
}

Statement write(const Rule& rule, const View& view, const Subject& subject, const Row& row) {
    const Total& now = *row.totals.back();
    const Total& first = *row.totals.front();
    Statement statement = statement_of(rule, subject.key, now.period);
    statement.subject = rule.up ? "rise" : "fall";
    statement.value = row.sums.back().value;
    statement.before = row.sums.front().value;
    statement.before_period = first.period;
    statement.change = *statement.value - *statement.before;
    statement.style.percent = view.names.percents();
    for (const Total* total : row.totals) {
        statement.style.decimals =
            std::max(statement.style.decimals, style_of(view.names, {total}).decimals);
    }
    statement.base_published = older_edition_in(row, view.scene.snapshot);
    if (subject.summed) {
        statement.coverage = coverage_of(row);
    }
    std::vector<Period> periods;
    for (std::size_t i = 0; i < row.totals.size(); ++i) {
        periods.push_back(row.totals[i]->period);
        for (const Part* part : row.parts[i]) {
            view.evidences.add(statement.evidence, in_words(periods.back()), *part);
        }
    }
    Wording wording = streak({.what = view.names.what(subject.key),
                              .noun = view.names.noun(subject.member_dim),
                              .periods = periods,
                              .sums = row.sums,
                              .up = rule.up,
                              .coverage = statement.coverage ? &*statement.coverage : nullptr,
                              .style = statement.style});
    lower(statement, row, rule, view);
    finish(statement,
           std::move(wording),
           rule,
           statement.base_published
               ? older_edition(*statement.base_published, dated(view.scene.source))
               : std::string());
    return statement;
}

// The longest row that ends with this period, of at least so many steps; or nothing.
std::optional<Row>
longest(const Rule& rule, const std::vector<const Total*>& totals, std::size_t last) {
    std::optional<Row> found;
    for (auto steps = static_cast<std::size_t>(rule.length); steps <= last; ++steps) {
        const Totals window(&totals[last - steps], steps + 1);
        if (!is_unbroken(window)) {
            break;
        }
        Row row = row_of(window);
        if (!moves_one_way(row, rule.up, rule.min_base)) {
            break;
        }
        found = std::move(row);
    }
    return found;
}

std::vector<Statement> holds(const Rule& rule, const View& view) {
    std::vector<Statement> found;
    for_each_run(rule, view, [&](const Subject& subject, const std::vector<const Total*>& totals) {
        for (std::size_t last = 0; last < totals.size(); ++last) {
            const auto row = longest(rule, totals, last);
            if (row && is_ready(rule, view, *totals[last])) {
                found.push_back(write(rule, view, subject, *row));
            }
        }
    });
    return found;
}

std::string withdrawn(const Rule& rule,
                      const View& view,
                      const Statement& said,
                      const std::vector<Statement>& /*holding*/) {
    // What was said is a sum over those who gave every figure: no total stands beside it.
    return fmt::format("{}{}, so it did not {} {} in a row",
                       prefix_of(view, said),
                       said.coverage ? "earlier figures of " + said.label + " changed"
                                     : moved_value(view, said),
                       rule.up ? "rise" : "fall",
                       so_often(rule.length));
}

} // namespace

const RuleWords streak_rule{RuleKind::streak, holds, restated_as_was, withdrawn, has_figure};

} // namespace tidemark::alert

#include "pipeline/alert/rules/rules.hpp"

#include "pipeline/alert/due.hpp"
#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace tidemark::alert {
namespace {

constexpr std::array table{&yoy_rule,
                           &rolling_rule,
                           &milestone_rule,
                           &record_rule,
                           &cumulative_rule,
                           &threshold_rule,
                           &streak_rule,
                           &coverage_rule};

bool is_past_due(const View& view, const Total& total) {
    const Source& source = view.scene.source;
    if (!source.due) {
        return false;
    }
    const auto expected = first_after(*source.due, total.period.end);
    return expected && local_day(view.scene.now, source.zone) > expected->deadline;
}

// Whether the publisher itself changed a figure of this period in this pass.
bool is_revised(const View& view, const Period& period) {
    return std::ranges::any_of(view.scene.loaded.changes.changes, [&](const Change& change) {
        return change.kind == Change::Kind::revised && change.period == period;
    });
}

} // namespace

const RuleWords& words_of(RuleKind kind) {
    const auto found =
        std::ranges::find_if(table, [&](const RuleWords* words) { return words->kind == kind; });
    if (found == table.end()) {
        throw std::logic_error("a kind of rule without a line in the table");
    }
    return **found;
}

bool is_ready(const Rule& rule, const View& view, const Total& total) {
    const bool enough = !rule.wait_for_members || total.members >= *rule.wait_for_members;
    const bool all = !rule.wait_for_roster || total.members >= total.of;
    return (enough && all) || is_past_due(view, total);
}

namespace {

std::string own_words(const Rule& rule, const Statement& statement) {
    const auto figure = [&](const std::optional<double>& value) {
        return value ? alert::figure(*value, statement.style) : std::string("n/a");
    };
    const std::string size = signed_change(statement);
    const std::string change = size.empty() ? figure(statement.change) : size;
    const std::array<std::pair<std::string_view, std::string>, 5> words{{
        {"{value}", figure(statement.value)},
        {"{period}", statement.label},
        {"{threshold}",
         statement.threshold ? limit(*statement.threshold, statement.style) : figure({})},
        {"{before}", figure(statement.before)},
        {"{change}", change},
    }};
    std::string text = rule.says;
    for (const auto& [name, value] : words) {
        for (std::size_t at = text.find(name); at != std::string::npos;
             at = text.find(name, at + value.size())) {
            text.replace(at, name.size(), value);
        }
    }
    return text;
}

} // namespace

void finish(Statement& statement, Wording wording, const Rule& rule, std::string_view tail) {
    statement.text = rule.says.empty() ? std::move(wording.text) : own_words(rule, statement);
    statement.text += tail;
    statement.printed = std::move(wording.printed);
    statement.id = identity(statement);
}

std::string restated_as_was(const View& view, const Statement& now, const Statement& said) {
    return now.text + was_clause(now, said, noun_of(view, now));
}

bool has_figure(const Rule& /*rule*/,
                const View& /*view*/,
                const Subject& subject,
                const Period& period) {
    return std::ranges::any_of(subject.totals, [&](const Total& total) {
        return total.period.end == period.end && is_answered(total);
    });
}

void for_each_run(const Rule& rule, const View& view, const Work& work) {
    for (const Subject* subject : select(rule.where, view.scene.subjects, view.scene.source)) {
        for (const auto& totals : by_frequency(*subject)) {
            work(*subject, totals);
        }
    }
}

std::string noun_of(const View& view, const Statement& statement) {
    const Subject* subject = view.find(statement.series);
    return subject != nullptr && !subject->member_dim.empty() ? view.names.noun(subject->member_dim)
                                                              : std::string("members");
}

std::string what_of(const View& view, const Statement& statement) {
    const auto key = parse_series(statement.series);
    return key ? view.names.what(*key) : view.names.measured();
}

std::string prefix_of(const View& view, const Statement& statement) {
    const auto key = parse_series(statement.series);
    return key && !key->dims.empty() ? view.names.what(*key) + ": " : std::string();
}

const Total* total_behind(const View& view, const Statement& said) {
    const Subject* subject = view.find(said.series);
    const Total* total =
        subject != nullptr && said.period ? total_of(*subject, *said.period) : nullptr;
    return total != nullptr && is_answered(*total) ? total : nullptr;
}

std::string moved_value(const View& view, const Statement& said) {
    const Total* now = total_behind(view, said);
    const auto key = parse_series(said.series);
    const std::string was = figure(said.value.value_or(0), said.style);
    if (now == nullptr && key && said.period &&
        break_of(view.scene.source, key->dims, *said.period) != nullptr) {
        return fmt::format("{} is left out of comparisons, was {}", said.label, was);
    }
    if (now == nullptr) {
        return fmt::format("{} no longer has a figure, was {}", said.label, was);
    }
    if (said.value == now->value) {
        return fmt::format("{} is {} as before", said.label, was);
    }
    return fmt::format("{} {} {} to {}",
                       said.label,
                       is_revised(view, now->period) ? "revised" : "went from",
                       was,
                       figure(now->value, style_of(view.names, {now})));
}

} // namespace tidemark::alert

#include "config/source/sections.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tidemark::config {

namespace {

std::optional<double> number_of(const Node& node) {
    if (node.kind == Node::Kind::integer) {
        return static_cast<double>(node.integer);
    }
    if (node.kind == Node::Kind::real && std::isfinite(node.real)) {
        return node.real;
    }
    return std::nullopt;
}

void read_steps(const Table& table, Rule& rule) {
    const auto steps = table.table("at", "rule.at");
    double every = 0;
    if (!steps->has("every") || !steps->has("from")) {
        table.complain("at", "'at' needs 'every' and 'from'");
    }
    if (steps->read("every", every)) {
        if (!(every > 0)) {
            steps->complain("every", "'every' must be greater than zero");
            return;
        }
        rule.every = every;
    }
    steps->read("from", rule.from);
}

// A number, a list of numbers, or { every, from }.
void read_at(const Table& table, Rule& rule) {
    const auto* const at = table.node("at");
    if (at == nullptr) {
        table.problems().add(table.place(),
                             fmt::format("a {} rule needs 'at'", to_text(rule.kind)),
                             "a number, a list of numbers, or { every = 1000, from = 30000 }");
        return;
    }
    if (at->kind == Node::Kind::table) {
        read_steps(table, rule);
        return;
    }
    const auto items = at->kind == Node::Kind::list ? at->items : std::vector<Node>{*at};
    for (const auto& item : items) {
        const auto number = number_of(item);
        if (!number) {
            table.problems().add(
                item.place,
                fmt::format("'at' must be a number, a list of numbers or {{ every, from }}, "
                            "found {}",
                            in_words(item.kind)));
            return;
        }
        if (std::find(rule.at.begin(), rule.at.end(), *number) != rule.at.end()) {
            table.problems().add(item.place, "this threshold stands twice in 'at'");
        }
        rule.at.push_back(*number);
    }
    if (items.empty()) {
        table.complain("at", "'at' is an empty list");
    }
    std::sort(rule.at.begin(), rule.at.end());
}

void read_milestone(const Table& table, Rule& rule) {
    read_at(table, rule);
    table.read_word("cross", rule.up, Choices<bool>{{"up", true}, {"down", false}});
}

void read_record(const Table& table, Rule& rule) {
    table.read_word("which", rule.high, Choices<bool>{{"high", true}, {"low", false}});
    table.read_count("min_years", rule.min_years, 2, 1000);
}

void read_cumulative(const Table& table, Rule& rule) {
    read_at(table, rule);
    table.read_count("years", rule.years, 2, 100);
}

} // namespace

void read_group_by(const Table& table, Rule& rule, const Scene& scene) {
    if (table.read("group_by", rule.group_by)) {
        for (const auto& dim : rule.group_by) {
            if (dim != "period") {
                scene.check_dim(dim, table.place_of("group_by"));
            }
        }
    }
}

void read_least(const Table& table, Rule& rule) {
    if (table.read("min_base", rule.min_base) && !(rule.min_base >= 0)) {
        table.complain("min_base", "'min_base' must not be negative");
    }
}

void read_rule_kind(const Table& table, Rule& rule, const Source& source, const Scene& scene) {
    switch (rule.kind) {
    case RuleKind::yoy:
    case RuleKind::rolling:
        return read_change(table, rule, source, scene);
    case RuleKind::milestone:
        return read_milestone(table, rule);
    case RuleKind::record:
        return read_record(table, rule);
    case RuleKind::cumulative:
        return read_cumulative(table, rule);
    case RuleKind::threshold:
        return read_level(table, rule, scene);
    case RuleKind::streak:
        return read_streak(table, rule, scene);
    case RuleKind::coverage:
        return read_coverage(table, rule, source, scene);
    }
}

} // namespace tidemark::config

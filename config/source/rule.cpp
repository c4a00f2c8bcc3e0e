#include "config/source/sections.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>

namespace tidemark::config {

namespace {

constexpr std::array kinds{RuleKind::yoy,
                           RuleKind::rolling,
                           RuleKind::milestone,
                           RuleKind::record,
                           RuleKind::cumulative,
                           RuleKind::threshold,
                           RuleKind::streak,
                           RuleKind::coverage};

// The design has them, this version does not.
constexpr std::array<std::string_view, 1> later_kinds{"revision"};

constexpr std::array<std::string_view, 5> placeholders{
    "value", "period", "threshold", "before", "change"};

// The kind, or nothing after a problem.
std::optional<RuleKind> read_kind(const Node& node, Problems& problems) {
    const auto* const entry = node.find("kind");
    if (entry != nullptr && entry->value.kind == Node::Kind::text) {
        for (const auto later : later_kinds) {
            if (entry->value.text == later) {
                problems.add(entry->value.place,
                             fmt::format("kind '{}' is not supported in this version", later),
                             "take the rule out for now");
                return std::nullopt;
            }
        }
    }
    std::vector<std::string> words;
    words.reserve(kinds.size());
    for (const auto kind : kinds) {
        words.emplace_back(to_text(kind));
    }
    const auto word = choice(node, "kind", words, problems);
    return word ? parse_rule_kind(*word) : std::nullopt;
}

void read_where(const Table& table, Rule& rule, const Scene& scene) {
    const auto where = table.table("for", "rule.for", scene.dims());
    std::set<std::string> named;
    if (where) {
        for (const auto& dim : scene.dims()) {
            std::string label;
            if (where->has(dim)) {
                named.insert(dim);
            }
            if (!where->read(dim, label)) {
                continue;
            }
            if (label == "*") {
                rule.where[dim] = label;
            } else if (auto code = scene.code(dim, label, where->place_of(dim))) {
                rule.where[dim] = *std::move(code);
            }
        }
    }
    scene.need_all_dims(named, table.place_of("for"), "'for'");
}

void read_wait(const Table& table, Rule& rule) {
    const auto wait = table.table("wait_for", "rule.wait_for");
    if (!wait) {
        return;
    }
    int members = 0;
    if (wait->read_count("members", members, 1, 1'000'000)) {
        rule.wait_for_members = members;
    }
    wait->read("roster", rule.wait_for_roster);
    if (!wait->has("members") && !wait->has("roster") && !wait->has("due")) {
        table.complain("wait_for", "'wait_for' needs 'members' or 'roster'");
    }
}

void read_says(const Table& table, Rule& rule) {
    if (!table.read("says", rule.says)) {
        return;
    }
    std::string_view rest = rule.says;
    while (true) {
        const auto open = rest.find_first_of("{}");
        if (open == std::string_view::npos) {
            return;
        }
        const auto close = rest.find('}', open);
        if (rest[open] == '}' || close == std::string_view::npos) {
            table.complain("says", "a bracket in 'says' has no partner");
            return;
        }
        const auto name = rest.substr(open + 1, close - open - 1);
        if (std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end()) {
            const std::vector<std::string> known(placeholders.begin(), placeholders.end());
            table.complain("says",
                           fmt::format("'says' cannot fill in '{{{}}}'", name),
                           "it knows " + one_of(known));
        }
        rest.remove_prefix(close + 1);
    }
}

bool is_year(PeriodForm form) {
    switch (form) {
    case PeriodForm::calendar_year:
    case PeriodForm::financial_year:
    case PeriodForm::academic_year:
    case PeriodForm::year_ending:
        return true;
    case PeriodForm::quarter:
    case PeriodForm::financial_quarter:
    case PeriodForm::half:
    case PeriodForm::financial_half:
    case PeriodForm::term:
    case PeriodForm::month:
    case PeriodForm::week:
    case PeriodForm::date:
    case PeriodForm::serial:
    case PeriodForm::span:
        return false;
    }
    return false;
}

// A sum of years needs a layout that reads years.
void check_years(const Table& table, const Rule& rule, const Source& source) {
    const DimRule* shorter = nullptr;
    for (const Layout& layout : source.recipe.layouts) {
        for (const DimRule& dim : layout.dims) {
            if (std::ranges::any_of(dim.parse.forms, is_year)) {
                return;
            }
            shorter = dim.is_period() ? &dim : shorter;
        }
    }
    if (rule.kind == RuleKind::cumulative && shorter != nullptr) {
        table.complain("kind",
                       fmt::format("a cumulative rule sums years, and the periods here are read as "
                                   "'{}'",
                                   to_text(shorter->parse.forms.front())));
    }
}

// Spans are put together from quarters, months or halves.
void check_shorter(const Table& table, const Rule& rule, const Source& source) {
    if (rule.kind != RuleKind::rolling && rule.part_year == 0) {
        return;
    }
    const DimRule* years = nullptr;
    for (const Layout& layout : source.recipe.layouts) {
        for (const DimRule& dim : layout.dims) {
            if (dim.is_period() && !std::ranges::all_of(dim.parse.forms, is_year)) {
                return;
            }
            years = dim.is_period() ? &dim : years;
        }
    }
    if (years != nullptr && !years->parse.forms.empty()) {
        const std::string key = rule.part_year == 0 ? "kind" : "on";
        table.complain(key,
                       fmt::format("'{}' puts quarters, months or halves together, and the periods "
                                   "here are read as '{}'",
                                   rule.part_year == 0 ? "rolling" : "part-year",
                                   to_text(years->parse.forms.front())));
    }
}

void read_rule(const Node& node,
               Source& source,
               const Scene& scene,
               std::map<std::string, Place>& ids) {
    const auto kind = read_kind(node, scene.problems());
    if (!kind) {
        return;
    }
    const Table table(node, {&section("rule"), &section("rule", to_text(*kind))}, scene.problems());
    Rule rule;
    rule.kind = *kind;
    rule.id = to_text(*kind);
    table.read_id("id", rule.id, Need::optional);
    const auto [first, fresh] = ids.emplace(rule.id, table.place());
    if (!fresh) {
        scene.problems().add(table.has("id") ? table.place_of("id") : table.place(),
                             fmt::format("two rules are called '{}'; the other stands in line {}",
                                         rule.id,
                                         first->second.line),
                             "give each an 'id' of its own");
    }
    read_where(table, rule, scene);
    table.read_word("severity",
                    rule.severity,
                    Choices<Severity>{{"info", Severity::info},
                                      {"notice", Severity::notice},
                                      {"warning", Severity::warning},
                                      {"error", Severity::error}});
    read_wait(table, rule);
    read_says(table, rule);
    read_rule_kind(table, rule, source, scene);
    check_years(table, rule, source);
    check_shorter(table, rule, source);
    source.rules.push_back(std::move(rule));
}

} // namespace

void read_rules(const Table& root, Source& source, const Scene& scene) {
    std::map<std::string, Place> ids;
    for (const auto* node : root.tables("rule")) {
        read_rule(*node, source, scene, ids);
    }
}

} // namespace tidemark::config

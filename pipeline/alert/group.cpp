#include "pipeline/alert/group.hpp"

#include "pipeline/alert/identity.hpp"
#include "pipeline/alert/phrases.hpp"
#include "pipeline/alert/rules/rules.hpp"
#include "pipeline/alert/select.hpp"
#include "pipeline/alert/sentences.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace tidemark::alert {
namespace {

constexpr std::size_t most_named = 5;
constexpr std::size_t most_changes = 3;

std::string size_of(const Threshold& threshold) {
    const double size = std::abs(threshold.value);
    return threshold.percent ? grouped(size) + '%' : grouped(size);
}

std::string levels_words(const Rule& rule) {
    std::vector<std::string> levels;
    if (rule.above) {
        levels.push_back("above " + grouped(rule.above->value));
    }
    if (rule.below) {
        levels.push_back("below " + grouped(rule.below->value));
    }
    return "came to lie " + join(levels, " or ");
}

std::string changes_words(const Rule& rule) {
    if (rule.above && rule.below && size_of(*rule.above) != size_of(*rule.below)) {
        return fmt::format(
            "rose by {} or fell by {} or more", size_of(*rule.above), size_of(*rule.below));
    }
    const Threshold threshold = rule.above ? *rule.above : rule.below.value_or(Threshold{});
    const std::string_view verb = rule.above && rule.below ? "changed"
                                  : rule.above             ? "rose"
                                                           : "fell";
    return fmt::format("{} by {} or more", verb, size_of(threshold));
}

std::string moved_words(const Rule& rule) {
    switch (rule.kind) {
    case RuleKind::yoy:
    case RuleKind::rolling:
        return changes_words(rule);
    case RuleKind::milestone:
        return "passed a number for the first time";
    case RuleKind::record:
        return rule.high ? "reached a new high" : "fell to a new low";
    case RuleKind::cumulative:
        return fmt::format("passed a number over {} years", several(rule.years));
    case RuleKind::threshold:
        return levels_words(rule);
    case RuleKind::streak:
        return fmt::format("{} {} in a row", rule.up ? "rose" : "fell", so_often(rule.length));
    case RuleKind::coverage:
        return "had a figure before and have none, or 0,";
    }
    return {};
}

bool is_on_the_year(const Rule& rule) {
    return rule.kind == RuleKind::yoy || rule.kind == RuleKind::rolling;
}

// Members that stand by `clear` alone, and the oldest edition that the base of some is known from.
std::string tail_of(const Rule& rule, const View& view, const std::vector<Statement>& members) {
    const auto weak = std::ranges::count_if(members, &Statement::only_stands);
    std::string tail;
    if (weak > 0 && rule.clear) {
        tail = fmt::format(
            "; {} of them now by less, but not by less than {}", weak, size_of(*rule.clear));
    }
    std::optional<Day> oldest;
    std::size_t old = 0;
    for (const Statement& member : members) {
        if (member.base_published) {
            oldest = oldest ? std::min(*oldest, *member.base_published) : member.base_published;
            ++old;
        }
    }
    if (oldest) {
        tail += older_edition(*oldest,
                              dated(view.scene.source),
                              old < members.size() ? std::optional(old) : std::nullopt);
    }
    return tail;
}

Dims shared_dims(const Rule& rule, const SeriesKey& key) {
    Dims dims;
    for (const std::string& name : rule.group_by) {
        if (const auto found = key.dims.find(name); found != key.dims.end()) {
            dims.insert(*found);
        }
    }
    return dims;
}

// The dimension that tells the members apart gives them their noun; where several do, a member is
// none of their codes but a series.
std::string noun_for(const Rule& rule, const View& view) {
    std::vector<std::string> apart;
    for (const auto& [dim, code] : rule.where) {
        if (code == "*" && std::ranges::find(rule.group_by, dim) == rule.group_by.end()) {
            apart.push_back(dim);
        }
    }
    return apart.size() == 1 ? view.names.noun(apart.front()) : "series";
}

// Series that could have been members: with what the rule needs to hold of them.
std::size_t
candidates(const Rule& rule, const View& view, const Dims& shared, const Period& period) {
    const auto subjects = select(rule.where, view.scene.subjects, view.scene.source);
    return static_cast<std::size_t>(std::ranges::count_if(subjects, [&](const Subject* subject) {
        return shared_dims(rule, subject->key) == shared &&
               words_of(rule.kind).could(rule, view, *subject, period);
    }));
}

Statement
write(const Rule& rule, const View& view, const SeriesKey& shared, std::vector<Statement> members) {
    std::ranges::stable_sort(members, is_stronger);
    const Statement& first = members.front();
    Statement group = statement_of(rule, shared, *first.period);
    group.kind = "group";
    group.subject = join(rule.group_by, ",");
    group.label = first.label;
    group.before_period = first.before_period;
    group.severity = first.severity;
    Gathered words{.measured = view.names.what(shared),
                   .noun = noun_for(rule, view),
                   .moved = moved_words(rule),
                   .when = group.label,
                   .members = members.size(),
                   .of = candidates(rule, view, shared.dims, *group.period)};
    if (is_on_the_year(rule) && group.before_period) {
        words.when += " on " + in_words(*group.before_period);
    }
    for (std::size_t i = 0; i < std::min(members.size(), most_named); ++i) {
        words.largest.push_back(in_short(view, members[i]));
    }
    Wording wording = gathered(words);
    group.text = std::move(wording.text) + tail_of(rule, view, members);
    group.value = static_cast<double>(members.size());
    std::ranges::sort(members, {}, &Statement::id);
    for (const Statement& member : members) {
        group.printed.push_back(member.id + ' ' + join(member.printed, " "));
    }
    group.members = std::move(members);
    group.id = identity(group);
    return group;
}

const Statement* find(const std::vector<Statement>& members, const std::string& id) {
    const auto found = std::ranges::find(members, id, &Statement::id);
    return found == members.end() ? nullptr : &*found;
}

std::string name_of(const View& view, const Statement& statement) {
    const auto key = parse_series(statement.series);
    return key ? view.names.member(*key) : statement.series;
}

bool is_change(const Statement& statement) {
    return statement.kind == "yoy" || statement.kind == "rolling";
}

std::string figures_of(const Statement& member) {
    const std::string size = is_change(member) ? signed_change(member) : std::string();
    return size.empty() ? figure(member.value.value_or(0), member.style) : size;
}

} // namespace

bool is_stronger(const Statement& a, const Statement& b) {
    if (a.severity != b.severity) {
        return a.severity > b.severity;
    }
    const double size_a = std::abs(a.change_percent.value_or(0));
    const double size_b = std::abs(b.change_percent.value_or(0));
    if (size_a != size_b) {
        return size_a > size_b;
    }
    return std::abs(a.change.value_or(0)) > std::abs(b.change.value_or(0));
}

std::string in_short(const View& view, const Statement& statement) {
    const std::string name = name_of(view, statement);
    const std::string value = figure(statement.value.value_or(0), statement.style);
    const std::string before = figure(statement.before.value_or(0), statement.style);
    if (is_change(statement)) {
        const std::string size = signed_change(statement);
        if (statement.our_percent) {
            return fmt::format("{} {} (to {}, the publisher's own figure)", name, size, value);
        }
        const std::string from_to = before + " to " + value;
        return size.empty() ? fmt::format("{} from {}", name, from_to)
                            : fmt::format("{} {} ({})", name, size, from_to);
    }
    if (statement.kind == "coverage") {
        return fmt::format("{} ({} before)", name, before);
    }
    return fmt::format("{} {}", name, value);
}

std::vector<Statement>
gather(const Rule& rule, const View& view, const std::vector<Statement>& members) {
    std::map<std::pair<Period, Dims>, std::vector<Statement>> sorted;
    for (const Statement& member : members) {
        if (const auto key = parse_series(member.series); key && member.period) {
            sorted[{*member.period, shared_dims(rule, *key)}].push_back(member);
        }
    }
    std::vector<Statement> groups;
    groups.reserve(sorted.size());
    for (auto& [by, together] : sorted) {
        groups.push_back(write(rule, view, {view.scene.source.id, by.second}, std::move(together)));
    }
    return groups;
}

std::string restated_group(const View& view, const Statement& now, const Statement& said) {
    std::vector<std::string> moved;
    std::vector<std::string> added;
    std::vector<std::string> gone;
    for (const Statement& member : now.members) {
        const Statement* was = find(said.members, member.id);
        if (was == nullptr) {
            added.push_back(name_of(view, member));
        } else if (was->printed != member.printed) {
            moved.push_back(in_short(view, member) + ", was " + figures_of(*was));
        }
    }
    for (const Statement& member : said.members) {
        if (find(now.members, member.id) == nullptr) {
            gone.push_back(name_of(view, member));
        }
    }
    std::string text = fmt::format("{}; was {}", now.text, said.members.size());
    for (const auto& [names, word] :
         {std::pair(&moved, "now "), std::pair(&added, "added "), std::pair(&gone, "no longer ")}) {
        if (!names->empty()) {
            text += "; " + std::string(word) + some(*names, most_changes);
        }
    }
    return text;
}

std::string withdrawn_group(const View& view, const Statement& said) {
    const auto key = parse_series(said.series);
    return fmt::format("{}: no member of the line for {} stands any more, was {}",
                       key ? view.names.what(*key) : view.names.measured(),
                       said.label,
                       said.members.size());
}

} // namespace tidemark::alert

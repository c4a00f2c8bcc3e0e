#include "pipeline/alert/identity.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace tidemark::alert {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 8> letters{{
    {"group", 'g'},
    {"baseline", 'b'},
    {"arrived", 'v'},
    {"revised", 'v'},
    {"reread", 'v'},
    {"held", 'h'},
    {"overdue", 'o'},
    {"failed", 'f'},
}};

char letter(std::string_view kind) {
    for (const auto& [name, first] : letters) {
        if (name == kind) {
            return first;
        }
    }
    return 'a';
}

std::string written(const std::optional<Threshold>& threshold) {
    return threshold ? plain(threshold->value) + (threshold->percent ? "%" : "") : "none";
}

// Until when the rule says nothing. The due date ends the waiting.
std::string waiting(const Rule& rule, const Source& source) {
    if (!rule.wait_for_members && !rule.wait_for_roster) {
        return {};
    }
    std::string text = "\nwait " + std::to_string(rule.wait_for_members.value_or(0));
    text += rule.wait_for_roster ? " roster" : "";
    if (source.due) {
        text += " due " + join(source.due->each, ",") + ' ' +
                std::to_string(source.due->grace_days) +
                (source.due->working_days ? " working days" : " days");
    }
    return text;
}

// What later versions brought: not a word where it is not asked for, so that rules stay known.
std::string added(const Rule& rule) {
    std::string text;
    if (rule.clear) {
        text += "\nclear " + written(rule.clear);
    }
    if (rule.interval) {
        text += "\ninterval " + plain(*rule.interval);
    }
    if (rule.false_discovery) {
        text += "\nfalse discovery " + plain(*rule.false_discovery);
    }
    if (rule.part_year != 0) {
        text += "\npart-year " + std::to_string(rule.part_year);
    }
    if (rule.on) {
        text += "\non " + std::to_string(static_cast<int>(*rule.on));
    }
    for (const auto& [dim, code] : rule.publisher_change) {
        text += fmt::format("\npublisher's change {}={}", dim, code);
    }
    if (rule.kind == RuleKind::streak) {
        text += "\nlength " + std::to_string(rule.length);
    }
    return text;
}

} // namespace

std::string identity(const Statement& statement) {
    const std::string period =
        statement.period ? day_text(statement.period->start) + '/' + day_text(statement.period->end)
                         : std::string();
    // The kinds of a source's own lines share one letter: the kind tells them apart.
    const char first = letter(statement.kind);
    const std::string& rule = first == 'a' || first == 'g' ? statement.rule : statement.kind;
    return first +
           short_digest(statement.source, rule, statement.subject, statement.series, period);
}

std::string digest(const Rule& rule, const Source& source) {
    std::string text = rule.id + '\n' + std::string(to_text(rule.kind));
    for (const auto& [dim, code] : rule.where) {
        text += fmt::format("\n{}={}", dim, code);
    }
    text += '\n' + written(rule.above) + '\n' + written(rule.below) + '\n' + plain(rule.min_base);
    text += rule.matched ? "\nmatched" : "\nall";
    text += '\n' + join(rule.group_by, ",");
    for (const double threshold : rule.at) {
        text += "\nat " + plain(threshold);
    }
    text += rule.every ? "\nevery " + plain(*rule.every) + " from " + plain(rule.from) : "";
    text += rule.up ? "\nup" : "\ndown";
    text += rule.high ? "\nhigh" : "\nlow";
    text += '\n' + std::to_string(rule.years) + '\n' + std::to_string(rule.min_years);
    text += added(rule) + waiting(rule, source);
    return short_digest(source.id, text);
}

Statement statement_of(const Rule& rule, const SeriesKey& series, const Period& period) {
    Statement statement;
    statement.source = series.source;
    statement.rule = rule.id;
    statement.kind = to_text(rule.kind);
    statement.series = to_text(series);
    statement.period = period;
    statement.label = in_words(period);
    statement.severity = rule.severity;
    return statement;
}

} // namespace tidemark::alert

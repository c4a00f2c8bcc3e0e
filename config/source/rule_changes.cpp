// The keys of rules about changes, levels, rows of rises and members that are gone.
#include "config/source/sections.hpp"
#include "config/values.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tidemark::config {

namespace {

enum class Way { rise, fall };

void read_threshold(const Table& table,
                    std::string_view key,
                    Way way,
                    std::optional<Threshold>& to) {
    std::string text;
    if (!table.read(key, text)) {
        return;
    }
    const auto threshold = parse_threshold(text);
    if (!threshold) {
        table.complain(key,
                       fmt::format("'{}' must be a change such as \"{}\" or \"{}\", found '{}'",
                                   key,
                                   way == Way::rise ? "+10%" : "-5%",
                                   way == Way::rise ? "+500" : "-500",
                                   text));
        return;
    }
    if (way == Way::rise ? threshold->value < 0 : threshold->value >= 0) {
        table.complain(key,
                       way == Way::rise
                           ? fmt::format("'{}' is a rise and cannot be '{}'", key, text)
                           : fmt::format("'{}' is a fall: write a minus sign, as in \"-5%\"", key));
        return;
    }
    to = threshold;
}

// Where what was said ends: a smaller change, written as 'above' is, else as 'below' is.
void read_clear(const Table& table, Rule& rule) {
    read_threshold(table, "clear", rule.above ? Way::rise : Way::fall, rule.clear);
    for (const auto& [key, bar] : {std::pair{"above", rule.above}, {"below", rule.below}}) {
        if (!rule.clear || !bar) {
            continue;
        }
        if (rule.clear->percent != bar->percent) {
            table.complain(
                "clear", fmt::format("'clear' and '{}' must both be percentages, or neither", key));
            return;
        }
        if (std::abs(rule.clear->value) > std::abs(bar->value)) {
            table.complain("clear",
                           fmt::format("'clear' must not be a larger change than '{}'", key));
            return;
        }
    }
}

bool counts(const Source& source) {
    return source.unit.empty() || source.unit == "count";
}

void read_chance(const Table& table, Rule& rule, const Source& source) {
    const auto read = [&](std::string_view key, double least, double most, auto& to) {
        double number = 0;
        if (!table.read(key, number)) {
            return;
        }
        if (!(number >= least && number <= most)) {
            table.complain(key, fmt::format("'{}' must be from {} to {}", key, least, most));
        } else if (!counts(source)) {
            table.complain(
                key,
                fmt::format("'{}' is for counts, and the unit here is '{}'", key, source.unit));
        } else {
            to = number;
        }
    };
    read("interval", 0.5, 0.999, rule.interval);
    read("false_discovery", 0.001, 0.5, rule.false_discovery);
    const bool many =
        std::ranges::any_of(rule.where, [](const auto& dim) { return dim.second == "*"; });
    if (rule.false_discovery && !many) {
        table.complain("false_discovery",
                       "'false_discovery' is for a rule over many series",
                       "write \"*\" for a dimension in 'for'");
    }
}

// The month in which the year begins: of financial periods as the source says, else January.
unsigned first_month(const Source& source) {
    constexpr unsigned april = 4;
    for (const Layout& layout : source.recipe.layouts) {
        for (const DimRule& dim : layout.dims) {
            const auto is_financial = [](PeriodForm form) {
                return form == PeriodForm::financial_quarter ||
                       form == PeriodForm::financial_half || form == PeriodForm::financial_year;
            };
            if (dim.is_period() && std::ranges::any_of(dim.parse.forms, is_financial)) {
                return dim.parse.year_from ? static_cast<unsigned>(dim.parse.year_from->month())
                                           : april;
            }
        }
    }
    return 1;
}

void read_on(const Table& table, Rule& rule, const Source& source) {
    std::string on;
    if (!table.read("on", on)) {
        return;
    }
    if (on == "part-year") {
        rule.part_year = first_month(source);
        return;
    }
    const auto roll = std::ranges::find(source.rolls, on, &Roll::id);
    if (roll != source.rolls.end()) {
        rule.on = roll->to;
        return;
    }
    std::vector<std::string> known{"part-year"};
    std::ranges::transform(source.rolls, std::back_inserter(known), &Roll::id);
    table.complain("on",
                   fmt::format("'on' must be \"part-year\" or the id of a [[derive]] with 'roll', "
                               "found '{}'",
                               on),
                   "there are " + join(known, ", "));
}

// The dimensions in which the publisher's own change has another code than the rule's series.
void read_publisher_change(const Table& table, Rule& rule, const Scene& scene) {
    const auto change = table.table("publisher_change", "rule.publisher_change", scene.dims());
    for (const auto& dim : change ? scene.dims() : std::vector<std::string>{}) {
        std::string label;
        if (change->read(dim, label)) {
            if (auto code = scene.code(dim, label, change->place_of(dim))) {
                rule.publisher_change[dim] = *std::move(code);
            }
        }
    }
    const bool same = change && std::ranges::all_of(rule.publisher_change, [&](const auto& dim) {
                          const auto own = rule.where.find(dim.first);
                          return own != rule.where.end() && own->second == dim.second;
                      });
    if (same) {
        table.complain("publisher_change",
                       "'publisher_change' names another series than 'for' does",
                       "such as publisher_change = { figure = \"change\" }");
    }
}

void read_number(const Table& table, std::string_view key, std::optional<Threshold>& to) {
    double number = 0;
    if (table.read(key, number)) {
        to = Threshold{.value = number, .percent = false};
    }
}

} // namespace

void read_change(const Table& table, Rule& rule, const Source& source, const Scene& scene) {
    read_threshold(table, "above", Way::rise, rule.above);
    read_threshold(table, "below", Way::fall, rule.below);
    if (!table.has("above") && !table.has("below")) {
        table.problems().add(
            table.place(),
            fmt::format("a {} rule needs 'above', 'below' or both", to_text(rule.kind)),
            "such as above = \"+10%\"");
    }
    read_clear(table, rule);
    read_least(table, rule);
    read_chance(table, rule, source);
    table.read_word("compare", rule.matched, Choices<bool>{{"matched", true}, {"all", false}});
    table.read_count("drivers", rule.drivers, 0, 100);
    if (rule.kind == RuleKind::yoy) {
        read_on(table, rule, source);
        read_publisher_change(table, rule, scene);
    }
    read_group_by(table, rule, scene);
}

void read_level(const Table& table, Rule& rule, const Scene& scene) {
    read_number(table, "above", rule.above);
    read_number(table, "below", rule.below);
    read_number(table, "clear", rule.clear);
    if (!table.has("above") && !table.has("below")) {
        table.problems().add(table.place(),
                             "a threshold rule needs 'above', 'below' or both",
                             "such as above = 500");
    }
    if (rule.above && rule.below && !(rule.below->value < rule.above->value)) {
        table.complain("below", "'below' must be less than 'above'");
    }
    if (rule.clear && rule.above && rule.below) {
        table.complain("clear",
                       "'clear' is for one level, and the rule has two",
                       "write two rules, each with an 'id'");
    } else if (rule.clear && rule.above && rule.clear->value > rule.above->value) {
        table.complain("clear", "'clear' must not lie above 'above'");
    } else if (rule.clear && rule.below && rule.clear->value < rule.below->value) {
        table.complain("clear", "'clear' must not lie below 'below'");
    }
    read_group_by(table, rule, scene);
}

void read_streak(const Table& table, Rule& rule, const Scene& scene) {
    table.read_count("length", rule.length, 2, 100);
    table.read_word("which", rule.up, Choices<bool>{{"rise", true}, {"fall", false}});
    read_least(table, rule);
    read_group_by(table, rule, scene);
}

void read_coverage(const Table& table, Rule& rule, const Source& source, const Scene& scene) {
    constexpr double suspicious = 20; // who fell to 0 from less may have had none
    rule.min_base = suspicious;
    read_least(table, rule);
    read_group_by(table, rule, scene);
    for (const auto& [dim, code] : rule.where) {
        for (const Derive& derive : source.derives) {
            if (derive.dim == dim && derive.id == code && !derive.roster.empty()) {
                table.complain("for",
                               fmt::format("a coverage rule looks at members one by one, and '{}' "
                                           "is a sum over them",
                                           code),
                               fmt::format("write {} = \"*\"", dim));
            }
        }
    }
}

} // namespace tidemark::config

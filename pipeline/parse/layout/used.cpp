#include "pipeline/parse/layout/used.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace tidemark::parse {
namespace {

using Choice = Used::Choice;

void hold_one(const Pattern& pattern,
              const char* key,
              const char* line,
              bool used,
              bool may_miss,
              Holds& holds) {
    if (pattern.empty() || pattern.text() == "^$" || used || may_miss) {
        return;
    }
    holds.add(
        {.code = fmt::format("layout.{}", key),
         .expected =
             fmt::format("a {} that {} = {{ {} = '{}' }} matches", line, key, line, pattern.text()),
         .found = "none",
         .next = fmt::format("mend it, or say {} = {{ ..., unmatched = \"allow\" }} where not "
                             "every file has one",
                             key)});
}

// "bold = true", "text = '^Region'".
std::string look_text(const LooksRule& looks) {
    std::string text = looks.text.empty() ? "" : fmt::format(", text = '{}'", looks.text.text());
    text += looks.bold ? fmt::format(", bold = {}", *looks.bold) : "";
    text += looks.indent ? fmt::format(", indent = {}", *looks.indent) : "";
    text += looks.filled ? fmt::format(", filled = {}", *looks.filled) : "";
    return text.empty() ? text : text.substr(2);
}

// Heads that lost their look all at once leave the next dim alone with every label.
void hold_lost_looks(const Layout& layout, const Used& used, Holds& holds) {
    for (std::size_t i = 0; i < layout.dims.size(); ++i) {
        const auto* from = std::get_if<FromDirection>(&layout.dims[i].from);
        if (from == nullptr || !from->where || from->where->may_miss || used.looks.contains(i)) {
            continue;
        }
        const std::string look = look_text(*from->where);
        holds.add({.code = "layout.where",
                   .expected = fmt::format(
                       "a label of '{}' that where = {{ {} }} finds", layout.dims[i].name, look),
                   .found = "none",
                   .next =
                       "see how labels look with 'tidemark cells --json' and mend where, or say "
                       "where = { ..., unmatched = \"allow\" } where not every file has one"});
    }
}

std::string choice_text(const Layout& layout, Choice choice) {
    const auto written = [](const char* key, const char* line, const Pattern& pattern) {
        return fmt::format("{} = {{ {} = '{}' }}", key, line, pattern.text());
    };
    switch (choice) {
    case Choice::skip_row:
        return written("skip", "row", layout.skip_row);
    case Choice::skip_where:
        return "skip = { where = ... }";
    case Choice::skip_upper:
        return written("skip", "upper", layout.skip_upper);
    case Choice::skip_lower:
        return written("skip", "lower", layout.skip_lower);
    case Choice::keep_row:
        return written("keep", "row", layout.keep_row);
    case Choice::skip_column:
        return written("skip", "column", layout.skip_column);
    case Choice::keep_column:
        return written("keep", "column", layout.keep_column);
    }
    return {};
}

std::string_view line_text(Choice choice, bool labelled) {
    const bool column = choice == Choice::skip_column || choice == Choice::keep_column;
    if (labelled) {
        return column ? "column" : "row";
    }
    return column ? "column without a head" : "row without a label";
}

} // namespace

void tell_skipped(const Layout& layout, const Used& used, std::vector<SkippedLines>& all) {
    for (std::size_t i = 0; i < Used::choices; ++i) {
        for (const bool labelled : {true, false}) {
            const std::uint64_t count = used.left_out.at(i).at(labelled ? 1 : 0);
            if (count == 0) {
                continue;
            }
            const auto choice = static_cast<Choice>(i);
            SkippedLines lines{.choice = choice_text(layout, choice),
                               .what = std::string(line_text(choice, labelled))};
            const auto known = std::ranges::find_if(all, [&](const SkippedLines& other) {
                return other.choice == lines.choice && other.what == lines.what;
            });
            auto& told = known == all.end() ? all.emplace_back(std::move(lines)) : *known;
            told.count += count;
        }
    }
}

void hold_unused(const Layout& layout, const Used& used, Holds& holds) {
    if (used.form) {
        return;
    }
    hold_lost_looks(layout, used, holds);
    hold_one(layout.stop_row, "stop", "row", used.stop, layout.stop_may_miss, holds);
    hold_one(layout.skip_row, "skip", "row", used.skip_row, layout.skip_may_miss, holds);
    if (!layout.skip_where.empty() && !used.skip_where && !layout.skip_may_miss) {
        holds.add(
            {.code = "layout.skip",
             .expected = fmt::format("a row that skip = {{ where = {{ \"{}\" = '{}', ... }} }} "
                                     "matches",
                                     layout.skip_where.begin()->first,
                                     layout.skip_where.begin()->second.text()),
             .found = "none",
             .next = "mend it, or say skip = { ..., unmatched = \"allow\" } where not every "
                     "file has one"});
    }
    if (layout.kind == Layout::Kind::grid) {
        hold_one(
            layout.skip_column, "skip", "column", used.skip_column, layout.skip_may_miss, holds);
    }
}

} // namespace tidemark::parse

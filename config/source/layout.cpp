#include "config/source/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tidemark::config {

namespace {

void read_when(const Table& table, Layout& layout) {
    const auto when = table.table("when", "layout.when");
    if (!when) {
        return;
    }
    when->read("anchor", layout.when_anchor);
    when->read("and_not", layout.when_not);
    when->read("file", layout.when_file);
    if (!when->has("anchor") && !when->has("file")) {
        table.complain("when", "'when' needs 'anchor' or 'file'");
    }
}

// { outcome = '^$', crime = '^Anti-social' }: rows in which all of these match.
void read_skip_where(const Table& skip, Layout& layout) {
    const Node* const where = skip.node("where");
    if (where == nullptr) {
        return;
    }
    if (layout.kind != Layout::Kind::list || where->kind != Node::Kind::table) {
        skip.complain("where",
                      "'where' is a table of columns to patterns, in a list layout",
                      "such as { \"Outcome\" = '^$' }");
        return;
    }
    for (const Entry& entry : where->entries) {
        auto compiled = entry.value.kind == Node::Kind::text ? Pattern::compile(entry.value.text)
                                                             : Result<Pattern>(Pattern());
        if (!compiled || compiled->empty()) {
            skip.problems().add(entry.value.place,
                                fmt::format("'{}' must be a regular expression", entry.key));
            continue;
        }
        layout.skip_where.emplace(entry.key, *std::move(compiled));
    }
}

void read_lines(const Table& table, Layout& layout) {
    const Choices<bool> may_miss{{"allow", true}, {"hold", false}};
    if (const auto stop = table.table("stop", "layout.stop")) {
        stop->read("row", layout.stop_row, Need::required);
        stop->read_word("unmatched", layout.stop_may_miss, may_miss);
    }
    if (const auto skip = table.table("skip", "layout.skip")) {
        skip->read("row", layout.skip_row);
        skip->read("upper", layout.skip_upper);
        skip->read("lower", layout.skip_lower);
        for (const char* key : {"upper", "lower"}) {
            if (layout.kind == Layout::Kind::list && skip->has(key)) {
                skip->complain(key, fmt::format("'{}' is for a grid layout", key));
            }
        }
        skip->read("column", layout.skip_column);
        read_skip_where(*skip, layout);
        skip->read_word("unmatched", layout.skip_may_miss, may_miss);
    }
    if (const auto keep = table.table("keep", "layout.keep")) {
        keep->read("row", layout.keep_row);
        keep->read("column", layout.keep_column);
    }
}

void read_anchor(const Table& table, Layout& layout) {
    if (!table.has("anchor")) {
        table.problems().add(table.place(),
                             "a grid needs 'anchor'",
                             "the text of the cell at the head of the label column");
        return;
    }
    if (const auto anchor = table.table("anchor", "layout.anchor")) {
        anchor->read("text", layout.anchor.text, Need::required);
        anchor->read("in", layout.anchor.in);
    }
}

void read_header(const Table& table, Layout& layout) {
    if (!table.has("header") || !table.has("value")) {
        table.problems().add(table.place(),
                             "a list needs 'header' and 'value'",
                             "header = { has = [\"year\", ...] }, value = { column = \"...\" }");
    }
    if (const auto header = table.table("header", "layout.header")) {
        header->read("has", layout.header_has, Need::required);
    }
    if (const auto value = table.table("value", "layout.value")) {
        value->read("column", layout.value_column);
        bool count = false;
        value->read("count", count);
        if (count == value->has("column")) {
            table.complain("value",
                           "'value' needs either 'column' or count = true",
                           "count = true where each row is one of what is counted");
        }
    }
}

// Figures printed in thousands, millions, ...
void read_scale(const Table& table, Layout& layout) {
    constexpr int most = 1'000'000'000;
    int scale = 0;
    if (!table.read_count("scale", scale, 10, most)) {
        return;
    }
    int rest = scale;
    for (; rest % 10 == 0; rest /= 10) {
        ++layout.unit_mult;
    }
    if (rest != 1) {
        table.complain("scale",
                       fmt::format("'scale' must be 10, 100, 1000 and so on, found {}", scale),
                       "1000 where figures are printed in thousands");
    } else if (layout.counts_rows()) {
        table.complain("scale", "rows that are counted have no scale");
    }
}

// A marker in a cell of its own.
void read_mark(const Table& table, Layout& layout) {
    const Node* const mark = table.node("mark");
    if (mark == nullptr) {
        return;
    }
    if (layout.kind == Layout::Kind::grid) {
        table.read_word("mark", layout.mark_right, Choices<bool>{{"right", true}});
    } else if (const auto column = table.table("mark", "layout.mark")) {
        column->read("column", layout.mark_column, Need::required);
        if (layout.value_column.empty()) {
            table.complain("mark", "rows that are counted have no marks");
        }
    }
}

void read_dims(const Table& table, Layout& layout, const Source& source, Scene& scene) {
    std::set<std::string> names;
    for (const auto* node : table.tables("dim")) {
        auto dim = read_dim(*node, layout.kind, scene);
        if (!dim) {
            scene.dims_unknown();
            continue;
        }
        if (!names.insert(dim->name).second) {
            scene.problems().add(node->place,
                                 fmt::format("dim '{}' stands twice in this layout", dim->name));
            continue;
        }
        if (source.recipe.member && source.recipe.member->dim == dim->name) {
            scene.problems().add(
                node->place, fmt::format("dim '{}' is given by [find] member already", dim->name));
            continue;
        }
        layout.dims.push_back(*std::move(dim));
    }
    if (names.count("period") == 0) {
        table.problems().add(table.place(),
                             "a layout needs a dim 'period'",
                             "[[layout.dim]] name = \"period\" with 'parse'");
    }
}

// Each part is a piece of some label.
void check_parts(const Table& table, const Layout& layout) {
    for (const DimRule& part : layout.dims) {
        const std::string name = "{" + part.name + "}";
        const bool used = std::ranges::any_of(layout.dims, [&](const DimRule& dim) {
            return dim.reads_as.find(name) != std::string::npos;
        });
        if (part.part && !used) {
            table.problems().add(
                table.place(),
                fmt::format("part '{}' is a piece of no label", part.name),
                fmt::format("name it in the 'reads_as' of a dim: \"{{}} {}\"", name));
        } else if (!part.part && used) {
            table.problems().add(table.place(),
                                 fmt::format("'reads_as' names '{}', which is no part", part.name),
                                 "say part = true in it");
        }
    }
}

Layout read_layout(const Table& table, Layout::Kind kind, const Source& source, Scene& scene) {
    Layout layout;
    layout.kind = kind;
    if (table.read("name", layout.name)) {
        const auto& layouts = source.recipe.layouts;
        const bool twice = std::any_of(layouts.begin(), layouts.end(), [&](const Layout& other) {
            return other.name == layout.name;
        });
        if (twice) {
            table.complain("name", fmt::format("two layouts are named '{}'", layout.name));
        }
    }
    read_when(table, layout);
    read_lines(table, layout);
    if (kind == Layout::Kind::grid) {
        read_anchor(table, layout);
    } else {
        read_header(table, layout);
    }
    read_scale(table, layout);
    read_mark(table, layout);
    read_dims(table, layout, source, scene);
    check_parts(table, layout);
    return layout;
}

// dim to codelist, the period excepted.
std::map<std::string, std::string> series_dims(const Layout& layout) {
    std::map<std::string, std::string> dims;
    for (const auto& dim : layout.dims) {
        if (dim.name != "period" && !dim.part) {
            dims.emplace(dim.name, dim.codelist);
        }
    }
    return dims;
}

std::string listed(const std::map<std::string, std::string>& dims) {
    std::string text;
    for (const auto& [dim, ignored] : dims) {
        text += (text.empty() ? "" : ", ") + dim;
    }
    return text.empty() ? "only the period" : text;
}

// A series of one layout must be a series of the other.
void compare_dims(const Layout& layout, const Layout& first, Place place, const Scene& scene) {
    const auto own = series_dims(layout);
    const auto expected = series_dims(first);
    for (const auto& [dim, codelist] : own) {
        const auto other = expected.find(dim);
        if (other != expected.end() && other->second != codelist) {
            scene.problems().add(
                place, fmt::format("dim '{}' must use the same codelist in every layout", dim));
        }
    }
    if (listed(own) != listed(expected)) {
        scene.problems().add(place,
                             fmt::format("every layout must give the same dims: this one gives "
                                         "{}; the first {}",
                                         listed(own),
                                         listed(expected)));
    }
}

} // namespace

void read_layouts(const Table& root, Source& source, Scene& scene) {
    auto& layouts = source.recipe.layouts;
    if (!root.has("layout")) {
        root.problems().add({}, "a source needs at least one [[layout]]");
        scene.dims_unknown();
    }
    for (const auto* node : root.tables("layout")) {
        const auto kind = choice(*node, "kind", {"grid", "list"}, root.problems());
        if (!kind) {
            scene.dims_unknown();
            continue;
        }
        const Table table(*node, {&section("layout"), &section("layout", *kind)}, root.problems());
        layouts.push_back(read_layout(
            table, *kind == "grid" ? Layout::Kind::grid : Layout::Kind::list, source, scene));
        if (layouts.size() > 1) {
            compare_dims(layouts.back(), layouts.front(), table.place(), scene);
        }
        for (const auto& [dim, codelist] : series_dims(layouts.back())) {
            scene.add_dim(dim, codelist);
        }
    }
}

} // namespace tidemark::config

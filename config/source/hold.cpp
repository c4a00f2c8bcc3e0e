#include "config/source/sections.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tidemark::config {

namespace {

void read_members(const Table& table, Hold& hold, const Scene& scene) {
    Hold::Members members;
    if (table.read("dim", members.dim, Need::required)) {
        scene.check_dim(members.dim, table.place_of("dim"));
    }
    int count = 0;
    if (table.read_count("count", count, 1, 1'000'000)) {
        members.count = count;
    }
    const CodeSet* set = nullptr;
    if (table.read("of", members.of)) {
        set = scene.need_set(members.of, members.dim, table.place_of("of"));
    }
    if (!table.has("count") && !table.has("of")) {
        table.problems().add(table.place(), "'members' needs 'count', 'of' or both");
    }
    if (set != nullptr && members.count &&
        static_cast<std::size_t>(*members.count) > set->members.size()) {
        table.complain(
            "count",
            fmt::format(
                "'count' is {}, but set '{}' has {} members", count, set->id, set->members.size()));
    }
    hold.members = members;
}

// The dimension of the labels left of the numbers: the one that a total row closes.
std::string label_dim(const Recipe& recipe) {
    for (const auto& layout : recipe.layouts) {
        for (const auto& dim : layout.dims) {
            const auto* const at = std::get_if<FromDirection>(&dim.from);
            const bool beside = at != nullptr && side_of(at->toward) != Side::up &&
                                side_of(at->toward) != Side::down;
            const bool column = std::holds_alternative<FromColumns>(dim.from);
            if (dim.name != "period" && !dim.part && (beside || column)) {
                return dim.name;
            }
        }
    }
    return {};
}

void read_adds_up(const Table& table, Source& source, const Scene& scene) {
    Hold::AddsUp adds_up;
    if (table.read("dim", adds_up.dim)) {
        scene.check_dim(adds_up.dim, table.place_of("dim"));
    } else {
        adds_up.dim = label_dim(source.recipe);
        if (adds_up.dim.empty() && !source.recipe.layouts.empty()) {
            table.problems().add(
                table.place(), "'adds_up' needs 'dim'", "no dim stands left of the numbers");
        }
    }
    table.read("row", source.recipe.total_row, Need::required);
    if (table.read("tolerance", adds_up.tolerance) && !(adds_up.tolerance >= 0)) {
        table.complain("tolerance", "'tolerance' must not be negative");
    }
    source.recipe.total_dim = adds_up.dim;
    source.hold.adds_up = adds_up;
}

// What becomes of the labels of one dimension that its codelist does not know.
void read_codes(const Node& node, Source& source, const Scene& scene) {
    if (node.kind != Node::Kind::table) {
        scene.problems().add(node.place,
                             fmt::format("'codes' must be a table or a list of tables, found {}",
                                         in_words(node.kind)),
                             R"(write codes = { dim = "...", unknown = "drop" })");
        return;
    }
    const Table table(node, {&section("hold.codes")}, scene.problems());
    std::string dim;
    bool drop = false;
    // "alert" and "hold" are one here too.
    table.read_word(
        "unknown", drop, Choices<bool>{{"hold", false}, {"drop", true}, {"alert", false}});
    if (!table.read("dim", dim, Need::required) || !scene.need_dim(dim, table.place_of("dim"))) {
        return;
    }
    if (scene.codelist_of(dim) == nullptr) {
        table.complain("dim",
                       fmt::format("dimension '{}' has no codelist", dim),
                       "each of its labels is a code, none is unknown");
    } else if (drop && !source.recipe.keep.contains(dim)) {
        table.complain("unknown",
                       fmt::format("'drop' is for a dimension under [keep], '{}' is none", dim),
                       "without [keep] every label is asked for");
    } else if (drop) {
        source.recipe.drop_unknown.insert(dim);
    }
}

void read_codes(const Table& hold, Source& source, const Scene& scene) {
    const Node* const node = hold.node("codes");
    if (node == nullptr) {
        return;
    }
    if (node->kind != Node::Kind::list) {
        read_codes(*node, source, scene);
        return;
    }
    for (const Node& item : node->items) {
        read_codes(item, source, scene);
    }
}

} // namespace

void read_hold(const Table& root, Source& source, const Scene& scene) {
    const auto table = root.table("hold", "hold");
    if (!table) {
        return;
    }
    auto& hold = source.hold;
    if (const auto members = table->table("members", "hold.members")) {
        read_members(*members, hold, scene);
    }
    if (const auto adds_up = table->table("adds_up", "hold.adds_up")) {
        read_adds_up(*adds_up, source, scene);
    }
    read_codes(*table, source, scene);
    std::string shrink;
    if (table->read("shrink", shrink)) {
        hold.shrink_percent = parse_percent(shrink);
        if (!hold.shrink_percent || *hold.shrink_percent > 100) {
            table->complain(
                "shrink",
                fmt::format("'shrink' must be a percentage such as \"2%\", found '{}'", shrink));
        }
    }
    // "alert" and "hold" are one: a release is held, and a line says so.
    const Choices<bool> words{{"allow", true}, {"hold", false}, {"alert", false}};
    if (bool allowed = false; table->read_word("new_cols", allowed, words)) {
        hold.new_columns_allowed = allowed;
    }
    table->read_word("lost_cols", hold.lost_columns_allowed, words);
    read_hold_values(*table, hold, source.recipe, scene);
}

void read_key(const Table& root, Source& source, const Scene& scene) {
    const auto table = root.table("key", "key");
    if (!table) {
        return;
    }
    std::vector<std::string> dims;
    if (table->read("dims", dims)) {
        std::set<std::string> named(dims.begin(), dims.end());
        named.erase("period");
        bool known = true;
        for (const auto& dim : named) {
            known = scene.need_dim(dim, table->place_of("dims")) && known;
        }
        if (known) {
            scene.need_all_dims(named, table->place_of("dims"), "'dims'");
        }
    }
    table->read_word(
        "duplicate", source.hold.sum_duplicates, Choices<bool>{{"hold", false}, {"sum", true}});
}

void read_roster(const Table& root, Source& source, const Scene& scene) {
    const auto table = root.table("roster", "roster");
    if (!table) {
        return;
    }
    Roster roster;
    if (table->read("dim", roster.dim)) {
        scene.check_dim(roster.dim, table->place_of("dim"));
    } else if (source.recipe.member) {
        roster.dim = source.recipe.member->dim;
    } else if (!table->has("dim")) {
        root.problems().add(
            table->place(), "[roster] needs 'dim'", "or [find] member, whose dimension it then is");
    }
    if (table->read("of", roster.of, Need::required)) {
        scene.check_set(roster.of, roster.dim, table->place_of("of"));
    }
    source.roster = roster;
}

std::vector<std::string> kept_codes(const Entry& entry, const Scene& scene) {
    std::vector<std::string> codes;
    if (entry.value.kind == Node::Kind::table) {
        const Table table(entry.value, {&section("keep.set")}, scene.problems());
        std::string id;
        if (table.read("set", id, Need::required)) {
            if (const auto* const set = scene.need_set(id, entry.key, table.place_of("set"))) {
                for (const auto& member : set->members) {
                    codes.push_back(member.code);
                }
            }
        }
        return codes;
    }
    if (entry.value.kind != Node::Kind::list || entry.value.items.empty()) {
        scene.problems().add(
            entry.value.place,
            fmt::format("'{}' must be {{ set = \"...\" }} or a list of codes", entry.key));
        return codes;
    }
    for (const auto& item : entry.value.items) {
        if (item.kind != Node::Kind::text) {
            scene.problems().add(
                item.place,
                fmt::format("a code must be a text, found {}", in_words(item.kind)),
                "put it in quotation marks");
        } else if (auto code = scene.code(entry.key, item.text, item.place)) {
            codes.push_back(*std::move(code));
        }
    }
    return codes;
}

void read_keep(const Table& root, Source& source, const Scene& scene) {
    const auto* const node = root.node("keep");
    if (node == nullptr) {
        return;
    }
    if (node->kind != Node::Kind::table) {
        root.complain("keep", "[keep] must be a table of dimensions");
        return;
    }
    for (const auto& entry : node->entries) {
        if (scene.need_dim(entry.key, entry.place)) {
            source.recipe.keep[entry.key] = kept_codes(entry, scene);
        }
    }
}

} // namespace tidemark::config

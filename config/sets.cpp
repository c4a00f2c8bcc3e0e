#include "config/codelists.hpp"
#include "config/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::config {

namespace {

// A member is a code, or a table of code, from and to.
std::optional<SetMember> read_member(const Node& item, Problems& problems) {
    if (item.kind == Node::Kind::text) {
        return SetMember{item.text, {}, {}};
    }
    if (item.kind != Node::Kind::table) {
        problems.add(item.place,
                     fmt::format("a member must be a code or {{ code, from, to }}, found {}",
                                 in_words(item.kind)));
        return std::nullopt;
    }
    const Table table(item, {&section("set.members")}, problems);
    SetMember member;
    if (!table.read("code", member.code, Need::required)) {
        return std::nullopt;
    }
    table.read("from", member.from);
    table.read("to", member.to);
    if (member.from && member.to && *member.to < *member.from) {
        table.complain("to", fmt::format("'{}' ends before it begins", member.code));
    }
    return member;
}

void read_members(const Node& list, const Codelist* codes, CodeSet& set, Problems& problems) {
    if (list.items.empty()) {
        problems.add(list.place, "'members' is an empty list");
    }
    for (const auto& item : list.items) {
        auto member = read_member(item, problems);
        if (!member) {
            continue;
        }
        if (codes != nullptr && codes->code(member->code) == nullptr) {
            const auto* const label = codes->find(member->code);
            problems.add(
                item.place,
                fmt::format("'{}' is not a code of codelist '{}'", member->code, codes->id),
                label == nullptr ? std::string{} : fmt::format("did you mean '{}'?", label->code));
            continue;
        }
        const auto twice =
            std::any_of(set.members.begin(), set.members.end(), [&](const SetMember& other) {
                return other.code == member->code;
            });
        if (twice) {
            problems.add(item.place, fmt::format("member '{}' stands twice", member->code));
            continue;
        }
        set.members.push_back(*std::move(member));
    }
}

// The codes whose parent that is, each for its own days.
void read_children(const Table& table, const Codelist* codes, CodeSet& set) {
    std::string parent;
    if (!table.read("children_of", parent) || codes == nullptr) {
        return;
    }
    if (codes->code(parent) == nullptr) {
        const auto near = codes->nearest(parent, 1);
        table.complain("children_of",
                       fmt::format("'{}' is not a code of codelist '{}'", parent, codes->id),
                       near.empty() ? "" : fmt::format("the nearest is '{}'", near.front()->code));
        return;
    }
    for (const auto& code : codes->codes) {
        if (code.parent == parent) {
            set.members.push_back({code.code, code.from, code.to});
        }
    }
    if (set.members.empty()) {
        table.complain(
            "children_of",
            fmt::format("no code of codelist '{}' has the parent '{}'", codes->id, parent));
    }
}

// Either way to name the members.
void read_choice(const Table& table, const Codelist* codes, CodeSet& set, Problems& problems) {
    const auto* const members = table.node("members");
    if (table.has("children_of")) {
        if (members != nullptr) {
            table.complain("children_of", "a set has 'members' or 'children_of', not both");
        }
        read_children(table, codes, set);
    } else if (members == nullptr || members->kind != Node::Kind::list) {
        table.complain("members", "'members' must be a list of codes");
    } else {
        read_members(*members, codes, set, problems);
    }
}

const Codelist* find_list(const Table& table, const CodeSet& set, const Codelists& codelists) {
    const auto* const list = codelists.list(set.codelist);
    if (list == nullptr) {
        std::vector<std::string> known;
        for (const auto& [id, ignored] : codelists.lists) {
            known.push_back(id);
        }
        table.complain("codelist",
                       fmt::format("there is no codelist '{}'", set.codelist),
                       did_you_mean(set.codelist, known));
    }
    return list;
}

void read_set(const Node& node, Codelists& codelists, SetFiles& defined, Problems& problems) {
    const Table table(node, {&section("set")}, problems);
    CodeSet set;
    const bool named = table.read_id("id", set.id, Need::required, "+");
    table.read("title", set.title, Need::required);
    table.read("noun", set.noun);
    const bool listed = table.read("codelist", set.codelist, Need::required);
    const auto* const list = listed ? find_list(table, set, codelists) : nullptr;
    read_choice(table, list, set, problems);
    if (!named) {
        return;
    }
    const auto [earlier, fresh] = defined.emplace(set.id, problems.file());
    if (!fresh) {
        table.complain("id",
                       fmt::format("set '{}' is defined in {} already", set.id, earlier->second));
        return;
    }
    codelists.sets.emplace(set.id, std::move(set));
}

} // namespace

void read_sets(std::string_view text, Codelists& codelists, SetFiles& defined, Problems& problems) {
    const auto root = parse_toml(text, problems);
    if (!root) {
        return;
    }
    const Table table(*root, {&section("codelists.d")}, problems);
    for (const auto* node : table.tables("set")) {
        read_set(*node, codelists, defined, problems);
    }
}

} // namespace tidemark::config

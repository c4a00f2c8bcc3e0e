#include "config/source/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tidemark::config {

namespace {

bool days_meet(const SetMember& a, const SetMember& b) {
    return !(a.to && b.from && *a.to < *b.from) && !(b.to && a.from && *b.to < *a.from);
}

// A code and a part of it in one sum would be counted twice.
void refuse_nested(const CodeSet& set, Place place, const Scene& scene) {
    const auto* const list = scene.shared().codelists.list(set.codelist);
    for (const auto& part : set.members) {
        for (const auto* above :
             list == nullptr ? std::vector<const Code*>{} : list->above(part.code)) {
            const auto whole =
                std::find_if(set.members.begin(), set.members.end(), [&](const SetMember& member) {
                    return member.code == above->code && days_meet(member, part);
                });
            if (whole != set.members.end()) {
                scene.problems().add(
                    place,
                    fmt::format("set '{}' holds '{}' and '{}', which is a part of it: the sum "
                                "would count it twice",
                                set.id,
                                whole->code,
                                part.code),
                    "leave one of them out of the set");
                return;
            }
        }
    }
}

void check_summed(const std::string& id, Place place, const Derive& derive, const Scene& scene) {
    if (const auto* const set = scene.need_set(id, derive.dim, place)) {
        refuse_nested(*set, place, scene);
    }
}

void read_over(const Table& table, Derive& derive, const Scene& scene) {
    const auto over = table.table("over", "derive.over");
    if (over && over->read("set", derive.over, Need::required)) {
        check_summed(derive.over, over->place_of("set"), derive, scene);
    }
}

// A derived code must not be one that the publisher uses.
void refuse_published_code(const Table& table, const Derive& derive, const Scene& scene) {
    const auto* const list = scene.codelist_of(derive.dim);
    if (list != nullptr && !list->all(derive.id).empty()) {
        table.complain("id",
                       fmt::format("'{}' is a label of codelist '{}' already", derive.id, list->id),
                       "choose another id for the sum");
    }
}

// `need` may only say what a whole year is: with fewer parts there is no year.
void read_roll(const Table& derive, const Table& table, const std::string& id, Source& source) {
    Roll roll{.id = id};
    const bool from = table.read_word("from",
                                      roll.from,
                                      Choices<Frequency>{{"month", Frequency::month},
                                                         {"quarter", Frequency::quarter},
                                                         {"half", Frequency::half}},
                                      Need::required);
    const bool to =
        table.read_word("to",
                        roll.to,
                        Choices<Frequency>{{"quarter", Frequency::quarter},
                                           {"financial-year", Frequency::financial_year},
                                           {"calendar-year", Frequency::calendar_year}},
                        Need::required);
    for (const char* key : {"sum", "over", "roster", "name"}) {
        if (derive.has(key)) {
            derive.complain(key, fmt::format("a derive has 'roll' or '{}', not both", key));
        }
    }
    if (!from || !to) {
        return;
    }
    const int months = roll.from == Frequency::month ? 1 : roll.from == Frequency::quarter ? 3 : 6;
    const int whole = (roll.to == Frequency::quarter ? 3 : 12) / months;
    if (whole < 2) {
        table.complain("to", "'to' must be longer than 'from'");
        return;
    }
    int need = whole;
    if (table.read_count("need", need, 1, 12) && need != whole) {
        table.complain("need",
                       fmt::format("'need' must be {}: a sum of fewer is no whole", whole),
                       "leave it out");
        return;
    }
    source.rolls.push_back(std::move(roll));
}

void read_derive(const Node& node, Source& source, Scene& scene, std::set<std::string>& ids) {
    const Table table(node, {&section("derive")}, scene.problems());
    Derive derive;
    const bool named = table.read_id("id", derive.id, Need::required);
    if (named && !ids.insert(derive.id).second) {
        table.complain("id", fmt::format("two [[derive]] have the id '{}'", derive.id));
    }
    if (const auto roll = table.table("roll", "derive.roll")) {
        read_roll(table, *roll, derive.id, source);
        return;
    }
    if (!table.read("sum", derive.dim, Need::required) ||
        !scene.need_dim(derive.dim, table.place_of("sum"))) {
        scene.add_derived({}, derive.id);
        return;
    }
    if (table.has("over") && table.has("roster")) {
        table.complain("roster", "a derive has 'over' or 'roster', not both");
    }
    read_over(table, derive, scene);
    if (table.read("roster", derive.roster)) {
        check_summed(derive.roster, table.place_of("roster"), derive, scene);
    }
    table.read("name", derive.name);
    if (named) {
        refuse_published_code(table, derive, scene);
        scene.add_derived(derive.dim, derive.id);
        source.derives.push_back(std::move(derive));
    }
}

void read_break(const Node& node, Source& source, const Scene& scene) {
    const Table table(node, {&section("break")}, scene.problems(), scene.dims());
    Break broken;
    std::optional<Day> from;
    std::optional<Day> to;
    const bool begins = table.read("from", from, Need::required);
    const bool ends = table.read("to", to, Need::required);
    if (begins && ends) {
        broken.days = {*from, *to};
        if (*to < *from) {
            table.complain("to", "the break ends before it begins");
        }
    }
    bool leave_out = true;
    table.read_word("do", leave_out, Choices<bool>{{"leave-out-of-both-years", true}});
    table.read("why", broken.why, Need::required);
    for (const auto& dim : scene.dims()) {
        std::string label;
        if (table.read(dim, label)) {
            if (auto code = scene.code(dim, label, table.place_of(dim))) {
                broken.where[dim] = *std::move(code);
            }
        }
    }
    const auto others = table.others();
    if (others.empty()) {
        scene.problems().add(table.place(),
                             "a [[break]] must name a member of a dimension",
                             "such as area = \"Greater Manchester\"");
    }
    source.breaks.push_back(std::move(broken));
}

} // namespace

void read_derives(const Table& root, Source& source, Scene& scene) {
    std::set<std::string> ids;
    for (const auto* node : root.tables("derive")) {
        read_derive(*node, source, scene, ids);
    }
}

void read_breaks(const Table& root, Source& source, const Scene& scene) {
    for (const auto* node : root.tables("break")) {
        read_break(*node, source, scene);
    }
}

} // namespace tidemark::config

#include "pipeline/parse/layout/groups.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

namespace tidemark::parse {
namespace {

bool carries_on(const Layer& layer) {
    return reach_of(layer.toward) != Reach::own;
}

bool is_far(const Layer& layer) {
    return side_of(layer.toward) == Side::right || side_of(layer.toward) == Side::down;
}

// From the outermost layer of each side to the one beside the block. Of several that share a line
// the one written last is the outermost.
std::vector<std::size_t> inwards(const std::vector<Layer>& layers) {
    std::vector<std::size_t> order(layers.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::size_t i) {
        const auto line = static_cast<std::int64_t>(layers[i].line);
        const auto written = static_cast<std::int64_t>(layers[i].dim);
        return std::tuple(is_far(layers[i]), is_far(layers[i]) ? -line : line, -written);
    });
    return order;
}

// Whether a group ends before each place: the head of another, of this or an outer group, begins.
using Borders = std::vector<bool>;

// Another head begins where the text is another: the same again is no other group.
void mark_borders(const std::vector<Seen>& labels, Borders& borders) {
    borders.resize(std::max(borders.size(), labels.size()));
    const Cell* last = nullptr;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Cell* cell = labels[i].cell;
        if (cell == nullptr || cell == last) {
            continue;
        }
        borders[i] = borders[i] || last == nullptr || squeeze(cell->text) != squeeze(last->text);
        last = cell;
    }
}

void fill_gaps(std::vector<Seen>& labels, const Borders& borders) {
    Seen last;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i < borders.size() && borders[i]) {
            last = {};
        }
        if (labels[i].cell != nullptr) {
            last = labels[i];
        } else if (!last.merged) {
            labels[i] = last;
        }
    }
}

// A gap takes the head behind it: the same from the other end, where the borders lie behind.
void fill_gaps_from_behind(std::vector<Seen>& labels, const Borders& borders) {
    const std::size_t size = labels.size();
    Borders behind(size, false);
    for (std::size_t i = 1; i < size && i < borders.size(); ++i) {
        behind[size - i] = borders[i];
    }
    std::ranges::reverse(labels);
    fill_gaps(labels, behind);
    std::ranges::reverse(labels);
}

// One column or row of the block.
struct Member {
    Seen head;         // of its group
    std::string inner; // what tells it apart in the group
};

using Group = std::span<const Member>;

// Runs of one head.
std::vector<Group> groups_of(const std::vector<Member>& members) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < members.size();) {
        std::size_t end = i + 1;
        while (end < members.size() && members[end].head.cell == members[i].head.cell) {
            ++end;
        }
        groups.push_back(Group(members).subspan(i, end - i));
        i = end;
    }
    return groups;
}

// In how many groups each inner label stands.
std::map<std::string_view, std::size_t> counts_of(std::span<const Group> groups) {
    std::map<std::string_view, std::size_t> counts;
    for (const Group group : groups) {
        std::set<std::string_view> inner;
        for (const Member& member : group) {
            inner.insert(member.inner);
        }
        for (const std::string_view label : inner) {
            ++counts[label];
        }
    }
    return counts;
}

// Where groups hold the same, the first at the end of the last group that no other has, which is
// where a head that reaches on has no other behind it. Where one
// of the others has a label of its own, groups are of their own kind and may end as they like.
std::optional<std::size_t> first_odd(std::vector<Member> members, Reach reach) {
    const std::size_t size = members.size();
    if (reach == Reach::after) { // the same from the other end
        std::ranges::reverse(members);
        const auto odd = first_odd(std::move(members), Reach::before);
        return odd ? std::optional(size - 1 - *odd) : std::nullopt;
    }
    const std::vector<Group> groups = groups_of(members);
    if (groups.size() < 2 || groups.back().front().head.merged) {
        return std::nullopt;
    }
    const Group last = groups.back();
    const auto others = counts_of(std::span(groups).first(groups.size() - 1));
    const auto all = counts_of(groups);
    const bool own =
        std::ranges::any_of(others, [&](const auto& label) { return all.at(label.first) == 1; });
    std::size_t odd = last.size();
    while (odd > 0 && !others.contains(last[odd - 1].inner)) {
        --odd;
    }
    if (own || odd == 0 || odd == last.size()) {
        return std::nullopt;
    }
    return size - last.size() + odd;
}

struct Odd {
    const Cell* cell = nullptr; // what tells it apart
    const Cell* head = nullptr; // of the last group
};

std::optional<Odd> find_odd(const std::vector<Layer>& layers,
                            const Lines& lines,
                            const std::vector<std::size_t>& places,
                            Collector& collector) {
    // From the block outwards: what stands nearer tells the members of a group apart.
    std::vector<std::size_t> outwards = inwards(layers);
    std::ranges::reverse(outwards);
    std::vector<Member> members(places.size());
    for (const std::size_t i : outwards) {
        const bool may_be_odd = i != outwards.front() && carries_on(layers[i]);
        for (std::size_t member = 0; member < places.size(); ++member) {
            members[member].head = lines[i][places[member]];
        }
        const auto odd = may_be_odd ? first_odd(members, reach_of(layers[i].toward)) : std::nullopt;
        if (odd && members[*odd].head.cell != nullptr) {
            return Odd{.cell = lines[outwards.front()][places[*odd]].cell,
                       .head = members[*odd].head.cell};
        }
        if (collector.labels(layers[i].dim).rule().is_period()) {
            return std::nullopt; // a period says itself that it is one
        }
        for (Member& member : members) {
            member.inner += member.head.cell == nullptr
                                ? ""
                                : collector.label_text(layers[i].dim, *member.head.cell);
            member.inner += '\n';
        }
    }
    return std::nullopt;
}

} // namespace

void carry_on(const std::vector<Layer>& layers, Lines& lines) {
    Borders borders;
    bool far = false;
    for (const std::size_t i : inwards(layers)) {
        if (is_far(layers[i]) != far) {
            far = !far;
            borders.clear();
        }
        switch (reach_of(layers[i].toward)) {
        case Reach::own:
            break;
        case Reach::before: {
            const Borders outer = borders;
            mark_borders(lines[i], borders);
            fill_gaps(lines[i], outer);
            break;
        }
        case Reach::after:
            fill_gaps_from_behind(lines[i], borders);
            mark_borders(lines[i], borders);
            break;
        }
    }
}

void hold_odd(const std::vector<Layer>& layers,
              const Lines& lines,
              const std::vector<std::size_t>& places,
              const Pattern& keep,
              Collector& collector) {
    if (std::ranges::none_of(layers, carries_on)) {
        return;
    }
    const auto odd = find_odd(layers, lines, places, collector);
    const Cell* cell = odd ? odd->cell : nullptr;
    if (cell == nullptr || (!keep.empty() && keep.matches(squeeze(cell->text)))) {
        return; // without a label it is held for that
    }
    const Side side = side_of(layers.front().toward);
    const char* line = side == Side::up || side == Side::down ? "column" : "row";
    collector.hold(
        {.code = "layout.group",
         .cell = to_text(cell->at),
         .expected = fmt::format("the {}s of {} to be those of the groups before it",
                                 line,
                                 quoted(squeeze(odd->head->text))),
         .found = fmt::format("{} too, which may belong to no group", quoted(squeeze(cell->text))),
         .next =
             fmt::format("leave it out with skip = {{ {0} = ... }}, or, where it does belong "
                         "to that group, name it and the others in keep = {{ {0} = ... }}; rows "
                         "go by the label in the anchor's column",
                         line)});
}

} // namespace tidemark::parse

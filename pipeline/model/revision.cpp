#include "pipeline/model/revision.hpp"

#include <span>
#include <tuple>
#include <utility>

namespace tidemark {
namespace {

const Series none;

// The figures of the earliest period that is left; null on the side that has none for it.
Difference earliest(std::span<const Figure> before, std::span<const Figure> now) {
    Difference next;
    next.before = before.empty() ? nullptr : before.data();
    next.now = now.empty() ? nullptr : now.data();
    if (!before.empty() && !now.empty() && before[0].period != now[0].period) {
        (before[0].period < now[0].period ? next.now : next.before) = nullptr;
    }
    next.period = next.before != nullptr ? next.before->period : next.now->period;
    return next;
}

// One series of both, either of which may lack it.
void compare(const Series& before, const Series& now, std::vector<Difference>& all) {
    std::span<const Figure> left(before.figures);
    std::span<const Figure> right(now.figures);
    while (!left.empty() || !right.empty()) {
        Difference next = earliest(left, right);
        left = left.subspan(next.before != nullptr ? 1 : 0);
        right = right.subspan(next.now != nullptr ? 1 : 0);
        const bool both = next.before != nullptr && next.now != nullptr;
        if (!both || !says_the_same(*next.before, *next.now)) {
            next.series = before.figures.empty() ? now.key : before.key;
            all.push_back(std::move(next));
        }
    }
}

} // namespace

std::string_view to_text(Revision::Kind kind) {
    switch (kind) {
    case Revision::Kind::revised:
        return "revised";
    case Revision::Kind::removed:
        return "removed";
    case Revision::Kind::returned:
        return "returned";
    case Revision::Kind::reread:
        return "reread";
    }
    return "";
}

bool says_the_same(const Figure& a, const Figure& b) {
    return std::tie(a.value, a.status, a.below) == std::tie(b.value, b.status, b.below);
}

std::vector<Difference> differences(const Snapshot& before, const Snapshot& now) {
    std::vector<Difference> all;
    auto a = before.series.begin();
    auto b = now.series.begin();
    while (a != before.series.end() || b != now.series.end()) {
        const bool has_a = a != before.series.end() && (b == now.series.end() || a->key <= b->key);
        const bool has_b = b != now.series.end() && (a == before.series.end() || b->key <= a->key);
        compare(has_a ? *a : none, has_b ? *b : none, all);
        a += has_a ? 1 : 0;
        b += has_b ? 1 : 0;
    }
    return all;
}

} // namespace tidemark

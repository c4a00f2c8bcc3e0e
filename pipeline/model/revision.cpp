#include "pipeline/model/revision.hpp"

#include <tuple>

namespace tidemark {
namespace {

const Series none;

// One series of both, either of which may lack it.
void compare(const Series& before, const Series& now, std::vector<Difference>& all) {
    const SeriesKey& key = before.figures.empty() ? now.key : before.key;
    auto a = before.figures.begin();
    auto b = now.figures.begin();
    while (a != before.figures.end() || b != now.figures.end()) {
        const Figure* old = a != before.figures.end() ? &*a : nullptr;
        const Figure* fresh = b != now.figures.end() ? &*b : nullptr;
        if (old != nullptr && fresh != nullptr && old->period != fresh->period) {
            (old->period < fresh->period ? fresh : old) = nullptr; // its turn comes
        }
        if (old == nullptr || fresh == nullptr || !says_the_same(*old, *fresh)) {
            const Period period = old != nullptr ? old->period : fresh->period;
            all.push_back({.series = key, .period = period, .before = old, .now = fresh});
        }
        a += old != nullptr ? 1 : 0;
        b += fresh != nullptr ? 1 : 0;
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

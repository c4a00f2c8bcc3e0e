// The store against a std::map, under random history of editions.
#include "fixture.hpp"

#include <fmt/core.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace tidemark::load {
namespace {

using Key = std::pair<int, int>; // series, year
using State = std::map<Key, int>;

constexpr int series_count = 4;
constexpr int first_year = 2015;
constexpr int years = 3;
constexpr int days = 8;    // on which editions may be published
constexpr int longest = 8; // every commit waits for the disk

// What an edition prints: absent keys are not printed.
using Edition = State;

// 0 .. n-1, all alike at every size.
rc::Gen<int> below(int n) {
    return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, n));
}

rc::Gen<Edition> some_figures() {
    return rc::gen::container<Edition>(rc::gen::pair(below(series_count), below(years)), below(4));
}

rc::Gen<Edition> all_figures() {
    return rc::gen::map(
        rc::gen::container<std::vector<int>>(series_count * years, below(3)),
        [](const std::vector<int>& values) {
            Edition edition;
            for (int i = 0; i < series_count * years; ++i) {
                edition[{i / years, i % years}] = values[static_cast<std::size_t>(i)];
            }
            return edition;
        });
}

// The rule, in its plainest form: printed figures stand; others of a printed year are gone.
State after(State state, const Edition& edition) {
    for (const auto& [printed, ignored] : edition) {
        std::erase_if(state, [&, year = printed.second](const auto& known) {
            return known.first.second == year && !edition.contains(known.first);
        });
    }
    for (const auto& [key, value] : edition) {
        state[key] = value;
    }
    return state;
}

Batch batch_of(const Edition& edition, Day published, int n) {
    FileBuilder builder = file("a.csv");
    for (const auto& [key, value] : edition) {
        builder.figure(
            {{"s", std::to_string(key.first)}}, calendar_year(first_year + key.second), value);
    }
    return release("national", day_text(published), {builder.bytes(fmt::format("edition {}", n))});
}

State state_of(const Snapshot& snapshot) {
    State state;
    for (const Series& series : snapshot.series) {
        for (const Figure& figure : series.figures) {
            for (int year = 0; year < years; ++year) {
                if (figure.period == calendar_year(first_year + year)) {
                    state[{std::stoi(series.key.dims.at("s")), year}] =
                        static_cast<int>(figure.value.value());
                }
            }
        }
    }
    return state;
}

Source lenient() {
    Source source = published_source();
    source.hold.lost_columns_allowed = true;
    source.hold.lost_periods_allowed = true;
    source.hold.gaps_allowed = true;
    return source;
}

RC_GTEST_PROP(RandomHistory, EveryPastDayReadsAsItWasThen, ()) {
    const test::TemporaryFolder dir;
    const auto store = open_store(dir.path()).value();
    State state;
    std::vector<State> past;
    Day published = day("2019-01-01");
    const auto history =
        *rc::gen::resize(longest, rc::gen::container<std::vector<Edition>>(some_figures()));
    for (const Edition& edition : history) {
        if (edition.empty()) {
            continue; // held: hold_test.cpp
        }
        published += std::chrono::days(1);
        const int n = static_cast<int>(past.size());
        const auto loaded =
            load_into(*store, lenient(), batch_of(edition, published, n), Instant(published))
                .value();
        RC_ASSERT(loaded.vintage.has_value());
        const State next = after(state, edition);
        std::size_t differing = 0;
        for (const auto& [key, value] : state) {
            const auto now = next.find(key);
            differing += now == next.end() || now->second != value ? 1U : 0U;
        }
        RC_ASSERT(loaded.changes.changes.size() == differing);
        state = next;
        past.push_back(state);
        RC_ASSERT(state_of(store->snapshot("national", {}).value()) == state);
    }
    for (std::size_t i = 0; i < past.size(); ++i) {
        const Day then = day("2019-01-02") + std::chrono::days(i);
        const AsOf by_publication{.published = then, .loaded = {}};
        const AsOf by_load{.published = {}, .loaded = then};
        RC_ASSERT(state_of(store->snapshot("national", by_publication).value()) == past[i]);
        RC_ASSERT(state_of(store->snapshot("national", by_load).value()) == past[i]);
    }
}

// Whole editions that arrive in any order read as if they had arrived in order; and what was known
// at each time reads as it was known then.
RC_GTEST_PROP(RandomHistory, EditionsMayArriveInAnyOrder, ()) {
    const test::TemporaryFolder dir;
    const auto store = open_store(dir.path()).value();
    const auto arrivals = *rc::gen::resize(longest,
                                           rc::gen::uniqueBy<std::vector<std::pair<int, Edition>>>(
                                               rc::gen::pair(below(days), all_figures()),
                                               [](const auto& arrival) { return arrival.first; }));
    std::map<int, Edition> published;
    Instant now = at("2020-01-01T12:00:00Z");
    for (const auto& [date, edition] : arrivals) {
        const Day printed = day("2019-01-01") + std::chrono::days(date);
        RC_ASSERT(load_into(*store, lenient(), batch_of(edition, printed, date), now).has_value());
        published[date] = edition;
        for (int asked = 0; asked < days; ++asked) {
            const auto next = published.upper_bound(asked);
            const State expected = next == published.begin() ? State{} : std::prev(next)->second;
            const AsOf as_of{.published = day("2019-01-01") + std::chrono::days(asked),
                             .loaded = {}};
            RC_ASSERT(state_of(store->snapshot("national", as_of).value()) == expected);
        }
        now += std::chrono::hours(24);
    }
    std::map<int, Edition> known;
    Day then = day("2020-01-01");
    for (const auto& [date, edition] : arrivals) {
        known[date] = edition;
        const AsOf as_of{.published = {}, .loaded = then};
        RC_ASSERT(state_of(store->snapshot("national", as_of).value()) == known.rbegin()->second);
        then += std::chrono::days(1);
    }
}

} // namespace
} // namespace tidemark::load

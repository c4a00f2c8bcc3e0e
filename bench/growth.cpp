// bench_growth: what an edition and a question cost when the database has grown.
//
// Two databases: one with this publication alone, in one edition (500,000 figures), and one with 20
// publications of that size (10 million), of this one 20 editions. In turns: an edition in which 1%
// changed is loaded; then, timed, the alert stage - the snapshot of the source, its sums, the
// rules, what is said - and one series as of a past day.
#include "bench/editions.hpp"
#include "bench/measure.hpp"
#include "pipeline/alert/judge.hpp"
#include "pipeline/load/derive.hpp"
#include "pipeline/load/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace tidemark::bench {
namespace {

constexpr int others = 19;
constexpr int editions = 20;
constexpr int rounds = 5;
constexpr int questions = 20;

const std::string ours = "bench";

struct Grown {
    test::TemporaryFolder dir;
    std::unique_ptr<Store> store = load::open_store(dir.path()).value();
    int edition = 0;
    Took known;
    Took loading;
    Took alert;
    Took question;

    void load_next() { load(*store, ours, bench::edition(ours, ++edition)); }
};

// As in a pass: what was said and judged, the figures, the sums, the judgement, all of it written.
void tell(Pass& pass, const Source& source, const Loaded& loaded, Instant now) {
    const auto said = pass.said().value();
    const auto judged = pass.judged().value();
    const Snapshot snapshot = pass.snapshot().value();
    const auto subjects = load::derive(snapshot, source, {});
    const auto judgement =
        alert::judge({source, {}, snapshot, subjects, loaded, now}, said, judged);
    if (!pass.say(judgement.sayings, judgement.judged, {})) {
        throw std::runtime_error("say");
    }
}

void round(Grown& grown) {
    const Source source = bench::source(ours);
    const Batch batch = bench::edition(ours, ++grown.edition);
    const Instant now{std::chrono::milliseconds(1600000000000)};
    least(grown.known, [&] { grown.store->known(ours).value(); });
    auto pass = grown.store->begin(ours).value();
    Loaded loaded;
    least(grown.loading, [&] { loaded = pass->load(source, {}, batch, now).value(); });
    least(grown.alert, [&] { tell(*pass, source, loaded, now); });
    if (!pass->commit()) {
        throw std::runtime_error("commit");
    }
    const SeriesKey key{ours, {{"area", "E7"}, {"offence", "offence-42"}}};
    const AsOf then{.published = *batch.release.published - std::chrono::days(1), .loaded = {}};
    for (int i = 0; i < questions; ++i) {
        least(grown.question, [&] {
            const auto one = load::published_series(grown.dir.path(), key, then).value();
            if (one.series.front().figures.size() != years) {
                throw std::runtime_error("series");
            }
        });
    }
}

void run() {
    Grown small;
    small.load_next();
    Grown large;
    for (int i = 0; i < others; ++i) {
        const std::string id = "other-" + std::to_string(i);
        load(*large.store, id, edition(id, 1));
    }
    while (large.edition < editions) {
        large.load_next();
    }
    for (int i = 0; i < rounds; ++i) {
        round(small);
        round(large);
    }
    const auto line = [](const char* what, const Took& a, const Took& b) {
        std::printf("%-34s %10.2f %10.2f ms  %.2f  %.2f\n",
                    what,
                    a.clock,
                    b.clock,
                    b.clock / a.clock,
                    b.processor / a.processor);
    };
    std::printf("%d and %d figures, %d and %d editions; least of %d rounds; the last two: large "
                "over small, by clock and processor\n",
                figures,
                figures * (others + 1),
                1,
                editions,
                rounds);
    line("known, before a look", small.known, large.known);
    line("an edition, 1% changed", small.loading, large.loading);
    line("the alert stage after it", small.alert, large.alert);
    line("one series as of a past day", small.question, large.question);
}

} // namespace
} // namespace tidemark::bench

int main() {
    try {
        tidemark::bench::run();
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "bench_growth: %s\n", problem.what());
        return 1;
    }
    return 0;
}

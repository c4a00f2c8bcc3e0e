#include "pipeline/fetch/turns.hpp"
#include "tests/unit/fetch/room.hpp"

#include <atomic>
#include <thread>
#include <vector>

namespace tidemark::test {
namespace {

using std::chrono::seconds;

const Instant start = at("2020-09-05T06:00:00Z");

TEST(Turns, GivesTheFirstTurnAtOnceAndTheNextWhenTheTimeIsOver) {
    const auto turns = fetch::make_turns();
    EXPECT_FALSE(turns->take("www.gov.uk", seconds(2), start));
    EXPECT_EQ(turns->take("www.gov.uk", seconds(2), start + seconds(1)), start + seconds(2));
    EXPECT_FALSE(turns->take("www.gov.uk", seconds(2), start + seconds(2)));
    EXPECT_EQ(turns->take("www.gov.uk", seconds(2), start + seconds(3)), start + seconds(4));
}

TEST(Turns, KeepsHostsApart) {
    const auto turns = fetch::make_turns();
    EXPECT_FALSE(turns->take("www.gov.uk", seconds(2), start));
    EXPECT_FALSE(turns->take("www.ons.gov.uk", seconds(2), start));
}

TEST(Turns, FreesAHostWhenTheClockWasSetBack) {
    const auto turns = fetch::make_turns();
    EXPECT_FALSE(turns->take("www.gov.uk", seconds(2), start));
    EXPECT_FALSE(turns->take("www.gov.uk", seconds(2), start - seconds(3600)));
}

TEST(Turns, LeavesAHostInPeaceForAsLongAsItAsked) {
    const auto turns = fetch::make_turns();
    EXPECT_FALSE(turns->take("www.gov.uk", seconds(2), start));
    turns->quiet_until("www.gov.uk", start + seconds(120));
    EXPECT_EQ(turns->take("www.gov.uk", seconds(2), start + seconds(10)), start + seconds(120));
    EXPECT_FALSE(turns->take("www.gov.uk", seconds(2), start + seconds(120)));
}

TEST(Turns, GivesOneTurnToManyThreads) {
    const auto turns = fetch::make_turns();
    std::atomic<int> taken = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                if (!turns->take("www.gov.uk", seconds(2), start)) {
                    ++taken;
                }
            });
        }
    }
    EXPECT_EQ(taken, 1);
}

} // namespace
} // namespace tidemark::test

#include "pipeline/fetch/ask.hpp"
#include "tests/unit/fetch/room.hpp"

#include <rapidcheck/gtest.h>

namespace tidemark::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const std::string url = "https://www.example.org/table.csv";

Error unavailable(seconds retry_after = seconds(0)) {
    Error error{.fault = Fault::unavailable, .code = "fetch.status", .found = "503"};
    error.retry_after = retry_after;
    return error;
}

Result<fetch::Answer> ask(Room& room) {
    return fetch::ask(room.look(), fetch::request_for(room.source, url));
}

TEST(Ask, ComesBackLaterWhenItIsNotTheHostsTurn) {
    Room room;
    room.source.fetch.every_host = seconds(2);
    room.serve(url, page("a"));
    ASSERT_TRUE(ask(room));
    const auto answer = ask(room).value();
    ASSERT_TRUE(std::holds_alternative<fetch::Later>(answer));
    EXPECT_EQ(std::get<fetch::Later>(answer).at, room.clock.now() + seconds(2));
    EXPECT_EQ(std::get<fetch::Later>(answer).why, "turn at www.example.org");
    EXPECT_EQ(room.transport.asked.size(), 1U);
}

TEST(Ask, TriesAgainAsOftenAsTheSourceAllowsAndThenFails) {
    Room room;
    room.source.fetch.retry = 2;
    room.transport.answer(url, fail(unavailable()));
    const auto first = ask(room).value();
    ASSERT_TRUE(std::holds_alternative<fetch::Later>(first));
    EXPECT_EQ(std::get<fetch::Later>(first).why, "503 from www.example.org, attempt 2 of 3");
    EXPECT_TRUE(std::holds_alternative<fetch::Later>(ask(room).value()));
    const auto last = ask(room);
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().code, "fetch.status");
    EXPECT_EQ(room.transport.asked.size(), 3U);
}

TEST(Ask, DoesNotTryAgainWhatWillNotPass) {
    Room room;
    room.transport.answer(url, fail({.fault = Fault::malformed, .code = "fetch.short"}));
    EXPECT_FALSE(ask(room));
}

TEST(Ask, HonoursRetryAfterForAllSourcesOfTheHost) {
    Room room;
    room.transport.answer(url, fail(unavailable(seconds(120))));
    EXPECT_EQ(std::get<fetch::Later>(ask(room).value()).at, room.clock.now() + seconds(120));
    const auto other = ask(room).value();
    EXPECT_EQ(std::get<fetch::Later>(other).why, "turn at www.example.org");
    EXPECT_EQ(std::get<fetch::Later>(other).at, room.clock.now() + seconds(120));
    EXPECT_EQ(room.transport.asked.size(), 1U);
}

TEST(Ask, WaitsNoLongerThanAnHourWhateverThePublisherSays) {
    Room room;
    room.transport.answer(url, fail(unavailable(hours(1000))));
    EXPECT_EQ(std::get<fetch::Later>(ask(room).value()).at, room.clock.now() + hours(1));
}

TEST(Ask, KeepsAPageForTheRestOfTheLook) {
    Room room;
    room.serve(url, page("a"));
    for (int i = 0; i < 3; ++i) {
        const auto answer = fetch::ask_page(room.look(), url).value();
        EXPECT_EQ(std::get<Response>(answer).body, "a");
    }
    EXPECT_EQ(room.transport.asked.size(), 1U);
}

RC_GTEST_PROP(Backoff, GrowsAndIsTheSameEachTime, (const std::string& source)) {
    milliseconds before(0);
    for (int failures = 1; failures <= 5; ++failures) {
        const milliseconds pause = fetch::backoff(source, url, failures);
        const milliseconds least = seconds(5) * (1 << (failures - 1));
        RC_ASSERT(pause >= least);
        RC_ASSERT(pause <= least * 5 / 4);
        RC_ASSERT(pause > before);
        RC_ASSERT(pause == fetch::backoff(source, url, failures));
        before = pause;
    }
    RC_ASSERT(fetch::backoff(source, url, 1000) <= milliseconds(minutes(5)) * 5 / 4);
}

TEST(Backoff, SpreadsSourcesThatFailedTogether) {
    EXPECT_NE(fetch::backoff("a", url, 1), fetch::backoff("b", url, 1));
}

} // namespace
} // namespace tidemark::test

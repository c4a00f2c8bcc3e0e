#include "daemon/scheduler.hpp"

#include <gtest/gtest.h>

namespace tidemark {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

Source source(const std::string& id, const std::string& on, milliseconds jitter = {}) {
    Source s;
    s.id = id;
    s.zone = "Europe/London";
    s.schedule = ScheduleRule{.on = on, .jitter = jitter};
    return s;
}

Instant at(const char* text) {
    return parse_instant(text).value();
}

Scheduler plan(const std::vector<Source>& sources, const LastRuns& last, Instant now) {
    return Scheduler::plan(sources, last, now).value();
}

TEST(Scheduler, RunsOnceInTheNightTheClocksGoBack) {
    const Source s = source("a", "01:30");
    Instant now = at("2026-10-24T12:00:00Z");
    Scheduler scheduler = plan({s}, {{"a", now}}, now);
    int runs = 0;
    for (; now < at("2026-10-26T00:00:00Z"); now += minutes(1)) {
        for (const DueRun& due : scheduler.due(now)) {
            EXPECT_EQ(to_text(due.elapse), "2026-10-25T00:30:00.000Z");
            scheduler.began(due.source, now);
            ++runs;
        }
    }
    EXPECT_EQ(runs, 1);
}

TEST(Scheduler, MakesUpThreeMissedDaysWithOneRun) {
    const Instant now = at("2026-07-10T12:00:00Z");
    Scheduler scheduler = plan({source("a", "06:15")}, {{"a", at("2026-07-07T05:15:01Z")}}, now);
    const auto due = scheduler.due(now);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due.front().missed, 2);
    EXPECT_EQ(to_text(due.front().elapse), "2026-07-10T05:15:00.000Z");
    scheduler.began("a", now);
    EXPECT_TRUE(scheduler.due(now).empty());
    EXPECT_EQ(to_text(scheduler.next()->at), "2026-07-11T05:15:00.000Z");
}

TEST(Scheduler, MakesUpNothingWhenToldNotTo) {
    Source s = source("a", "06:15");
    s.schedule->catch_up = false;
    const Instant now = at("2026-07-10T12:00:00Z");
    const Scheduler scheduler = plan({s}, {{"a", at("2026-07-07T05:15:01Z")}}, now);
    EXPECT_TRUE(scheduler.due(now).empty());
}

TEST(Scheduler, LooksAtANewSourceAtOnce) {
    const Instant now = at("2026-07-10T12:00:00Z");
    Scheduler scheduler = plan({source("a", "yearly")}, {}, now);
    const auto due = scheduler.due(now);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_TRUE(due.front().first);
    scheduler.began("a", now);
    EXPECT_TRUE(scheduler.due(now + hours(24)).empty());
}

TEST(Scheduler, LeavesOutWhatIsDisabledOrHasNoSchedule) {
    Source off = source("a", "daily");
    off.enabled = false;
    Source manual = source("b", "daily");
    manual.schedule.reset();
    const Instant now = at("2026-07-10T12:00:00Z");
    const Scheduler scheduler = plan({off, manual}, {}, now);
    EXPECT_TRUE(scheduler.due(now).empty());
    EXPECT_FALSE(scheduler.next());
}

TEST(Scheduler, SpreadsSourcesByTheirIdsAndAlwaysAlike) {
    const milliseconds jitter = minutes(10);
    EXPECT_EQ(stable_spread("csa-by-force", jitter), stable_spread("csa-by-force", jitter));
    EXPECT_NE(stable_spread("csa-by-force", jitter), stable_spread("prc-open-data", jitter));
    for (const char* id : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
        EXPECT_GE(stable_spread(id, jitter).count(), 0);
        EXPECT_LT(stable_spread(id, jitter), jitter);
    }
    const Instant now = at("2026-07-10T06:00:00Z");
    const Source s = source("csa-by-force", "09:35", jitter);
    const Scheduler scheduler = plan({s}, {{"csa-by-force", now}}, now);
    EXPECT_EQ(scheduler.next()->at, at("2026-07-10T08:35:00Z") + stable_spread(s.id, jitter));
}

TEST(Scheduler, KeepsASpreadRunThatABreakFellInto) {
    // Restarted between the elapse and its spread run: the run is not lost.
    const milliseconds jitter = minutes(10);
    const milliseconds spread = stable_spread("csa-by-force", jitter);
    ASSERT_GT(spread, seconds(2));
    const Instant elapse = at("2026-07-10T08:35:00Z");
    const Scheduler scheduler = plan({source("csa-by-force", "09:35", jitter)},
                                     {{"csa-by-force", elapse - hours(24) + spread}},
                                     elapse + seconds(1));
    EXPECT_TRUE(scheduler.due(elapse + seconds(1)).empty());
    ASSERT_EQ(scheduler.due(elapse + spread).size(), 1U);
    EXPECT_EQ(scheduler.due(elapse + spread).front().missed, 0);
}

TEST(Scheduler, IsNotSilencedByAClockThatWasSetBack) {
    const Instant now = at("2026-07-10T05:00:00Z");
    const Scheduler scheduler =
        plan({source("a", "06:15")}, {{"a", at("2030-01-01T00:00:00Z")}}, now);
    EXPECT_EQ(to_text(scheduler.next()->at), "2026-07-10T05:15:00.000Z");
}

TEST(Scheduler, NamesTheSourceAndFileOfABadExpression) {
    Source s = source("a", "25:00");
    s.config_file = "sources.d/a.toml";
    const auto planned = Scheduler::plan({s}, {}, {});
    ASSERT_FALSE(planned);
    EXPECT_EQ(planned.error().source, "a");
    EXPECT_EQ(planned.error().file, "sources.d/a.toml");
}

} // namespace
} // namespace tidemark

#include "pipeline/base/instant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>
#include <string>

namespace tidemark {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

constexpr const char* london = "Europe/London";

Instant at(const char* text) {
    return parse_instant(text).value();
}

Day on(const char* text) {
    return parse_day(text).value();
}

TEST(Instant, IsWrittenInUtcWithMilliseconds) {
    EXPECT_EQ(to_text(Instant{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text(at("2020-09-05T06:15:31.25+01:00")), "2020-09-05T05:15:31.250Z");
    EXPECT_EQ(to_text(at("1969-12-31T23:59:59.999Z")), "1969-12-31T23:59:59.999Z");
}

TEST(Instant, ReadsOffsetsFractionsAndTheLeapSecond) {
    EXPECT_EQ(at("2020-09-05t05:15:31z"), at("2020-09-05 05:15:31Z"));
    EXPECT_EQ(at("2020-09-05T00:15:31-05:00"), at("2020-09-05T05:15:31Z"));
    EXPECT_EQ(at("2020-09-05T05:15:31.123987Z"), at("2020-09-05T05:15:31.123Z"));
    EXPECT_EQ(at("2016-12-31T23:59:60Z"), at("2017-01-01T00:00:00Z"));
}

TEST(Instant, RefusesWhatIsNotATime) {
    for (const char* text : {"",
                             "2020-09-05",
                             "2020-09-05T05:15:31",
                             "2020-09-05T05:15Z",
                             "2020-09-05T24:00:00Z",
                             "2020-09-05T05:60:00Z",
                             "2020-09-05T05:15:61Z",
                             "2020-09-05T05:15:31.Z",
                             "2020-02-30T05:15:31Z",
                             "2020-9-05T05:15:31Z",
                             "2020-09-05T05:15:31+1:00",
                             "2020-09-05T05:15:31+01:00 ",
                             "2020-09-05T05:15:31+24:00"}) {
        const auto read = parse_instant(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().fault, Fault::malformed);
        EXPECT_EQ(read.error().code, "time.instant");
    }
}

TEST(Day, RefusesDatesThatDoNotExist) {
    for (const char* text :
         {"", "2019-02-29", "2019-13-01", "2019-00-01", "2019-04-31", "2019-4-1", "2019-04-01x"}) {
        EXPECT_FALSE(parse_day(text)) << text;
    }
    EXPECT_EQ(day_text(on("2020-02-29")), "2020-02-29");
}

TEST(Day, IsSaidInWords) {
    EXPECT_EQ(day_in_words(on("2020-09-05")), "5 September 2020");
    EXPECT_EQ(month_name(1), "January");
    EXPECT_EQ(month_name(12), "December");
    EXPECT_THROW((void)month_name(13), std::out_of_range);
}

// Years 0001 to 9999.
rc::Gen<Day> any_day() {
    return rc::gen::map(rc::gen::inRange(-719'162, 2'932'896), [](int n) { return Day{days{n}}; });
}

RC_GTEST_PROP(Instant, TextAndBack, ()) {
    const Instant instant = *any_day() + milliseconds{*rc::gen::inRange(0, 86'400'000)};
    RC_ASSERT(parse_instant(to_text(instant)).value() == instant);
}

RC_GTEST_PROP(Day, TextAndBack, ()) {
    const auto day = *any_day();
    RC_ASSERT(parse_day(day_text(day)).value() == day);
}

TEST(Zone, IsKnownByItsIanaName) {
    EXPECT_TRUE(zone_exists(london));
    EXPECT_TRUE(zone_exists("Pacific/Auckland"));
    for (const char* text : {"", "Europe/Lundon", "../../etc/passwd", "Europe", "london"}) {
        EXPECT_FALSE(zone_exists(text)) << text;
    }
    EXPECT_THROW((void)local_day(Instant{}, "Europe/Lundon"), std::logic_error);
}

TEST(Zone, LocalTimeCarriesItsOffset) {
    EXPECT_EQ(local_text(at("2020-09-05T05:15:31.999Z"), london), "2020-09-05T06:15:31+01:00");
    EXPECT_EQ(local_text(at("2020-01-05T05:15:31Z"), london), "2020-01-05T05:15:31+00:00");
    EXPECT_EQ(local_text(at("2020-01-05T05:15:31Z"), "America/St_Johns"),
              "2020-01-05T01:45:31-03:30");
}

TEST(Zone, LondonsHourThatComesTwiceIsToldApartByTheOffset) {
    EXPECT_EQ(local_text(at("2020-10-25T00:30:00Z"), london), "2020-10-25T01:30:00+01:00");
    EXPECT_EQ(local_text(at("2020-10-25T01:30:00Z"), london), "2020-10-25T01:30:00+00:00");
}

TEST(Zone, LocalDayIsThatOfTheClockOnTheWall) {
    EXPECT_EQ(local_day(at("2020-06-30T22:59:59Z"), london), on("2020-06-30"));
    EXPECT_EQ(local_day(at("2020-06-30T23:00:00Z"), london), on("2020-07-01"));
    EXPECT_EQ(local_day(at("1969-12-31T12:00:00Z"), "Pacific/Auckland"), on("1970-01-01"));
}

TEST(Zone, DayEndsWithItsLastMillisecondAlsoWhenClocksChange) {
    EXPECT_EQ(to_text(end_of_day(on("2020-03-28"), london)), "2020-03-28T23:59:59.999Z");
    EXPECT_EQ(to_text(end_of_day(on("2020-03-29"), london)), "2020-03-29T22:59:59.999Z");
    EXPECT_EQ(to_text(end_of_day(on("2020-10-24"), london)), "2020-10-24T22:59:59.999Z");
    EXPECT_EQ(to_text(end_of_day(on("2020-10-25"), london)), "2020-10-25T23:59:59.999Z");
}

TEST(Zone, DayEndsAtTheChangeWhereClocksSkipMidnight) {
    // On 4 November 2018 Brazil went from 00:00 to 01:00.
    EXPECT_EQ(to_text(end_of_day(on("2018-11-03"), "America/Sao_Paulo")),
              "2018-11-04T02:59:59.999Z");
}

RC_GTEST_PROP(Zone, EveryDayEndsInsideItselfAndTheNextBeginsThere, ()) {
    const auto zone = *rc::gen::element<std::string>(
        "Europe/London", "America/Sao_Paulo", "Pacific/Auckland", "Asia/Kathmandu", "UTC");
    const auto day = Day{days{*rc::gen::inRange(0, 20'000)}};
    const auto end = end_of_day(day, zone);
    RC_ASSERT(local_day(end, zone) == day);
    RC_ASSERT(local_day(end + milliseconds{1}, zone) == day + days{1});
}

} // namespace
} // namespace tidemark

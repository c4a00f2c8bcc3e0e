#include "config/problem.hpp"
#include "config/values.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tidemark::config {

using std::chrono::milliseconds;

TEST(Duration, ReadsItsUnits) {
    EXPECT_EQ(parse_duration("500ms"), milliseconds(500));
    EXPECT_EQ(parse_duration("30s"), milliseconds(30'000));
    EXPECT_EQ(parse_duration("10min"), milliseconds(600'000));
    EXPECT_EQ(parse_duration("2h"), milliseconds(7'200'000));
    EXPECT_EQ(parse_duration("1d"), milliseconds(86'400'000));
}

TEST(Duration, RefusesWhatIsNotOne) {
    for (const auto* text :
         {"", "30", "s", "30 s", "30S", "-1s", "1.5s", "30sec", "1m", "99999999999999999d"}) {
        EXPECT_FALSE(parse_duration(text)) << text;
    }
}

RC_GTEST_PROP(Duration, ReadsBackWhatItPrints, ()) {
    const auto amount = milliseconds(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000));
    RC_ASSERT(parse_duration(to_text(amount)) == amount);
}

TEST(Size, TellsPowersOfThousandFromPowersOf1024) {
    EXPECT_EQ(parse_size("5MB"), 5'000'000U);
    EXPECT_EQ(parse_size("5MiB"), 5'242'880U);
    EXPECT_EQ(parse_size("800B"), 800U);
    EXPECT_EQ(parse_size("1GiB"), 1ULL << 30U);
}

TEST(Size, RefusesWhatIsNotOne) {
    for (const auto* text : {"", "5", "5 MB", "5mb", "5M", "-5MB", "9999999999999999GB"}) {
        EXPECT_FALSE(parse_size(text)) << text;
    }
}

RC_GTEST_PROP(Size, ReadsBackWhatItPrints, ()) {
    const auto bytes = *rc::gen::inRange<std::uint64_t>(0, 1ULL << 40U);
    RC_ASSERT(parse_size(size_text(bytes)) == bytes);
}

TEST(ThresholdText, IsAPercentageOrACount) {
    EXPECT_EQ(parse_threshold("+10%"), (Threshold{10, true}));
    EXPECT_EQ(parse_threshold("10%"), (Threshold{10, true}));
    EXPECT_EQ(parse_threshold("-2.5%"), (Threshold{-2.5, true}));
    EXPECT_EQ(parse_threshold("+500"), (Threshold{500, false}));
    for (const auto* text :
         {"", "%", "+", "+-5%", "ten", "5 %", "5%%", "nan%", "inf", "3 x usual"}) {
        EXPECT_FALSE(parse_threshold(text)) << text;
    }
}

TEST(MarkerText, IsAStatusOrABound) {
    EXPECT_EQ(parse_marker("suppressed"), (Marker{Status::suppressed, 0}));
    EXPECT_EQ(parse_marker("below:5"), (Marker{Status::below, 5}));
    for (const auto* text : {"", "below", "below:", "below:0", "below:-5", "below:x", "missing"}) {
        EXPECT_FALSE(parse_marker(text)) << text;
    }
}

TEST(GraceText, CountsDaysOrWorkingDays) {
    EXPECT_EQ(parse_grace("10 days")->days, 10);
    EXPECT_FALSE(parse_grace("1 day")->working_days);
    EXPECT_TRUE(parse_grace("3 working days")->working_days);
    for (const auto* text : {"", "10", "days", "-1 days", "10days", "3 weeks", "400 days"}) {
        EXPECT_FALSE(parse_grace(text)) << text;
    }
}

TEST(MonthDay, ExistsInSomeYear) {
    EXPECT_TRUE(parse_month_day("09-05").has_value());
    EXPECT_TRUE(parse_month_day("02-29").has_value());
    for (const auto* text : {"", "9-5", "02-30", "13-01", "00-10", "09/05", "09-0a"}) {
        EXPECT_FALSE(parse_month_day(text).has_value()) << text;
    }
}

TEST(Address, IsHttpHttpsOrFile) {
    EXPECT_TRUE(is_address("http://127.0.0.1:8080/a.csv"));
    EXPECT_TRUE(is_address("https://data.example.org"));
    EXPECT_TRUE(is_address("file:///srv/a.csv"));
    for (const auto* text : {"",
                             "data.example.org/a.csv",
                             "ftp://a/b",
                             "http://",
                             "https:///a",
                             "file://a",
                             "http://a b",
                             "HTTP//a",
                             "http://:80/"}) {
        EXPECT_FALSE(is_address(text)) << text;
    }
}

TEST(Id, IsLowerCaseLettersDigitsAndHyphens) {
    EXPECT_TRUE(is_id("online-cso-2"));
    EXPECT_TRUE(is_id("a+b", "+"));
    for (const auto* text : {"", "-a", "A", "a_b", "a b", "a/b", "a+b", "\xC3\xA9"}) {
        EXPECT_FALSE(is_id(text)) << text;
    }
}

TEST(ProblemText, ShowsTheLineAndACaret) {
    Problems problems("sources.d/a.toml", "one\n  shete = 1\r\n");
    problems.add({2, 3}, "unknown key 'shete'", "did you mean 'sheet'?");
    const auto found = problems.take();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().to_text(),
              "sources.d/a.toml:2:3: unknown key 'shete', did you mean 'sheet'?\n"
              "    shete = 1\n"
              "    ^");
}

TEST(ProblemText, CountsCharactersAndHidesControlCharacters) {
    Problems problems("a", "\t\xC3\xA9\x1B[31m x");
    problems.add({1, 3}, "odd");
    EXPECT_EQ(problems.take().front().to_text(), "a:1:3: odd\n   \xC3\xA9 [31m x\n    ^");
}

TEST(ProblemText, CutsALongLineAroundTheColumn) {
    const std::string line = std::string(500, 'a') + "X" + std::string(500, 'b');
    Problems problems("a", line);
    problems.add({1, 501}, "here");
    const auto text = problems.take().front().to_text();
    const auto shown = text.substr(text.find('\n') + 1);
    const auto caret = shown.substr(shown.find('\n') + 1);
    EXPECT_LE(shown.find('\n'), 122U);
    EXPECT_EQ(shown.at(caret.find('^')), 'X');
}

TEST(ProblemText, OfAWholeFileHasNoLine) {
    Problems problems("tidemark.toml", "");
    problems.add({}, "cannot be read");
    EXPECT_EQ(problems.take().front().to_text(), "tidemark.toml: cannot be read");
}

TEST(DidYouMean, IsSilentWhenNothingIsNear) {
    const std::vector<std::string> known{"sheet", "licence"};
    EXPECT_EQ(did_you_mean("shete", known), "did you mean 'sheet'?");
    EXPECT_EQ(did_you_mean("colour", known), "");
    EXPECT_EQ(did_you_mean("x", {}), "");
}

} // namespace tidemark::config

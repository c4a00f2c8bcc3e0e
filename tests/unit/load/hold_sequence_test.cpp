// Which periods follow each other, and that the part of a year that is over is none of its years.
#include "fixture.hpp"
#include "pipeline/load/hold_sequence.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Period period(const char* text) {
    return parse_period(text).value();
}

// The period `steps` on, and that it stands as many places on in the same sequence.
std::string after(const char* text, int steps) {
    const Period one = period(text);
    const Sequence sequence = sequence_of(one, false);
    EXPECT_TRUE(sequence.goes_on()) << text;
    const Period other = later(one, sequence, steps);
    EXPECT_EQ(sequence_of(other, false), sequence) << text;
    EXPECT_EQ(position(other, sequence), position(one, sequence) + steps) << text;
    return to_text(other);
}

TEST(HoldSequence, HalvesAndQuartersFollowEachOther) {
    EXPECT_EQ(after("2019-S1", 1), "2019-S2");
    EXPECT_EQ(after("2019-S2", 1), "2020-S1");
    EXPECT_EQ(after("2019-04-01/2019-09-30", 1), "2019-10-01/2020-03-31");
    EXPECT_EQ(after("2019-10-01/2020-03-31", 3), "2021-04-01/2021-09-30");
    EXPECT_EQ(after("2019-Q4", 1), "2020-Q1");
    EXPECT_NE(sequence_of(period("2019-S1"), false),
              sequence_of(period("2019-04-01/2019-09-30"), false));
}

TEST(HoldSequence, WeeksFollowEachOtherBySevenDays) {
    EXPECT_EQ(after("2019-W52", 1), "2020-W01");
    EXPECT_EQ(after("2020-W53", 1), "2021-W01");
    EXPECT_EQ(after("2020-W01", 60), "2021-W08");
    EXPECT_EQ(after("2019-12-28/2020-01-03", 1), "2020-01-04/2020-01-10");
    EXPECT_EQ(after("1969-W50", 8), "1970-W06");
    EXPECT_NE(sequence_of(period("2020-W01"), false),
              sequence_of(period("2019-12-28/2020-01-03"), false));
}

TEST(HoldSequence, YearsFromAnyDayFollowEachOther) {
    EXPECT_EQ(after("2019-04-06/2020-04-05", 1), "2020-04-06/2021-04-05");
    EXPECT_EQ(after("year ending June 2019", 2), "year ending June 2021");
}

TEST(HoldSequence, ThePartOfAYearThatIsOverIsNoneOfItsYears) {
    const auto year = sequence_of(period("2019/20"), false);
    for (const char* part : {"2020-04-01/2020-12-31", "2020-04-01/2020-09-30", "2020-Q2"}) {
        EXPECT_NE(sequence_of(period(part), false), year) << part;
    }
    EXPECT_FALSE(sequence_of(period("2020-03-23/2020-05-31"), false).goes_on());
}

class HoldOfSequences : public StoreTest {
  protected:
    Loaded release_of(const std::string& date, const std::vector<const char*>& periods) {
        FileBuilder file("a.csv");
        for (const char* text : periods) {
            file.figure({{"area", "kent"}}, period(text), 1);
        }
        return load(source_, release("national", date, {file}));
    }

    Source source_ = published_source();
};

TEST_F(HoldOfSequences, AWeekAndAHalfThatAreMissingAreNamed) {
    const Loaded loaded = release_of("2021-09-05",
                                     {"2020-W51",
                                      "2020-W52",
                                      "2021-W01",
                                      "2021-W02",
                                      "2019-S1",
                                      "2020-S1",
                                      "2020-S2",
                                      "2021-S1"});
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.gaps", "hold.gaps"));
    std::vector<std::string> found;
    for (const Error& reason : loaded.held.front().reasons) {
        found.push_back(reason.found);
    }
    EXPECT_THAT(found, testing::UnorderedElementsAre("none for '2020-W53'", "none for '2019-S2'"));
}

TEST_F(HoldOfSequences, ALongerPartOfTheYearTakesThePlaceOfTheShorter) {
    EXPECT_THAT(
        release_of("2020-08-05", {"2017/18", "2018/19", "2019/20", "2020-04-01/2020-06-30"}).held,
        IsEmpty());
    EXPECT_THAT(
        release_of("2021-02-05", {"2017/18", "2018/19", "2019/20", "2020-04-01/2020-12-31"}).held,
        IsEmpty());
    EXPECT_THAT(release_of("2021-08-05", {"2017/18", "2018/19", "2019/20", "2020/21"}).held,
                IsEmpty());
}

} // namespace
} // namespace tidemark::load

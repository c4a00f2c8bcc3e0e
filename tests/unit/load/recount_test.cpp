// Rows that are counted: a period that comes again with but a part of them must not replace its
// count, and a release is measured by its rows.
#include "fixture.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};
const Period june = month_of(2020, 6);
const Period july = month_of(2020, 7);

class Recount : public StoreTest {
  protected:
    Recount() {
        Layout records;
        records.kind = Layout::Kind::list;
        source_.recipe.layouts = {records};
    }

    // What August's file is held for, behind that of July.
    Loaded after(const FileBuilder& first, const FileBuilder& second) {
        load(source_, release("national", "2020-08-05", {first}));
        return load(source_, release("national", "2020-09-05", {second}));
    }

    Source source_ = published_source();
};

TEST_F(Recount, TheTailOfAMonthIsHeldAndItsCountStays) {
    const Loaded loaded =
        after(file("a.csv").figure(kent, june, 900).figure(essex, june, 334),
              file("a.csv").figure(kent, june, 3).figure(kent, july, 870).figure(essex, july, 300));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.recount"));
    const Error& reason = loaded.held.front().reasons.front();
    EXPECT_EQ(reason.cell, "B7");
    EXPECT_EQ(reason.expected, "at most 10% fewer than the 1,234 rows that stand for 2020-06");
    EXPECT_EQ(reason.found, "3 rows");
    EXPECT_THAT(reason.next, HasSubstr("leave those rows out with skip"));
    EXPECT_THAT(reason.next, HasSubstr("accept national --check recount"));
    EXPECT_EQ(value(source_, kent, june), 900);
    EXPECT_EQ(value(source_, essex, june), 334);
}

TEST_F(Recount, AFewRowsLessAreARevision) {
    EXPECT_THAT(codes_of_reasons(after(file("a.csv").figure(kent, june, 100),
                                       file("a.csv").figure(kent, june, 90))),
                IsEmpty());
    EXPECT_EQ(value(source_, kent, june), 90);
}

TEST_F(Recount, TheSourceSaysHowManyMayGo) {
    source_.hold.recount_percent = 50;
    EXPECT_THAT(codes_of_reasons(after(file("a.csv").figure(kent, june, 100),
                                       file("a.csv").figure(kent, june, 50))),
                IsEmpty());
    EXPECT_THAT(
        codes_of_reasons(load(
            source_, release("national", "2020-10-05", {file("a.csv").figure(kent, june, 24)}))),
        ElementsAre("hold.recount"));
}

TEST_F(Recount, MoreRowsThanTheTailThatStoodAreWelcome) {
    after(file("a.csv").figure(kent, june, 3), file("a.csv").figure(kent, june, 900));
    EXPECT_EQ(value(source_, kent, june), 900);
}

TEST_F(Recount, TheWorstPeriodIsNamedAndTheOthersCounted) {
    const Loaded loaded = after(file("a.csv").figure(kent, june, 50).figure(kent, july, 80),
                                file("a.csv").figure(kent, june, 4).figure(kent, july, 8));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.recount"));
    EXPECT_EQ(loaded.held.front().reasons.front().found, "8 rows (and too few in 1 more)");
}

TEST_F(Recount, AcceptedItStands) {
    const auto tail = file("a.csv").figure(kent, june, 3);
    after(file("a.csv").figure(kent, june, 900), tail);
    const std::string digest = tail.build().file.sha256;
    ASSERT_TRUE(store_->decide({.what = "accept",
                                .source = "national",
                                .target = "recount",
                                .file = "a.csv",
                                .digest = digest,
                                .answer = "",
                                .period = {},
                                .by = "Ann",
                                .why = "rows were moved",
                                .at = now_}));
    load(source_, release("national", "2020-09-05", {tail}));
    EXPECT_EQ(value(source_, kent, june), 3);
}

TEST_F(Recount, FiguresThatAreNoCountsMayFall) {
    source_.recipe.layouts.front().value_column = "n";
    EXPECT_THAT(codes_of_reasons(after(file("a.csv").figure(kent, june, 900),
                                       file("a.csv").figure(kent, june, 3))),
                IsEmpty());
}

TEST_F(Recount, InAFolderAMembersFileIsMeasuredByWhatItReplaces) {
    Source folder = folder_source("national");
    folder.recipe.layouts = source_.recipe.layouts;
    load(folder,
         release(
             "national",
             "2020-08-05",
             {file("kent.csv").figure(kent, june, 90), file("essex.csv").figure(essex, june, 80)}));
    EXPECT_THAT(
        codes_of_reasons(load(
            folder, release("national", "2020-09-05", {file("kent2.csv").figure(kent, june, 88)}))),
        IsEmpty());
    EXPECT_THAT(
        codes_of_reasons(
            load(folder,
                 release("national", "2020-09-06", {file("essex2.csv").figure(essex, june, 8)}))),
        ElementsAre("hold.recount"));
}

TEST_F(Recount, ShrinkAndGrowSeeRows) {
    source_.hold.shrink_percent = 5;
    source_.hold.grow_percent = 20;
    const Loaded fewer =
        after(file("a.csv").figure(kent, june, 900), file("a.csv").figure(kent, july, 800));
    ASSERT_THAT(codes_of_reasons(fewer), ElementsAre("hold.shrink"));
    EXPECT_EQ(fewer.held.front().reasons.front().expected,
              "at most 5% fewer rows than the 900 of last time");
    EXPECT_EQ(fewer.held.front().reasons.front().found, "800");
    EXPECT_THAT(
        codes_of_reasons(load(
            source_, release("national", "2020-10-05", {file("a.csv").figure(kent, july, 1081)}))),
        ElementsAre("hold.grow"));
}

// Nothing stands yet: the month beside it tells.
TEST_F(Recount, AtTheFirstLoadTheRestOfAMonthIsHeldByTheMonthBesideIt) {
    const Loaded loaded =
        load(source_,
             release("national",
                     "2020-08-05",
                     {file("a.csv").figure(kent, june, 3).figure(kent, july, 870)}));
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.recount"));
    const Error& reason = loaded.held.front().reasons.front();
    EXPECT_EQ(reason.cell, "B7");
    EXPECT_EQ(reason.expected, "the whole of 2020-06; 870 rows are of 2020-07");
    EXPECT_EQ(reason.found, "3 rows");
    EXPECT_THAT(codes_of_reasons(
                    load(source_,
                         release("national",
                                 "2020-08-05",
                                 {file("a.csv").figure(kent, june, 87).figure(kent, july, 870)}))),
                IsEmpty());
}

TEST_F(Recount, AYearBesideItsMonthsAndSmallNumbersAreNoRest) {
    EXPECT_THAT(codes_of_reasons(load(source_,
                                      release("national",
                                              "2020-08-05",
                                              {file("a.csv")
                                                   .figure(kent, calendar_year(2020), 9000)
                                                   .figure(kent, june, 3)
                                                   .figure(kent, july, 90)}))),
                IsEmpty());
}

} // namespace
} // namespace tidemark::load

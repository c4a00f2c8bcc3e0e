#include "fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};
const Period y2018 = financial_year(2018);
const Period y2019 = financial_year(2019);

class History : public StoreTest {
  protected:
    Source source_ = published_source();
};

TEST_F(History, BeginsWithABaselineThatOnlyCounts) {
    const Loaded loaded =
        load(source_,
             release("national",
                     "2019-09-05",
                     {file("a.csv").figure(kent, y2018, 10).figure(essex, y2018, 20)}));
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(loaded.vintage->cause, Cause::baseline);
    EXPECT_EQ(loaded.vintage->number, 1);
    EXPECT_EQ(loaded.vintage->published, day("2019-09-05"));
    EXPECT_EQ(loaded.changes.added, 2U);
    EXPECT_THAT(loaded.changes.changes, IsEmpty());
    EXPECT_THAT(loaded.changes.new_periods, ElementsAre(y2018));
    EXPECT_EQ(loaded.changes.new_series.size(), 2U);
}

TEST_F(History, TellsANewPeriodFromARevisedFigure) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    const Loaded loaded =
        load(source_,
             release("national",
                     "2020-09-05",
                     {file("a.csv").figure(kent, y2018, 11).figure(kent, y2019, 15)}));
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(loaded.vintage->cause, Cause::release);
    EXPECT_EQ(loaded.vintage->number, 2);
    EXPECT_EQ(loaded.changes.added, 1U);
    EXPECT_THAT(loaded.changes.new_periods, ElementsAre(y2019));
    EXPECT_THAT(loaded.changes.new_series, IsEmpty());
    ASSERT_EQ(loaded.changes.changes.size(), 1U);
    const Change& change = loaded.changes.changes.front();
    EXPECT_EQ(change.kind, Change::Kind::revised);
    EXPECT_EQ(change.before, 10);
    EXPECT_EQ(change.now, 11);
    EXPECT_EQ(change.period, y2018);
    EXPECT_EQ(change.series, (SeriesKey{"national", kent}));
}

TEST_F(History, AFigureThatBecomesAMarkerIsRevised) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 4)}));
    const Loaded loaded = load(
        source_,
        release(
            "national", "2020-09-05", {file("a.csv").marked(kent, y2018, Status::below, "<5", 5)}));
    ASSERT_EQ(loaded.changes.changes.size(), 1U);
    EXPECT_EQ(loaded.changes.changes.front().now, std::nullopt);
    EXPECT_EQ(loaded.changes.changes.front().status_now, Status::below);
    const Snapshot snapshot = store_->snapshot("national", {}).value();
    EXPECT_EQ(snapshot.series.front().figures.front().below, 5);
    EXPECT_EQ(snapshot.series.front().figures.front().raw, "<5");
}

TEST_F(History, AnEditionWithEqualFiguresIsAVintageWithoutChanges) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    const Loaded loaded = load(
        source_,
        release("national", "2020-09-05", {file("a.csv").bytes("other").figure(kent, y2018, 10)}));
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(loaded.changes.added, 0U);
    EXPECT_EQ(loaded.changes.unchanged, 1U);
    EXPECT_THAT(loaded.changes.changes, IsEmpty());
    const Figure figure = store_->snapshot("national", {}).value().series.front().figures.front();
    EXPECT_EQ(figure.last, loaded.vintage->id);
    EXPECT_NE(figure.first, figure.last);
}

TEST_F(History, AFigureGoneFromAPeriodStillPrintedIsRemoved) {
    source_.hold.lost_columns_allowed = true;
    load(source_,
         release("national",
                 "2019-09-05",
                 {file("a.csv").figure(kent, y2018, 10).figure(essex, y2018, 20)}));
    const Loaded loaded =
        load(source_, release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    ASSERT_EQ(loaded.changes.changes.size(), 1U);
    EXPECT_EQ(loaded.changes.changes.front().kind, Change::Kind::removed);
    EXPECT_EQ(loaded.changes.changes.front().before, 20);
    EXPECT_EQ(loaded.changes.changes.front().now, std::nullopt);
    EXPECT_EQ(value(source_, essex, y2018), std::nullopt);
    EXPECT_EQ(value(source_, essex, y2018, published_by("2020-01-01")), 20);
}

TEST_F(History, AnEditionOfOneYearTakesNoEarlierYearAway) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    const Loaded loaded =
        load(source_, release("national", "2020-09-05", {file("b.csv").figure(kent, y2019, 12)}));
    EXPECT_THAT(loaded.changes.changes, IsEmpty());
    EXPECT_EQ(value(source_, kent, y2018), 10);
    EXPECT_EQ(value(source_, kent, y2019), 12);
}

TEST_F(History, IsSeenAsOfAPublishedDay) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    load(source_, release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 11)}));
    EXPECT_EQ(value(source_, kent, y2018, published_by("2019-09-04")), std::nullopt);
    EXPECT_EQ(value(source_, kent, y2018, published_by("2019-09-05")), 10);
    EXPECT_EQ(value(source_, kent, y2018, published_by("2020-09-04")), 10);
    EXPECT_EQ(value(source_, kent, y2018, published_by("2020-09-05")), 11);
    EXPECT_EQ(value(source_, kent, y2018), 11);
}

TEST_F(History, IsSeenAsKnownHereOnADay) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    now_ = at("2020-10-01T12:00:00Z");
    load(source_, release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 11)}));
    const AsOf before{.published = day("2020-12-31"), .loaded = day("2020-09-30")};
    EXPECT_EQ(value(source_, kent, y2018, before), 10);
    EXPECT_EQ(value(source_, kent, y2018, known_by("2020-10-01")), 11);
    EXPECT_EQ(value(source_, kent, y2018, known_by("2020-09-04")), std::nullopt);
}

TEST_F(History, OneSeriesAloneReadsAsInTheWhole) {
    load(source_,
         release("national",
                 "2019-09-05",
                 {file("a.csv").figure(kent, y2018, 10).figure(essex, y2018, 20)}));
    load(source_,
         release("national",
                 "2020-09-05",
                 {file("a.csv").figure(kent, y2018, 11).figure(essex, y2018, 20)}));
    for (const Dims& dims : {kent, essex}) {
        for (const AsOf& as_of : {AsOf{}, published_by("2020-01-01"), known_by("2020-09-05")}) {
            const SeriesKey key{"national", dims};
            const Snapshot one = published_series(dir_.path(), key, as_of).value();
            const Snapshot all = store_->snapshot("national", as_of).value();
            ASSERT_EQ(one.series.size(), 1U);
            const Figure& figure = one.series.front().figures.front();
            const Figure& same = all.find(key)->figures.front();
            EXPECT_EQ(figure.value, same.value);
            EXPECT_EQ(figure.origin, same.origin);
            EXPECT_EQ(figure.first, same.first);
            EXPECT_EQ(figure.last, same.last);
            EXPECT_EQ(one.vintages, all.vintages);
        }
    }
    EXPECT_THAT(published_series(dir_.path(), {"national", {}}, {})->series, IsEmpty());
    EXPECT_THAT(published_series(dir_.path(), {"other", kent}, {})->series, IsEmpty());
}

TEST_F(History, TheEditionOfAFigureIsTheOneThatPrintedIt) {
    const auto edition = [&](const char* bytes, const char* published, bool both) {
        FileBuilder builder = file("a.csv").bytes(bytes).figure(kent, y2019, 12);
        load(source_,
             release("national", published, {both ? builder.figure(kent, y2018, 10) : builder}));
    };
    edition("one", "2019-09-05", true);
    edition("two", "2020-09-05", false);
    edition("three", "2021-09-05", true);
    const auto edition_of = [&](const Period& period, const AsOf& as_of) {
        const Snapshot snapshot = store_->snapshot("national", as_of).value();
        const auto& figures = snapshot.series.front().figures;
        return snapshot.vintages.at(std::ranges::find(figures, period, &Figure::period)->last)
            .number;
    };
    EXPECT_EQ(edition_of(y2018, published_by("2020-12-31")), 1) << "the second did not print it";
    EXPECT_EQ(edition_of(y2019, published_by("2020-12-31")), 2);
    EXPECT_EQ(edition_of(y2018, {}), 3);
}

TEST_F(History, ALateEditionAddsNothingThatLaterOnesLeaveOut) {
    source_.hold.lost_columns_allowed = true;
    load(source_, release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    load(source_,
         release("national",
                 "2019-09-05",
                 {file("b.csv").figure(kent, y2018, 10).figure(essex, y2018, 20)}));
    EXPECT_EQ(value(source_, essex, y2018, published_by("2020-01-01")), 20);
    EXPECT_EQ(value(source_, essex, y2018), std::nullopt);
}

TEST_F(History, PutsAnOlderEditionInItsPlace) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    load(source_,
         release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 10).bytes("b")}));
    const Loaded late =
        load(source_, release("national", "2020-03-05", {file("a.csv").figure(kent, y2018, 12)}));
    ASSERT_EQ(late.changes.changes.size(), 1U);
    EXPECT_EQ(value(source_, kent, y2018, published_by("2020-03-04")), 10);
    EXPECT_EQ(value(source_, kent, y2018, published_by("2020-03-05")), 12);
    EXPECT_EQ(value(source_, kent, y2018, published_by("2020-09-05")), 10);
    EXPECT_EQ(value(source_, kent, y2018), 10) << "the later edition printed it again";
}

TEST_F(History, KnowsTheCellOfEveryFigure) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    const Snapshot snapshot = store_->snapshot("national", {}).value();
    const Figure& figure = snapshot.series.front().figures.front();
    EXPECT_EQ(figure.origin.file, "a.csv");
    EXPECT_EQ(figure.origin.sheet, "Table 1");
    EXPECT_EQ(figure.origin.cell, "B7");
    EXPECT_EQ(figure.origin.sha256.size(), 64U);
    EXPECT_EQ(figure.label, "2018/19");
    EXPECT_EQ(snapshot.vintages.at(figure.first).published, day("2019-09-05"));
}

TEST_F(History, AFolderComparesWithTheMembersOwnFile) {
    const Source foi = folder_source();
    load(foi,
         release("foi",
                 "",
                 {file("kent.xlsx").figure(kent, y2018, 10).figure(kent, y2019, 12),
                  file("essex.xlsx").figure(essex, y2018, 20)}));
    const Loaded loaded =
        load(foi, release("foi", "", {file("kent_late.xlsx").figure(kent, y2018, 11)}));
    EXPECT_THAT(loaded.members, ElementsAre("kent"));
    ASSERT_EQ(loaded.changes.changes.size(), 1U) << "neither Essex nor 2019/20 is taken away";
    EXPECT_EQ(loaded.changes.changes.front().kind, Change::Kind::revised);
    EXPECT_EQ(value(foi, kent, y2019), 12);
    EXPECT_EQ(value(foi, essex, y2018), 20);
}

TEST_F(History, IsUnchangedByAPassThatIsNotCommitted) {
    load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    {
        auto pass = store_->begin("national").value();
        ASSERT_TRUE(
            pass->load(source_,
                       {},
                       release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 11)}),
                       now_));
        EXPECT_EQ(pass->snapshot().value().series.front().figures.front().value, 11);
    }
    EXPECT_EQ(value(source_, kent, y2018), 10);
    EXPECT_EQ(store_->snapshot("national", {}).value().vintages.size(), 1U);
}

} // namespace
} // namespace tidemark::load

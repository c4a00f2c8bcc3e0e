// What editions did to figures that stood, and the state of a source at each of its vintages.
#include "fixture.hpp"
#include "pipeline/model/revision.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::IsEmpty;
using Kind = Revision::Kind;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};
const Period y2018 = financial_year(2018);
const Period y2019 = financial_year(2019);

class Revisions : public StoreTest {
  protected:
    Revisions() { source_.hold.lost_columns_allowed = true; }

    void edition(std::string_view day, FileBuilder file) {
        load(source_, release("national", day, {std::move(file)}));
    }

    [[nodiscard]] std::vector<Revision> all() const {
        return store_->revisions("national").value();
    }

    // Of the vintages in order: "v1", "v2", ... as they were loaded.
    [[nodiscard]] Snapshot by_vintage(std::int64_t number) const {
        const Snapshot now = store_->snapshot("national", {}).value();
        for (const auto& [id, vintage] : now.vintages) {
            if (vintage.number == number) {
                return store_->snapshot("national", {{}, {}, id}).value();
            }
        }
        ADD_FAILURE() << "no v" << number;
        return {};
    }

    Source source_ = published_source();
};

TEST_F(Revisions, NameOldAndNewWithTheirCells) {
    edition("2019-09-05", file("a.csv").figure(kent, y2018, 10).figure(essex, y2018, 20));
    edition("2020-09-05", file("b.csv").figure(essex, y2018, 20).figure(kent, y2018, 11));
    ASSERT_EQ(all().size(), 1U);
    const Revision revision = all().front();
    EXPECT_EQ(revision.kind, Kind::revised);
    EXPECT_EQ(revision.series, (SeriesKey{"national", kent}));
    EXPECT_EQ(revision.period, y2018);
    EXPECT_EQ(revision.before.value, 10);
    EXPECT_EQ(revision.before.origin.file, "a.csv");
    ASSERT_TRUE(revision.now);
    EXPECT_EQ(revision.now->value, 11);
    EXPECT_EQ(revision.now->origin.file, "b.csv");
    EXPECT_EQ(revision.now->origin.cell, "B8");
}

TEST_F(Revisions, TellARemovedFigureAndItsReturn) {
    edition("2019-09-05", file("a.csv").figure(kent, y2018, 10).figure(essex, y2018, 20));
    edition("2020-09-05", file("b.csv").figure(essex, y2018, 20));
    ASSERT_EQ(all().size(), 1U);
    EXPECT_EQ(all()[0].kind, Kind::removed);
    EXPECT_FALSE(all()[0].now);
    edition("2021-09-05", file("c.csv").figure(kent, y2018, 10).figure(essex, y2018, 20));
    ASSERT_EQ(all().size(), 2U);
    EXPECT_EQ(all()[1].kind, Kind::returned);
    EXPECT_EQ(all()[1].now->value, 10);
}

TEST_F(Revisions, TellAStatusThatChangesAlone) {
    FileBuilder provisional = file("a.csv");
    provisional.marked(kent, y2018, Status::not_available, "..");
    edition("2019-09-05", std::move(provisional));
    edition("2020-09-05", file("b.csv").figure(kent, y2018, 11));
    ASSERT_EQ(all().size(), 1U);
    EXPECT_EQ(all()[0].before.status, Status::not_available);
    EXPECT_EQ(all()[0].now->status, Status::normal);
}

TEST_F(Revisions, KeepOurOwnReReadingApart) {
    edition("2019-09-05", file("a.csv").bytes("A").figure(kent, y2018, 10));
    Batch again =
        release("national", "", {file("a.csv", "parser-2").bytes("A").figure(kent, y2018, 1000)});
    again.release.reread = true;
    load(source_, again);
    ASSERT_EQ(all().size(), 1U);
    EXPECT_EQ(all()[0].kind, Kind::reread);
}

// The older edition that comes late had printed another figure: that is where it was revised.
TEST_F(Revisions, FollowTheOrderOfPublication) {
    edition("2020-09-05", file("b.csv").figure(kent, y2018, 11));
    edition("2019-09-05", file("a.csv").figure(kent, y2018, 10));
    ASSERT_EQ(all().size(), 1U);
    EXPECT_EQ(all()[0].before.value, 10);
    EXPECT_EQ(all()[0].now->value, 11);
    EXPECT_EQ(by_vintage(2).series.front().figures.front().value, 10) << "published first";
    EXPECT_EQ(by_vintage(1).series.front().figures.front().value, 11);
}

TEST_F(Revisions, ANewPeriodIsNone) {
    edition("2019-09-05", file("a.csv").figure(kent, y2018, 10));
    edition("2020-09-05", file("b.csv").figure(kent, y2018, 10).figure(kent, y2019, 12));
    EXPECT_THAT(all(), IsEmpty());
    const auto differing = differences(by_vintage(1), by_vintage(2));
    EXPECT_EQ(differing.size(), 1U);
}

TEST_F(Revisions, DifferencesOfTwoVintagesNameEachSide) {
    edition("2019-09-05", file("a.csv").figure(kent, y2018, 10).figure(essex, y2018, 20));
    edition("2020-09-05", file("b.csv").figure(kent, y2018, 11).figure(kent, y2019, 12));
    const Snapshot first = by_vintage(1);
    const Snapshot second = by_vintage(2);
    const auto all = differences(first, second);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].series.dims, essex);
    EXPECT_EQ(all[0].now, nullptr) << "removed";
    EXPECT_EQ(all[1].before->value, 10);
    EXPECT_EQ(all[1].now->value, 11);
    EXPECT_EQ(all[2].before, nullptr) << "added";
    EXPECT_EQ(all[2].period, y2019);
    EXPECT_THAT(differences(second, second), IsEmpty());
    EXPECT_EQ(differences(second, first).size(), 3U) << "the other way round as well";
}

} // namespace
} // namespace tidemark::load

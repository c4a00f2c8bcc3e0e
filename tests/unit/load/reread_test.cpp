#include "fixture.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::IsEmpty;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};
const Period y2018 = financial_year(2018);
const Period y2019 = financial_year(2019);

Batch reread(const std::vector<FileBuilder>& files) {
    Batch batch = release("national", "", files);
    batch.release.reread = true;
    return batch;
}

class Reread : public StoreTest {
  protected:
    Source source_ = published_source();
};

TEST_F(Reread, ChangedFiguresAreOursAndNeverRevised) {
    load(source_,
         release("national", "2019-09-05", {file("a.csv").bytes("A").figure(kent, y2018, 10)}));
    const Loaded loaded =
        load(source_, reread({file("a.csv", "parser-2").bytes("A").figure(kent, y2018, 1000)}));
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(loaded.vintage->cause, Cause::reread);
    EXPECT_EQ(loaded.vintage->published, day("2019-09-05")) << "the publisher's day stays";
    ASSERT_EQ(loaded.changes.changes.size(), 1U);
    EXPECT_EQ(loaded.changes.changes.front().kind, Change::Kind::reread);
    EXPECT_EQ(value(source_, kent, y2018), 1000);
    EXPECT_EQ(value(source_, kent, y2018, published_by("2019-09-05")), 1000);
    EXPECT_EQ(value(source_, kent, y2018, known_by("2020-09-04")), std::nullopt);
}

TEST_F(Reread, WithoutADifferenceMakesNoVintageButIsRemembered) {
    load(source_,
         release("national", "2019-09-05", {file("a.csv").bytes("A").figure(kent, y2018, 10)}));
    const Loaded loaded =
        load(source_, reread({file("a.csv", "parser-2").bytes("A").figure(kent, y2018, 10)}));
    EXPECT_FALSE(loaded.vintage);
    EXPECT_EQ(loaded.changes.unchanged, 1U);
    const Known known = store_->known("national").value();
    ASSERT_EQ(known.files.size(), 1U);
    EXPECT_EQ(known.files.front().file.parser, "parser-2");
    EXPECT_EQ(store_->snapshot("national", {}).value().vintages.size(), 1U);
}

TEST_F(Reread, AFigureThatIsNoLongerReadIsClosed) {
    source_.hold.lost_columns_allowed = true;
    load(source_,
         release("national",
                 "2019-09-05",
                 {file("a.csv").bytes("A").figure(kent, y2018, 10).figure(essex, y2019, 20)}));
    const Loaded loaded =
        load(source_, reread({file("a.csv", "parser-2").bytes("A").figure(kent, y2018, 10)}));
    ASSERT_EQ(loaded.changes.changes.size(), 1U);
    EXPECT_EQ(loaded.changes.changes.front().kind, Change::Kind::reread);
    EXPECT_EQ(loaded.changes.changes.front().now, std::nullopt);
    EXPECT_EQ(value(source_, essex, y2019), std::nullopt);
}

TEST_F(Reread, EachEditionIsReadAgainInItsOwnPlace) {
    load(source_,
         release("national", "2019-09-05", {file("a.csv").bytes("A").figure(kent, y2018, 10)}));
    load(source_,
         release("national",
                 "2020-09-05",
                 {file("b.csv").bytes("B").figure(kent, y2018, 11).figure(kent, y2019, 12)}));
    load(source_,
         reread({file("a.csv", "parser-2").bytes("A").figure(kent, y2018, 100),
                 file("b.csv", "parser-2")
                     .bytes("B")
                     .figure(kent, y2018, 110)
                     .figure(kent, y2019, 120)}));
    EXPECT_EQ(value(source_, kent, y2018, published_by("2020-01-01")), 100);
    EXPECT_EQ(value(source_, kent, y2018), 110);
    EXPECT_EQ(value(source_, kent, y2019), 120);
    now_ = at("2020-09-05T07:30:00Z");
    EXPECT_EQ(value(source_, kent, y2018), 110);
}

TEST_F(Reread, AFileThatWaitedIsNewsWhenItsLayoutIsMended) {
    load(source_,
         release("national", "2019-09-05", {file("a.csv").bytes("A").figure(kent, y2018, 10)}));
    const Error anchor{.fault = Fault::held, .code = "layout.anchor"};
    const Loaded held =
        load(source_, release("national", "2020-09-05", {file("b.csv").bytes("B").drift(anchor)}));
    EXPECT_FALSE(held.vintage);
    const Loaded mended = load(source_,
                               reread({file("a.csv", "parser-2").bytes("A").figure(kent, y2018, 10),
                                       file("b.csv", "parser-2")
                                           .bytes("B")
                                           .figure(kent, y2018, 11)
                                           .figure(kent, y2019, 12)}));
    ASSERT_TRUE(mended.vintage);
    EXPECT_EQ(mended.vintage->cause, Cause::release) << "its figures were never let in before";
    EXPECT_EQ(mended.vintage->published, day("2020-09-05"));
    ASSERT_EQ(mended.changes.changes.size(), 1U);
    EXPECT_EQ(mended.changes.changes.front().kind, Change::Kind::revised);
    EXPECT_THAT(store_->held("national").value(), IsEmpty());
}

TEST_F(Reread, InAFolderTheMembersNewerFileStillCounts) {
    const Source foi = folder_source();
    load(foi, release("foi", "", {file("kent.xlsx").bytes("A").figure(kent, y2018, 10)}));
    load(foi, release("foi", "", {file("kent_2.xlsx").bytes("B").figure(kent, y2018, 11)}));
    Batch again = release("foi",
                          "",
                          {file("kent.xlsx", "parser-2").bytes("A").figure(kent, y2018, 10),
                           file("kent_2.xlsx", "parser-2").bytes("B").figure(kent, y2018, 11)});
    again.release.reread = true;
    const Loaded loaded = load(foi, again);
    EXPECT_FALSE(loaded.vintage);
    EXPECT_THAT(loaded.held, IsEmpty());
    EXPECT_EQ(value(foi, kent, y2018), 11);
}

TEST_F(Reread, OldBytesServedAgainAreThePublishersChange) {
    load(source_,
         release("national", "2019-09-05", {file("a.csv").bytes("A").figure(kent, y2018, 10)}));
    load(source_,
         release("national", "2019-10-05", {file("a.csv").bytes("B").figure(kent, y2018, 11)}));
    const Loaded back =
        load(source_,
             release("national", "2019-11-05", {file("a.csv").bytes("A").figure(kent, y2018, 10)}));
    ASSERT_EQ(back.changes.changes.size(), 1U);
    EXPECT_EQ(back.changes.changes.front().kind, Change::Kind::revised);
    EXPECT_EQ(value(source_, kent, y2018), 10);
}

} // namespace
} // namespace tidemark::load

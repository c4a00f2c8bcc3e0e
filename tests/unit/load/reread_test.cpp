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

TEST_F(Reread, AnEditionOfTheSameDayStaysBehindTheNewerOne) {
    const std::string day = "2019-09-05";
    load(source_, release("national", day, {file("a.csv").bytes("A").figure(kent, y2018, 990)}));
    load(source_, release("national", day, {file("b.csv").bytes("B").figure(kent, y2018, 1100)}));
    const Error drift{.fault = Fault::held, .code = "layout.marker"};
    const Loaded loaded =
        load(source_,
             reread({file("a.csv", "parser-2").bytes("A").figure(kent, y2018, 991),
                     file("b.csv", "parser-2").bytes("B").drift(drift)}));
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(loaded.vintage->rereads, 1) << "behind the vintage that took its file in";
    EXPECT_EQ(value(source_, kent, y2018), 1100);
    const Loaded again =
        load(source_, reread({file("a.csv", "parser-3").bytes("A").figure(kent, y2018, 992)}));
    EXPECT_EQ(again.vintage->rereads, loaded.vintage->id);
    EXPECT_EQ(value(source_, kent, y2018), 1100);
}

TEST_F(Reread, AFigureThatALaterEditionTookBackStaysAway) {
    load(source_,
         release("national", "2019-09-05", {file("a.csv").bytes("A").figure(kent, y2018, 10)}));
    source_.hold.lost_columns_allowed = true;
    load(source_,
         release("national", "2020-09-05", {file("b.csv").bytes("B").figure(essex, y2018, 20)}));
    ASSERT_EQ(value(source_, kent, y2018), std::nullopt);
    load(source_,
         reread({file("a.csv", "parser-2")
                     .bytes("A")
                     .figure(kent, y2018, 10)
                     .figure({{"area", "wales"}}, y2018, 5),
                 file("b.csv", "parser-2").bytes("B").figure(essex, y2018, 20)}));
    EXPECT_EQ(value(source_, kent, y2018), std::nullopt);
    EXPECT_EQ(value(source_, {{"area", "wales"}}, y2018), std::nullopt)
        << "the later edition prints that year without it";
    EXPECT_EQ(value(source_, {{"area", "wales"}}, y2018, published_by("2020-01-01")), 5);
}

// What each member sent, and a newer file of Kent that leaves a figure out.
class RereadFolder : public Reread {
  protected:
    const Dims kent_y{{"area", "kent"}, {"kind", "y"}};

    void SetUp() override {
        Reread::SetUp();
        foi_.hold.lost_columns_allowed = true;
        load(foi_, release("foi", "", {kent_1(), essex_1()}));
        now_ += std::chrono::days(30);
        load(foi_, release("foi", "", {kent_2()}));
        ASSERT_EQ(value(foi_, kent_y, y2019), std::nullopt);
    }

    static Batch mended(std::vector<FileBuilder> files) {
        Batch batch = release("foi", "", files);
        batch.release.reread = true;
        return batch;
    }

    [[nodiscard]] FileBuilder kent_1(const std::string& parser = "parser-1") const {
        return file("kent_1.csv", parser)
            .bytes("K1")
            .figure(kent, y2018, 100)
            .figure(kent, y2019, 120)
            .figure(kent_y, y2019, 30);
    }

    [[nodiscard]] FileBuilder kent_2(const std::string& parser = "parser-1") const {
        return file("kent_2.csv", parser).bytes("K2").figure(kent, y2019, 125);
    }

    [[nodiscard]] static FileBuilder essex_1(double figure = 50,
                                             const std::string& parser = "parser-1") {
        return file("essex_1.csv", parser).bytes("E1").figure(essex, y2018, figure);
    }

    Source foi_ = folder_source();
};

TEST_F(RereadFolder, AFigureThatTheMembersNewerFileLeftOutStaysAway) {
    const Loaded loaded =
        load(foi_, mended({kent_1("parser-2"), kent_2("parser-2"), essex_1(50, "parser-2")}));
    EXPECT_FALSE(loaded.vintage);
    EXPECT_EQ(loaded.changes.added, 0U);
    EXPECT_EQ(value(foi_, kent_y, y2019), std::nullopt);
    EXPECT_EQ(value(foi_, kent, y2019), 125);
}

TEST_F(RereadFolder, NoFigureMovesToAnEditionThatItsFileDoesNotBelongTo) {
    const auto edition = [&](const Dims& dims, const Period& period) {
        const Snapshot snapshot = store_->snapshot("foi", {}).value();
        const auto& figures = snapshot.find({"foi", dims})->figures;
        const auto found = std::ranges::find(figures, period, &Figure::period);
        return snapshot.vintages.at(found->last).published;
    };
    const Day first = edition(kent, y2018);
    const Day second = edition(kent, y2019);
    ASSERT_LT(first, second);
    const Loaded loaded =
        load(foi_, mended({kent_1("parser-2"), kent_2("parser-2"), essex_1(51, "parser-2")}));
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(value(foi_, essex, y2018), 51);
    EXPECT_EQ(edition(kent, y2018), first);
    EXPECT_EQ(edition(essex, y2018), first);
    EXPECT_EQ(edition(kent, y2019), second);
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

TEST_F(Reread, AnEditionThatThePublisherWentBackToIsNew) {
    const auto edition = [](const char* name, double figure) {
        return file(name).bytes(name).figure(kent, y2018, figure);
    };
    load(source_, release("national", "2019-09-05", {edition("v1.csv", 990)}));
    load(source_, release("national", "2019-09-05", {edition("v2.csv", 1100)}));
    EXPECT_TRUE(store_->known("national")->files.back().newest);
    EXPECT_FALSE(store_->known("national")->files.front().newest);
    const Loaded back = load(source_, release("national", "2019-09-05", {edition("v1.csv", 990)}));
    ASSERT_TRUE(back.vintage);
    EXPECT_EQ(back.vintage->cause, Cause::release);
    ASSERT_EQ(back.changes.changes.size(), 1U);
    EXPECT_EQ(back.changes.changes.front().kind, Change::Kind::revised);
    EXPECT_EQ(value(source_, kent, y2018), 990);
    EXPECT_EQ(store_->known("national")->published, day("2019-09-05"));
}

TEST_F(Reread, OfWhatWasServedBeforeIsNoNewLook) {
    load(source_,
         release("national", "2019-09-05", {file("v1.csv").bytes("A").figure(kent, y2018, 10)}));
    load(source_,
         release("national", "2019-09-06", {file("v2.csv").bytes("B").figure(kent, y2018, 10)}));
    load(source_, reread({file("v1.csv", "parser-2").bytes("A").figure(kent, y2018, 11)}));
    const Known known = store_->known("national").value();
    EXPECT_FALSE(known.files.front().newest);
    EXPECT_TRUE(known.files.back().newest);
}

TEST_F(Reread, AMendedLayoutMeetsANewEditionAndEachIsItself) {
    load(source_,
         release("national", "2019-09-05", {file("a.csv").bytes("A").figure(kent, y2018, 600)}));
    Batch both = release(
        "national", "2020-09-05", {file("a.csv", "parser-2").bytes("B").figure(kent, y2018, 1100)});
    both.files.insert(both.files.begin(),
                      file("a.csv", "parser-2").bytes("A").figure(kent, y2018, 1100).build());
    const Loaded loaded = load(source_, both);
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(loaded.vintage->number, 3);
    EXPECT_EQ(loaded.vintage->cause, Cause::release);
    ASSERT_EQ(loaded.changes.changes.size(), 1U) << "the publisher revised nothing";
    EXPECT_EQ(loaded.changes.changes.front().kind, Change::Kind::reread);
    EXPECT_EQ(value(source_, kent, y2018, published_by("2019-09-05")), 1100);
}

TEST_F(Reread, AnAnswerThatWaitedInAFolderIsNewerThanWhatCameMeanwhile) {
    const Source foi = folder_source();
    const Error anchor{.fault = Fault::held, .code = "layout.anchor"};
    load(foi,
         release("foi",
                 "",
                 {file("kent").bytes("K").drift(anchor), file("essex").figure(essex, y2018, 1)}));
    now_ += std::chrono::days(30);
    load(foi, release("foi", "", {file("essex").figure(essex, y2018, 2)}));
    const Day meanwhile = store_->known("foi")->published.value();
    Batch mended = release("foi", "", {file("kent", "parser-2").bytes("K").figure(kent, y2018, 3)});
    mended.release.reread = true;
    const Loaded loaded = load(foi, mended);
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(loaded.vintage->cause, Cause::release);
    EXPECT_EQ(loaded.vintage->published, meanwhile);
}

TEST_F(Reread, FilesThatLeftTheirFolderNoLongerWait) {
    Batch both =
        release("foi",
                "",
                {file("kent_1").figure(kent, y2018, 100), file("kent_2").figure(kent, y2018, 110)});
    const Source foi = folder_source();
    ASSERT_EQ(load(foi, both).held.size(), 2U);
    EXPECT_TRUE(store_->known("foi")->files.front().disputed);
    Batch left = both;
    left.release.reread = true;
    left.release.gone = {"kent_2"};
    left.files.pop_back();
    EXPECT_THAT(load(foi, left).held, IsEmpty());
    EXPECT_THAT(store_->held("foi").value(), IsEmpty());
    EXPECT_EQ(value(foi, kent, y2018), 100);
}

} // namespace
} // namespace tidemark::load

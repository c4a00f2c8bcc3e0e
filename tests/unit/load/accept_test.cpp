#include "fixture.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Dims kent{{"area", "kent"}};
const Dims essex{{"area", "essex"}};
const Period y2018 = financial_year(2018);
const Period y2019 = financial_year(2019);

class Accept : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        load(source_, release("national", "2019-09-05", {both_}));
        ASSERT_FALSE(load(source_, smaller()).held.empty());
    }

    [[nodiscard]] Batch smaller() const {
        return release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 1)});
    }

    [[nodiscard]] Decision decision(std::string check) const {
        return {.what = "accept",
                .source = "national",
                .target = std::move(check),
                .file = "a.csv",
                .digest = smaller().files.front().file.sha256,
                .answer = "",
                .period = {},
                .by = "Ann",
                .why = "Essex left the survey",
                .at = now_};
    }

    Source source_ = published_source();
    FileBuilder both_ = file("a.csv").figure(kent, y2018, 1).figure(essex, y2018, 2);
};

TEST_F(Accept, LetsTheHeldReleaseInOnce) {
    ASSERT_TRUE(store_->decide(decision("lost_cols")));
    EXPECT_TRUE(store_->known("national")->files.front().accepted);
    Batch again = smaller();
    again.release.reread = true; // no new bytes: from the archive
    const Loaded loaded = load(source_, again);
    ASSERT_TRUE(loaded.vintage);
    EXPECT_EQ(loaded.vintage->cause, Cause::release) << "let in for the first time: news";
    EXPECT_EQ(loaded.vintage->published, day("2020-09-05"));
    EXPECT_FALSE(store_->known("national")->files.front().accepted) << "used up";
    EXPECT_THAT(store_->held("national").value(), IsEmpty());
    load(source_, release("national", "2020-10-05", {both_}));
    const Loaded later =
        load(source_,
             release("national", "2020-11-05", {file("a.csv").bytes("x").figure(kent, y2018, 1)}));
    EXPECT_THAT(codes_of_reasons(later), ElementsAre("hold.lost_cols"));
}

TEST_F(Accept, OfAnotherCheckLetsNothingIn) {
    const auto decided = store_->decide(decision("shrink"));
    ASSERT_FALSE(decided);
    EXPECT_EQ(decided.error().fault, Fault::usage);
    EXPECT_EQ(decided.error().found, "'a.csv' held for hold.lost_cols");
}

TEST_F(Accept, OfAllChecksLetsIn) {
    ASSERT_TRUE(store_->decide(decision("*")));
    EXPECT_TRUE(load(source_, smaller()).vintage);
}

TEST_F(Accept, IsForThoseBytesAlone) {
    ASSERT_TRUE(store_->decide(decision("*")));
    const Loaded other =
        load(source_, release("national", "2020-09-06", {file("a.csv").figure(kent, y2019, 1)}));
    EXPECT_THAT(codes_of_reasons(other), ElementsAre("hold.lost_cols"));
}

TEST_F(Accept, CannotLetADriftIn) {
    const Batch drifted =
        release("national",
                "2020-09-06",
                {file("a.csv").drift({.fault = Fault::held, .code = "layout.label"})});
    load(source_, drifted);
    Decision decision = this->decision("*");
    decision.digest = drifted.files.front().file.sha256;
    EXPECT_FALSE(store_->decide(decision));
}

TEST_F(Accept, IsForTheReleaseThatThePersonSaw) {
    load(source_, release("national", "2020-10-05", {file("a.csv").figure(kent, y2018, 3)}));
    const auto decided = store_->decide(decision("lost_cols"));
    ASSERT_FALSE(decided) << "another has come since";
    EXPECT_EQ(decided.error().expected, "that release, held for hold.lost_cols");
}

TEST_F(Accept, LetsOneFileOfAFolderInAndTheOtherWaits) {
    Source foi = folder_source();
    foi.hold.shrink_percent = 10;
    const auto two_years = [&](const char* name, const Dims& dims) {
        return file(name).figure(dims, y2018, 1).figure(dims, y2019, 2);
    };
    load(foi, release("foi", "", {two_years("kent_1", kent), two_years("essex_1", essex)}));
    const Batch shrunk = release("foi",
                                 "",
                                 {file("kent_2").bytes("equal").figure(kent, y2018, 1),
                                  file("essex_2").bytes("equal").figure(essex, y2018, 1)});
    ASSERT_EQ(load(foi, shrunk).held.size(), 2U);
    Decision decision = this->decision("shrink");
    decision.source = "foi";
    decision.file = "kent_2";
    decision.digest = shrunk.files.front().file.sha256;
    ASSERT_TRUE(store_->decide(decision));
    const auto known = store_->known("foi")->files;
    EXPECT_EQ(std::ranges::count(known, true, &KnownFile::accepted), 1)
        << "equal bytes from another force are another answer";
    Batch again = shrunk;
    again.release.reread = true;
    EXPECT_THAT(load(foi, again).members, ElementsAre("kent"));
    const auto waiting = store_->held("foi").value();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting.front().file.name, "essex_2");
}

TEST_F(Accept, GivenTwiceIsGivenOnce) {
    ASSERT_TRUE(store_->decide(decision("lost_cols")));
    ASSERT_TRUE(store_->decide(decision("lost_cols")));
    ASSERT_TRUE(store_->decide(decision("*")));
    ASSERT_TRUE(load(source_, smaller()).vintage);
    EXPECT_FALSE(store_->known("national")->files.front().accepted);
}

TEST_F(Accept, CountsForNoCheckThatThePersonDidNotSee) {
    ASSERT_TRUE(store_->decide(decision("*"))); // held for lost_cols alone
    source_.hold.shrink_percent = 2;
    EXPECT_THAT(codes_of_reasons(load(source_, smaller())), ElementsAre("hold.shrink"));
}

TEST_F(Accept, OfASourceThatNeverRanIsUsage) {
    Decision decision = this->decision("*");
    decision.source = "nothing";
    EXPECT_EQ(store_->decide(decision).error().found, "none held");
}

} // namespace
} // namespace tidemark::load

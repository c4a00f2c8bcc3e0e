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
    load(source_,
         release("national",
                 "2020-09-06",
                 {file("a.csv").drift({.fault = Fault::held, .code = "layout.label"})}));
    EXPECT_FALSE(store_->decide(decision("*")));
}

TEST_F(Accept, OfASourceThatNeverRanIsUsage) {
    Decision decision = this->decision("*");
    decision.source = "nothing";
    EXPECT_EQ(store_->decide(decision).error().found, "none held");
}

} // namespace
} // namespace tidemark::load

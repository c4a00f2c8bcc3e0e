// The publisher's own change as a second opinion: bases are revised between editions.
#include "pipeline/alert/rules/publisher.hpp"
#include "pipeline/base/text.hpp"
#include "tests/unit/alert/world.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace tidemark {
namespace {

using test::World;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Dims counts{{"area", "HAMP"}, {"figure", "count"}};
const Dims changes{{"area", "HAMP"}, {"figure", "change"}};

class Publisher : public ::testing::Test {
  protected:
    Publisher() {
        Rule rule = test::yoy(10, -10);
        rule.where = counts;
        rule.publisher_change = {{"figure", "change"}};
        rule.severity = Severity::warning;
        world_.source.rules = {rule};
        world_.source.recipe.member = MemberRule{.dim = "area", .match = {}, .codelist = "forces"};
    }

    // An edition with the base alone, then one with the year after it and the publisher's change.
    std::vector<Line> editions(double before, double now, std::optional<double> change) {
        world_.edition = 1;
        world_.figure(counts, 2018, before);
        (void)world_.pass({.cause = Cause::baseline, .published = "2019-06-01"});
        world_.edition = 2;
        world_.figure(counts, 2019, now);
        world_.figure(changes, 2019, change);
        return world_.pass({.published = "2020-06-01"});
    }

    static std::vector<std::string> fresh(const std::vector<Line>& lines) {
        return World::texts(lines, State::fresh);
    }

    static Severity severity(const std::vector<Line>& lines) {
        for (const Line& line : lines) {
            if (line.state == State::fresh) {
                return line.severity;
            }
        }
        return Severity::error;
    }

    World world_;
};

TEST_F(Publisher, WhoAgreesMakesAnOlderBaseAsGoodAsAny) {
    const auto lines = editions(1000, 1123, 12.3);
    ASSERT_EQ(fresh(lines).size(), 1U);
    EXPECT_THAT(fresh(lines)[0], HasSubstr("rose 12.3% from 1,000 in 2018/19 to 1,123"));
    EXPECT_EQ(fresh(lines)[0].find("may since"), std::string::npos) << fresh(lines)[0];
    EXPECT_EQ(severity(lines), Severity::warning);
}

// Lancashire, sexual offences, year ending June 2019: +12.3% on the edition before, +2.2% in P2.
TEST_F(Publisher, WhoDiffersSilencesARiseThatIsOursAlone) {
    EXPECT_THAT(fresh(editions(1000, 1123, 2.2)), IsEmpty());
}

TEST_F(Publisher, WhoDiffersIsSaidAndOursIsEvidence) {
    const auto lines = editions(1000, 1300, 15.04);
    ASSERT_EQ(fresh(lines).size(), 1U);
    EXPECT_THAT(fresh(lines)[0],
                HasSubstr("rose 15.0% in 2019/20 on 2018/19, to 1,300, by the publisher's own "
                          "figure"));
    EXPECT_EQ(severity(lines), Severity::warning);
    for (const Line& line : lines) {
        if (line.state != State::fresh) {
            continue;
        }
        const auto json = nlohmann::json::parse(line.json);
        EXPECT_EQ(json.at("change_pct"), 15.0);
        EXPECT_EQ(json.at("our_change_pct"), 30.0);
        EXPECT_FALSE(json.contains("compare")) << "the base is not the publisher's any more";
        EXPECT_THAT(json.at("reason").get<std::string>(), HasSubstr("1,000 to 1,300"));
        EXPECT_EQ(json.at("evidence").size(), 3U) << "the publisher's change and both of ours";
    }
}

TEST_F(Publisher, ARiseOfThePublishersAloneIsSaid) {
    const auto lines = editions(1000, 1050, 12.0);
    ASSERT_EQ(fresh(lines).size(), 1U);
    EXPECT_THAT(fresh(lines)[0], HasSubstr("rose 12.0%"));
}

TEST_F(Publisher, AMarkerInPlaceOfAChangeLeavesNoPercentage) {
    const auto lines = editions(1000, 1300, std::nullopt);
    ASSERT_EQ(fresh(lines).size(), 1U);
    EXPECT_THAT(fresh(lines)[0], HasSubstr("rose from 1,000 in 2018/19 to 1,300 in 2019/20; base"));
    EXPECT_EQ(fresh(lines)[0].find('%'), std::string::npos);
    EXPECT_EQ(severity(lines), Severity::info);
}

TEST_F(Publisher, ARevisionOfTheirsIsRestated) {
    (void)editions(1000, 1300, 15.04);
    world_.edition = 3;
    world_.figure(counts, 2019, 1300);
    world_.figure(changes, 2019, 14.0);
    const auto lines = world_.pass({.published = "2021-06-01"});
    const auto texts = World::texts(lines, State::restated);
    ASSERT_EQ(texts.size(), 1U);
    EXPECT_THAT(texts[0],
                HasSubstr("is now 14.0% to 1,300 by the publisher's own figure, was 15.0% to 1,300 "
                          "by the publisher's own figure"));
}

TEST(AgreeAfterRounding, ToAsManyDecimalsAsThePublisherPrints) {
    EXPECT_TRUE(alert::agree_after_rounding(12.34, 12.3, 1));
    EXPECT_TRUE(alert::agree_after_rounding(12.34, 12.3042, 1));
    EXPECT_FALSE(alert::agree_after_rounding(12.34, 12.4, 1));
    EXPECT_FALSE(alert::agree_after_rounding(-4.62, -5, 1)) << "-5.0 among others with decimals";
    EXPECT_TRUE(alert::agree_after_rounding(12.4, 12, 0));
    EXPECT_FALSE(alert::agree_after_rounding(12.6, 12, 0));
    EXPECT_FALSE(alert::agree_after_rounding(-0.5, -2.363, 1));
    EXPECT_TRUE(alert::agree_after_rounding(-2.36, -2.4, 1));
}

} // namespace
} // namespace tidemark

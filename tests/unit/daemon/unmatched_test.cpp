// What a source file asks for and no series answers.
#include "daemon/unmatched.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidemark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Unmatched : public testing::Test {
  protected:
    Unmatched() {
        source.id = "crime";
        for (const char* area : {"KENT", "HAMP"}) {
            for (const char* offence : {"rape", "theft"}) {
                series.push_back(
                    {.source = "crime", .dims = {{"area", area}, {"offence", offence}}});
            }
        }
    }

    void ask(const Dims& where) {
        Rule rule;
        rule.id = "r" + std::to_string(source.rules.size() + 1);
        rule.where = where;
        source.rules.push_back(rule);
    }

    [[nodiscard]] std::vector<std::string> lines() const {
        return unmatched(source, codelists, series);
    }

    Source source;
    Codelists codelists;
    std::vector<SeriesKey> series;
};

TEST_F(Unmatched, WhatHasSeriesIsNotNamed) {
    ask({{"area", "*"}, {"offence", "rape"}});
    ask({{"area", "KENT"}, {"offence", "theft"}});
    source.recipe.keep["offence"] = {"rape", "theft"};
    EXPECT_THAT(lines(), IsEmpty());
}

TEST_F(Unmatched, ARuleNamesTheCodeThatNoSeriesHas) {
    ask({{"area", "*"}, {"offence", "burglary"}});
    ask({{"area", "KNET"}, {"offence", "rap"}});
    EXPECT_THAT(lines(),
                ElementsAre("rule 'r1' says nothing: no series has offence=burglary",
                            "rule 'r2' says nothing: no series has area=KNET nor offence=rap"));
}

TEST_F(Unmatched, CodesThatNeverMeetAreNamedTogether) {
    series.pop_back(); // Hampshire's theft
    ask({{"area", "HAMP"}, {"offence", "theft"}});
    EXPECT_THAT(lines(),
                ElementsAre("rule 'r1' says nothing: no series has area=HAMP and offence=theft "
                            "together"));
}

TEST_F(Unmatched, ASumStandsForItsParts) {
    source.derives = {
        {.id = "all", .dim = "offence", .over = "", .roster = "", .name = ""},
        {.id = "sexual", .dim = "offence", .over = "sexual", .roster = "", .name = ""},
        {.id = "fraud", .dim = "offence", .over = "fraud", .roster = "", .name = ""}};
    CodeSet sexual;
    sexual.members = {{.code = "rape", .from = {}, .to = {}}};
    codelists.sets["sexual"] = sexual;
    CodeSet fraud;
    fraud.members = {{.code = "51", .from = {}, .to = {}}};
    codelists.sets["fraud"] = fraud;
    ask({{"area", "KENT"}, {"offence", "all"}});
    ask({{"area", "KENT"}, {"offence", "sexual"}});
    ask({{"area", "KENT"}, {"offence", "fraud"}});
    EXPECT_THAT(lines(), ElementsAre("rule 'r3' says nothing: no series has offence=fraud"));
}

TEST_F(Unmatched, KeptCodesThatNoSeriesHasAreNamedToALimit) {
    source.recipe.keep["offence"] = {"rape", "a", "b", "c", "d", "e", "f", "g"};
    EXPECT_THAT(lines(), ElementsAre("[keep] offence: no series has a, b, c, d, e and 2 more"));
}

TEST_F(Unmatched, NothingIsSaidBeforeTheFirstRelease) {
    ask({{"area", "KNET"}, {"offence", "rape"}});
    series.clear();
    EXPECT_THAT(lines(), IsEmpty());
}

} // namespace
} // namespace tidemark

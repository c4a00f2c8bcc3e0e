#include "pipeline/model/codelist.hpp"

#include <gtest/gtest.h>

namespace tidemark {
namespace {

Code code(std::string id, std::string name, std::vector<std::string> aliases = {}) {
    Code made;
    made.code = std::move(id);
    made.name = std::move(name);
    made.aliases = std::move(aliases);
    return made;
}

Day day(const char* text) {
    return parse_day(text).value();
}

Codelist forces() {
    Codelist list{.id = "forces", .codes = {}, .by_label = {}};
    list.codes = {code("E23000036", "Avon and Somerset", {"A&S"}),
                  code("E23000015", "Kent", {"Kent Police"}),
                  code("X-BTP", "British Transport Police", {"kent"}),
                  code("X-NONE", "")};
    list.index();
    return list;
}

TEST(Codelist, FindsCodeNameAndAliasInAnySpelling) {
    const auto list = forces();
    for (const char* label :
         {"Avon & Somerset", "AVON AND SOMERSET", " avon  and somerset ", "a & s", "e23000036"}) {
        ASSERT_NE(list.find(label), nullptr) << label;
        EXPECT_EQ(list.find(label)->code, "E23000036");
    }
    EXPECT_EQ(list.find("Northshire"), nullptr);
}

TEST(Codelist, FirstKeepsALabelThatTwoCodesShare) {
    EXPECT_EQ(forces().find("Kent")->code, "E23000015");
}

TEST(Codelist, AnEmptyLabelIsNoCode) {
    EXPECT_EQ(forces().find(""), nullptr);
    EXPECT_EQ(forces().find(" . "), nullptr);
}

TEST(Codelist, CodeIsExact) {
    const auto list = forces();
    EXPECT_EQ(list.code("X-BTP")->name, "British Transport Police");
    EXPECT_EQ(list.code("x-btp"), nullptr);
    EXPECT_EQ(list.code("Kent"), nullptr);
}

TEST(Codelist, CodeIsFoundAlsoWhereAnEarlierCodeHasItAsAlias) {
    Codelist list;
    list.codes = {code("one", "One", {"two"}), code("two", "Two")};
    list.index();
    EXPECT_EQ(list.code("two")->name, "Two");
}

// Sub-codes that a list does not know yet: 8.01 is not 801.
TEST(Codelist, APointBetweenDigitsIsPartOfThem) {
    Codelist list;
    for (const char* code : {"44", "801", "8.2"}) {
        list.codes.emplace_back().code = code;
    }
    list.codes[0].name = "Rape 1.5";
    list.index();
    EXPECT_EQ(list.find("4.4"), nullptr);
    EXPECT_EQ(list.find("8.01"), nullptr);
    EXPECT_EQ(list.find("82"), nullptr);
    EXPECT_EQ(list.find("Rape 15"), nullptr);
    EXPECT_EQ(list.find("rape 1.5")->code, "44");
    EXPECT_EQ(list.find("44.")->code, "44");
    EXPECT_EQ(list.find("8.2")->code, "8.2");
}

TEST(Codelist, NamesACodeElseSaysTheCode) {
    EXPECT_EQ(forces().name_of("E23000015"), "Kent");
    EXPECT_EQ(forces().name_of("X-NONE"), "X-NONE");
    EXPECT_EQ(forces().name_of("Z"), "Z");
}

TEST(Codelist, IndexForgetsWhatWasThere) {
    auto list = forces();
    list.codes.erase(list.codes.begin());
    list.index();
    EXPECT_EQ(list.find("a&s"), nullptr);
    EXPECT_EQ(list.find("Kent")->code, "E23000015");
}

Codelist councils() {
    Codelist list;
    list.id = "councils";
    list.codes = {code("OLD", "Dorset", {"Dorset CC"}),
                  code("NEW", "Dorset"),
                  code("GAP", "dorset", {"OLD"}),
                  code("BOTH", "Dorset Council", {"Dorset CC"})};
    list.codes[0].to = day("2019-03-31");
    list.codes[1].from = day("2019-04-01");
    list.codes[1].to = day("2024-03-31");
    list.codes[2].from = day("2025-04-01");
    list.index();
    return list;
}

std::vector<std::string> codes_of(const std::vector<const Code*>& codes) {
    std::vector<std::string> all;
    for (const Code* each : codes) {
        all.push_back(each->code);
    }
    return all;
}

TEST(Codelist, ALabelMayBeOneCodeAfterAnother) {
    const auto list = councils();
    EXPECT_EQ(codes_of(list.all("DORSET")), (std::vector<std::string>{"OLD", "NEW", "GAP"}));
    EXPECT_EQ(list.find("Dorset"), nullptr) << "which of them, the day says";
    EXPECT_EQ(codes_of(list.all("Dorset CC")), std::vector<std::string>{"OLD"})
        << "the first keeps what two have on the same days";
    EXPECT_EQ(list.find("Dorset CC")->code, "OLD");
    EXPECT_EQ(list.find("OLD")->code, "OLD") << "a code is one on all days";
    EXPECT_EQ(list.code("NEW")->code, "NEW");
    EXPECT_TRUE(list.all("Devon").empty());
    EXPECT_TRUE(list.all("").empty());
}

TEST(Codelist, ACodeHoldsAPeriodWhoseDaysAreAllItsOwn) {
    const auto list = councils();
    EXPECT_TRUE(list.codes[0].holds(financial_year(2018)));
    EXPECT_FALSE(list.codes[0].holds(financial_year(2019)));
    EXPECT_TRUE(list.codes[1].holds(financial_year(2019)));
    EXPECT_FALSE(list.codes[0].holds(calendar_year(2019)));
    EXPECT_FALSE(list.codes[1].holds(calendar_year(2019)));
    EXPECT_TRUE(list.codes[3].holds(calendar_year(2019)));
    EXPECT_TRUE(on_other_days(list.codes[1], list.codes[0]));
    EXPECT_FALSE(on_other_days(list.codes[1], list.codes[3]));
}

TEST(Codelist, KnowsWhatStandsAboveACode) {
    Codelist list;
    list.codes = {code("a", "A"), code("b", "B"), code("c", "C"), code("d", "D")};
    list.codes[0].parent = "b";
    list.codes[1].parent = "c";
    list.codes[3].parent = "d";
    list.index();
    EXPECT_EQ(codes_of(list.above("a")), (std::vector<std::string>{"b", "c"}));
    EXPECT_TRUE(list.above("c").empty());
    EXPECT_EQ(codes_of(list.above("d")), std::vector<std::string>{"d"}) << "a circle ends";
    EXPECT_TRUE(list.above("nothing").empty());
}

TEST(Codelist, TheNearestAreMeasuredByEverySpelling) {
    const auto list = forces();
    EXPECT_EQ(codes_of(list.nearest("Kent Polise", 2)).front(), "E23000015");
    EXPECT_EQ(codes_of(list.nearest("A & T", 1)), std::vector<std::string>{"E23000036"});
    EXPECT_EQ(codes_of(list.nearest("E23000035", 2)),
              (std::vector<std::string>{"E23000036", "E23000015"}));
    EXPECT_EQ(list.nearest("x", 9).size(), 4U);
}

TEST(CodeSet, AskedAreThoseWhoseDatesHoldTheWholePeriod) {
    CodeSet set;
    set.members = {{"always", {}, {}},
                   {"since", day("2019-04-01"), {}},
                   {"until", {}, day("2020-03-31")},
                   {"late", day("2019-04-02"), {}},
                   {"short", {}, day("2020-03-30")}};
    EXPECT_EQ(set.asked(financial_year(2019)),
              (std::vector<std::string>{"always", "since", "until"}));
    EXPECT_EQ(set.asked(financial_year(2018)),
              (std::vector<std::string>{"always", "until", "short"}));
    EXPECT_EQ(set.asked(financial_year(2020)),
              (std::vector<std::string>{"always", "since", "late"}));
}

TEST(Codelists, FindsByIdOrNothing) {
    Codelists all;
    all.lists["forces"] = forces();
    all.sets["uk"].id = "uk";
    EXPECT_EQ(all.list("forces")->codes.size(), 4U);
    EXPECT_EQ(all.list("uk"), nullptr);
    EXPECT_EQ(all.set("uk")->id, "uk");
    EXPECT_EQ(all.set("forces"), nullptr);
}

} // namespace
} // namespace tidemark

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

Day day(const char* text) {
    return parse_day(text).value();
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

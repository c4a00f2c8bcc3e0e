// What is said of a label that its codelist does not know: the nearest three, and the command.
#include "pipeline/parse/layout/unknown.hpp"
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(UnknownLabel, NamesTheNearestThreeWithTheirCodes) {
    const Error error = unknown_label(forces(), "Kemt");
    EXPECT_EQ(error.code, "layout.label");
    EXPECT_EQ(error.expected.find("a label of 'forces' (nearest: K 'Kent', "), 0U)
        << error.expected;
    EXPECT_EQ(error.found, "'Kemt'");
    EXPECT_EQ(error.next,
              "if it is K 'Kent': tidemark codelist add forces K Kemt, or leave its row or column "
              "out with skip");
}

TEST(UnknownLabel, ASlipFromAnAliasIsOneToo) {
    EXPECT_THAT(unknown_label(forces(), "Hampshire Constabulery").next,
                HasSubstr("if it is H 'Hampshire': tidemark codelist add forces H "
                          "'Hampshire Constabulery'"));
}

// A guess that looks like an answer would be copied.
TEST(UnknownLabel, NamesNoCodeWhereNoneOrTwoAreNear) {
    EXPECT_THAT(
        unknown_label(forces(), "Heddlu Gwent").next,
        HasSubstr("say which code it is: tidemark codelist add forces CODE 'Heddlu Gwent'"));
    Codelist twins = forces();
    twins.codes[2].name = "Kant";
    twins.index();
    EXPECT_THAT(unknown_label(twins, "Kint").next, HasSubstr("add forces CODE Kint"));
}

TEST(UnknownLabel, IsReadBackFromItsWords) {
    Codelist list = forces();
    list.codes[0].name = "King's 'Lynn' & co, the";
    list.index();
    const auto alias = suggested_alias(unknown_label(list, "King's 'Lynn' & co, thy"));
    ASSERT_TRUE(alias);
    EXPECT_EQ(alias->list, "forces");
    EXPECT_EQ(alias->code, "K");
    EXPECT_EQ(alias->alias, "King's 'Lynn' & co, thy");
    list.codes[0].name = "-Kant";
    list.index();
    EXPECT_EQ(suggested_alias(unknown_label(list, "-Kent"))->alias, "-Kent");
    EXPECT_FALSE(suggested_alias(unknown_label(forces(), "Heddlu Gwent")));
    EXPECT_FALSE(suggested_alias({.code = "layout.sheet", .next = "if it is"}));
}

// The list lacks the right code, as for each new category: the nearest is its opposite.
TEST(UnknownLabel, TakesNoOppositeForASlip) {
    const auto takes = [](const std::string& label, const std::string& name) {
        Codelist list = forces();
        list.codes[0].name = name;
        list.index();
        return suggested_alias(unknown_label(list, label)).has_value();
    };
    EXPECT_FALSE(takes("Males", "Females"));
    EXPECT_FALSE(takes("Without injury", "With injury"));
    EXPECT_FALSE(takes("North Yorkshire", "South Yorkshire"));
    EXPECT_FALSE(takes("Under 16", "Under 18"));
    EXPECT_FALSE(takes("Essex", "Sussex"));
    EXPECT_FALSE(takes("Cheshire East", "Cheshire West"));
    EXPECT_FALSE(takes("Atypical", "Typical"));
    EXPECT_TRUE(takes("North Yorkshir", "North Yorkshire"));
    EXPECT_TRUE(takes("Knet", "Kent"));
}

// What a publisher printed is pasted into a shell by a person.
TEST(UnknownLabel, IsOneWordOfTheShell) {
    EXPECT_THAT(unknown_label(forces(), "King's $(reboot)").next,
                HasSubstr(R"(add forces CODE 'King'\''s $(reboot)',)"));
    EXPECT_THAT(unknown_label(forces(), "-x; ls").next, HasSubstr("add -- forces CODE '-x; ls'"));
}

TEST(UnknownLabel, WithoutACommandWhereNoneCanSayIt) {
    for (const std::string& label :
         {std::string("Kent|Essex"), std::string("Ke\x1bnt"), std::string(300, 'x')}) {
        EXPECT_THAT(unknown_label(forces(), label).next,
                    HasSubstr("add it as an alias in codelists.d/forces.csv, or"));
        EXPECT_THAT(unknown_label(forces(), label).next, Not(HasSubstr("tidemark")));
    }
}

// A column of record numbers where names were: each is another label, and one reason is enough.
TEST(UnknownLabel, AMillionOfThemAreCountedNotKept) {
    constexpr int many = 12'000;
    Rows rows{{"force", "year", "n"}};
    for (int i = 0; i < many; ++i) {
        rows.push_back({"No " + std::to_string(i), "2018/19", "1"});
    }
    rows.push_back({"Kent", "2018/19", "1"});
    const auto parsed = read(
        book_of(rows),
        recipe({list({"force", "year", "n"},
                     "n",
                     {dim("area", columns({"force"}), "forces"), period(columns({"year"}))})}));
    EXPECT_EQ(parsed.observations.size(), 1U);
    ASSERT_EQ(parsed.held.size(), 201U);
    EXPECT_EQ(parsed.held.front().found, "'No 0'");
    EXPECT_EQ(parsed.held.back().found, "11800 more");
}

TEST(UnknownLabel, BeyondTenThousandPeriodsAreReadWhereTheyStand) {
    constexpr int many = 10'050;
    Rows rows{{"force", "year", "n"}};
    for (int i = 0; i < many; ++i) {
        rows.push_back({"Dropped", "Year no " + std::to_string(i), "1"});
    }
    rows.push_back({"Kent", "2018/19", "1"});
    rows.push_back({"Kent", "Year no 7", "1"});
    rows.push_back({"Kent", "Year no 10001", "1"});
    Codelist all = forces();
    all.codes.push_back({"D", "Dropped", {}, "", {}, {}});
    all.index();
    Recipe how =
        recipe({list({"force", "year", "n"},
                     "n",
                     {dim("area", columns({"force"}), "forces"), period(columns({"year"}))})});
    how.codelists["forces"] = all;
    how.keep = {{"area", {"K"}}};
    const auto parsed = read(book_of(rows), how);
    EXPECT_EQ(parsed.observations.size(), 1U);
    ASSERT_EQ(parsed.held.size(), 2U);
    EXPECT_THAT(parsed.held.front().found, HasSubstr("Year no 7"));
    EXPECT_EQ(parsed.held.back().cell, "B10054");
    EXPECT_THAT(parsed.held.back().found, HasSubstr("Year no 10001"));
}

} // namespace
} // namespace tidemark::parse::test

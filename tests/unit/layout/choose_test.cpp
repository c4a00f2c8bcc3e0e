#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A drop folder of answers: the template that was sent, and years across the top.
Recipe answers() {
    Layout sent =
        grid("^Financial year$", {period(at(Toward::left)), dim("offence", at(Toward::up))});
    sent.name = "template";
    sent.when_anchor = pattern("^Financial year$");
    Layout across =
        grid("^(Offence|HO code)$", {period(at(Toward::up)), dim("offence", at(Toward::left))});
    across.name = "years-across";
    across.when_anchor = pattern("^(Offence|HO code)$");
    across.when_not = pattern("^Financial year$");
    Recipe how = recipe({sent, across});
    how.member = {.dim = "area", .match = pattern("^(?<area>[^_]+)_"), .codelist = "forces"};
    return how;
}

TEST(Choice, TakesTheOneLayoutWhoseConditionHolds) {
    const auto down = read(
        book_of(Rows{{"Financial year", "Rape"}, {"2018/19", "1"}}), answers(), "Kent_answer.xlsx");
    EXPECT_THAT(lines(down), ElementsAre("area=K offence=Rape 2018/19 1 B2"));
    EXPECT_EQ(down.layout, "template");
    const auto across = read(book_of(Rows{{"HO code", "2018/19"}, {"Rape", "1"}}),
                             answers(),
                             "Hampshire Constabulary_1.csv");
    EXPECT_THAT(lines(across), ElementsAre("area=H offence=Rape 2018/19 1 B2"));
    EXPECT_EQ(across.layout, "years-across");
}

TEST(Choice, HoldsWithTheReasonOfEachLayoutWhenNoneIsMeant) {
    EXPECT_THAT(
        held(read(book_of(Rows{{"Crime", "2018/19"}, {"Rape", "1"}}), answers(), "Kent_1.csv")),
        ElementsAre("layout.choice Table 1 : exactly one layout that fits | 'template': "
                    "when: no cell matches '^Financial year$'; 'years-across': when: no "
                    "cell matches '^(Offence|HO code)$' | describe this sheet in a "
                    "[[layout]], or tell layouts apart with when"));
}

TEST(Choice, HoldsWhenTwoFit) {
    Recipe how = answers();
    how.layouts[1].when_not = {};
    const Rows both{
        {"Financial year", "Rape"}, {"2018/19", "1"}, {"Offence", "2018/19"}, {"Rape", "1"}};
    EXPECT_THAT(held(read(book_of(both), how, "Kent_1.csv")),
                ElementsAre(HasSubstr("| 'template' and 'years-across' fit |")));
    EXPECT_THAT(
        held(read(book_of(both), answers(), "Kent_1.csv")),
        ElementsAre(HasSubstr("layout.period Table 1 A3"), HasSubstr("layout.period Table 1 A4")));
}

TEST(Choice, GivesTheOneCandidatesOwnReason) {
    Recipe how = answers();
    how.layouts[0].anchor.in = Area{{5, 5}, {6, 6}};
    EXPECT_THAT(
        held(read(book_of(Rows{{"Financial year", "Rape"}, {"2018/19", "1"}}), how, "Kent_1.csv")),
        ElementsAre(HasSubstr("layout.anchor Table 1 F6:G7: exactly one cell that matches")));
}

TEST(Choice, TriesLayoutsWithoutConditionsByTheirAnchors) {
    Recipe how = answers();
    how.layouts[0].when_anchor = {};
    how.layouts[1].when_anchor = {};
    how.layouts[1].when_not = {};
    EXPECT_EQ(read(book_of(Rows{{"HO code", "2018/19"}, {"Rape", "1"}}), how, "Kent_1.csv").layout,
              "years-across");
    EXPECT_THAT(held(read(book_of(Rows{{"Crime", "2018/19"}}), how, "Kent_1.csv")),
                ElementsAre(AllOf(HasSubstr("'template': expected exactly one cell"),
                                  HasSubstr("'years-across': expected exactly one cell"))));
}

TEST(Choice, AConditionMayNameTheFile) {
    Recipe how = answers();
    how.layouts[0].when_file = pattern("\\.xlsx$");
    EXPECT_THAT(
        held(read(book_of(Rows{{"Financial year", "Rape"}, {"2018/19", "1"}}), how, "Kent_1.csv")),
        ElementsAre(HasSubstr("'template': when: the file's name does not match")));
}

TEST(Choice, AnOverrideNamesTheLayout) {
    Recipe how = answers();
    how.files = {
        {.name = pattern("^Kent_"), .sheet = {}, .layout = "years-across", .note = "as agreed"}};
    const Rows both{{"Financial year"}, {"Offence", "2018/19"}, {"Rape", "1"}};
    EXPECT_THAT(lines(read(book_of(both), how, "Kent_1.csv")),
                ElementsAre("area=K offence=Rape 2018/19 1 B3"));
    how.files[0].layout = "no such";
    EXPECT_THAT(held(read(book_of(both), how, "Kent_1.csv")),
                ElementsAre(HasSubstr("a layout 'no such' | none of that name")));
}

TEST(Choice, HoldsAFileWhoseNameGivesNoMember) {
    EXPECT_THAT(held(read(book_of(Rows{{"Financial year", "Rape"}, {"2018/19", "1"}}),
                          answers(),
                          "answer.csv")),
                ElementsAre("layout.name  : the file's name to give 'area' by '^(?<area>[^_]+)_' | "
                            "'answer.csv' | mend the pattern, or rename the file"));
    EXPECT_THAT(held(read(book_of(Rows{{"Financial year", "Rape"}, {"2018/19", "1"}}),
                          answers(),
                          "Knet_1.csv")),
                ElementsAre(HasSubstr("| 'Knet' |")));
}

} // namespace
} // namespace tidemark::parse::test

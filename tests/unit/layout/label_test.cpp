#include "pipeline/parse/layout/label.hpp"
#include "tests/unit/layout/build.hpp"

#include <gmock/gmock.h>

namespace tidemark::parse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> area(const std::string& label) {
    return lines(read(
        book_of(Rows{{"Force", "2018/19"}, {label, "1"}}),
        recipe(
            {grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))})})));
}

TEST(Label, IsKnownThroughNotesFootnotesAndSpelling) {
    for (const char* label : {"Avon and Somerset",
                              "  Avon &  Somerset ",
                              "AVON AND SOMERSET",
                              "Avon and Somerset [note 4]",
                              "Avon and Somerset [note 1] [note 12]",
                              "Avon and Somerset[Note 4]",
                              "Avon and Somerset8",
                              "Avon and Somerset 9",
                              "Avon and Somerset8,9",
                              "Avon and Somerset 8, 12",
                              "Avon and Somerset²",
                              "Avon and Somerset¹⁰",
                              "Avon and Somerset (4)",
                              "Avon and Somerset (Note 1)",
                              "Avon and Somerset *",
                              "Avon and Somerset†",
                              "Avon and\nSomerset",
                              "Avon\u00A0and Somerset [r]"}) {
        ASSERT_EQ(area(label).size(), 1U) << label;
        EXPECT_THAT(area(label).front(), testing::StartsWith("area=A 2018/19 1 ")) << label;
    }
}

TEST(Label, KeepsWhatBelongsToItsName) {
    for (const char* label : {"Avon", "Somerset and Avon", "Avon and Somerset (part)", "8"}) {
        EXPECT_THAT(area(label), ElementsAre(HasSubstr("held: layout.label"))) << label;
    }
}

// A new code must not become an old one with a digit less.
TEST(Label, KeepsTheDigitsOfACodeOrANumberedName) {
    const auto known_as = [](const std::vector<std::string>& names, const std::string& label) {
        Recipe made = recipe(
            {grid("^Force$", {dim("area", at(Toward::left), "forces"), period(at(Toward::up))})});
        made.codelists["forces"].codes.clear();
        for (const std::string& name : names) {
            made.codelists["forces"].codes.push_back({name, name, {}, "", {}, {}});
        }
        made.codelists["forces"].index();
        return lines(read(book_of(Rows{{"Force", "2018/19"}, {label, "1"}}), made));
    };
    EXPECT_THAT(known_as({"10", "71"}, "104"), ElementsAre(HasSubstr("held: layout.label")));
    EXPECT_THAT(known_as({"5D"}, "5D1"), ElementsAre(HasSubstr("held: layout.label")));
    EXPECT_THAT(known_as({"Ward 1"}, "Ward 12"), ElementsAre(HasSubstr("held: layout.label")));
    EXPECT_THAT(known_as({"Ward", "Ward 1"}, "Ward 2"),
                ElementsAre(HasSubstr("held: layout.label")));
    EXPECT_THAT(known_as({"Rape"}, "Rape (F)"), ElementsAre(HasSubstr("held: layout.label")));
    EXPECT_THAT(known_as({"Rape"}, "Rape (r)"), ElementsAre("area=Rape 2018/19 1 B2"));
    EXPECT_THAT(known_as({"Rape"}, "Rape 12"), ElementsAre("area=Rape 2018/19 1 B2"));
}

TEST(Label, WithoutACodelistIsItsOwnCode) {
    EXPECT_EQ(clean_label(" Sexual\n offences [note 3]", {}), "Sexual offences");
    EXPECT_EQ(clean_label("Covid-19", {}), "Covid-19");
    EXPECT_EQ(clean_label("Table 13 (2)", {}), "Table 13 (2)");
    EXPECT_EQ(clean_label("Persons [note 3] aged 16 [p]", {}), "Persons aged 16 [p]");
    EXPECT_EQ(clean_label("2012-13 (Revised)", pattern("\\s*\\(Revised\\)$")), "2012-13");
    EXPECT_EQ(clean_label("open [bracket", {}), "open [bracket");
}

TEST(Label, PeriodsLoseMarksOnlyWhereTheyAreRead) {
    const auto year = [](const std::string& label) {
        return lines(read(
            book_of(Rows{{"Force", label}, {"Kent", "1"}}),
            recipe({grid("^Force$",
                         {dim("area", at(Toward::left), "forces"), period(at(Toward::up))})})));
    };
    EXPECT_THAT(year("2018/19 [note 2]"), ElementsAre("area=K 2018/19 1 B2"));
    EXPECT_THAT(year("2018/19 [p]"), ElementsAre("area=K 2018/19 1 provisional B2"));
    EXPECT_THAT(year("2018/19 (4)"), ElementsAre("area=K 2018/19 1 B2"));
    EXPECT_THAT(year("2018/19²"), ElementsAre("area=K 2018/19 1 B2"));
    EXPECT_THAT(year("Percentage change"), ElementsAre(HasSubstr("layout.period Table 1 B1")));
    EXPECT_THAT(year("2018/20"), ElementsAre(HasSubstr("layout.period Table 1 B1")));
}

} // namespace
} // namespace tidemark::parse::test

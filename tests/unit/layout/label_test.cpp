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

std::vector<std::string> year(const std::string& label, const Pattern& strip = {}) {
    DimRule when = period(at(Toward::up));
    when.strip = strip;
    return lines(read(book_of(Rows{{"Force", label}, {"Kent", "1"}}),
                      recipe({grid("^Force$", {dim("area", at(Toward::left), "forces"), when})})));
}

TEST(Label, PeriodsLoseMarksOnlyWhereTheyAreRead) {
    for (const char* label : {"2018/19 [note 2]",
                              "2018/19 [Note 2, 13]",
                              "2018/19 [notes 2 and 3]",
                              "2018/19 [2]",
                              "2018/19 (4)",
                              "2018/19 (Note 1)",
                              "2018/19 (see note 1)",
                              "2018/19\u00b2",
                              "2018/19 (1)\u00b2 [note 4]"}) {
        EXPECT_THAT(year(label), ElementsAre("area=K 2018/19 1 B2")) << label;
    }
    EXPECT_THAT(year("Percentage change"), ElementsAre(HasSubstr("layout.period Table 1 B1")));
    EXPECT_THAT(year("2018/20"), ElementsAre(HasSubstr("layout.period Table 1 B1")));
}

TEST(Label, MarksOfAPeriodGiveItsFiguresTheirStatus) {
    const auto status = [](const std::string& of) { return "area=K 2018/19 1 " + of + " B2"; };
    for (const char* mark : {" [p]",
                             " [P]",
                             " (p)",
                             " (P)",
                             "(p)",
                             " (provisional)",
                             " (Provisional)",
                             "p",
                             " (p) (1)",
                             " [note 2] (p)",
                             " (1)(P)\u00b2"}) {
        EXPECT_THAT(year(std::string("2018/19") + mark), ElementsAre(status("provisional")))
            << mark;
    }
    for (const char* mark : {" [r]", " (r)", " (R)", " (Revised)", " [revised]", "r", "r\u00b2"}) {
        EXPECT_THAT(year(std::string("2018/19") + mark), ElementsAre(status("revised"))) << mark;
    }
    for (const char* mark : {" [e]", " (e)", " (estimated)", " (Estimate)"}) {
        EXPECT_THAT(year(std::string("2018/19") + mark), ElementsAre(status("estimated"))) << mark;
    }
    EXPECT_THAT(year("2018/19 (f)"), ElementsAre(status("forecast")));
    EXPECT_THAT(year("2018/19 [b]"), ElementsAre(status("series_break")));
    EXPECT_THAT(year("2018/19 [r] (p)"), ElementsAre(status("provisional")));
    EXPECT_THAT(year("2018/19 (Revised)", pattern("\\s*\\(Revised\\)$")),
                ElementsAre(status("revised")))
        << "what strip takes off is still said";
    const auto parsed =
        read(book_of(Rows{{"Force", "2018/19 (P) [note 1]"}, {"Kent", "1"}}),
             recipe({grid("^Force$",
                          {dim("area", at(Toward::left), "forces"), period(at(Toward::up))})}));
    EXPECT_EQ(parsed.observations.at(0).label, "2018/19");
}

// What it leaves out or adds, the figures do not say.
TEST(Label, AnyOtherRemarkBesideAPeriodHolds) {
    for (const char* remark : {"(excluding Kent)",
                               "(so far)",
                               "(12 months)",
                               "(2020)",
                               "(b)",
                               "[x]",
                               "[excluding Kent]",
                               "[t]"}) {
        EXPECT_THAT(year(std::string("2018/19 ") + remark),
                    ElementsAre(testing::AllOf(HasSubstr("held: layout.remark Table 1 B1: "),
                                               HasSubstr(remark),
                                               HasSubstr("strip"))))
            << remark;
    }
    EXPECT_THAT(year("2018/19 (so far) [p] (excluding Kent) (1)"),
                ElementsAre(HasSubstr("'(so far) [p] (excluding Kent)'")));
    EXPECT_THAT(year("2018/20 (so far)"), ElementsAre(HasSubstr("held: layout.period")));
    EXPECT_THAT(year("2018/19 (excluding Kent)", pattern("\\s*\\(excluding Kent\\)$")),
                ElementsAre("area=K 2018/19 1 B2"));
}

} // namespace
} // namespace tidemark::parse::test

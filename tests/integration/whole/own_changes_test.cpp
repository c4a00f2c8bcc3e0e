// What the operator changes is never told as the publisher's doing, and hides none of it either.
#include "tests/integration/whole/scene.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace tidemark::testing_house {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Answers of forces in a drop folder, by kind of offence.
class OwnChanges : public Scene {
  protected:
    void SetUp() override {
        std::filesystem::create_directories(folder / "in");
        kinds("");
        configure("");
        answer("Kent", "2018/19,x,100\n2018/19,y,-\n2019/20,x,104\n2019/20,y,0\n");
    }

    void kinds(const std::string& aliases) const {
        write("config/codelists.d/kinds.csv",
              "code,name,aliases\nx,Images,\ny,Rape," + aliases + '\n');
    }

    void answer(const std::string& force, const std::string& rows) const {
        write("in/" + force + "_1.csv", "year,kind,n\n" + rows);
    }

    // `more`: tables after those that every scene here has.
    void configure(const std::string& more,
                   const std::string& dash = "not_available",
                   const std::string& above = "+5%") const {
        write("config/sources.d/a.toml",
              fmt::format(R"([source]
id    = "a"
title = "Offences"

[find]
via    = "dir"
path   = "{}"
settle = "0s"
member = {{ dim = "area", from = "name", match = '^(?<area>[^_]+)_', codelist = "uk-police-forces" }}

[[layout]]
kind   = "list"
header = {{ has = ["year", "kind", "n"] }}
value  = {{ column = "n" }}
[[layout.dim]]
name   = "period"
column = "year"
parse  = "financial-year"
[[layout.dim]]
name     = "kind"
column   = "kind"
codelist = "kinds"

[status]
extra = {{ "-" = "{}" }}

[[derive]]
id  = "all"
sum = "kind"

[[derive]]
id     = "uk"
sum    = "area"
roster = "three"

[[rule]]
kind  = "yoy"
for   = {{ area = "uk", kind = "all" }}
above = "{}"
{})",
                          (folder / "in").string(),
                          dash,
                          above,
                          more));
    }

    // The lines of one pass.
    [[nodiscard]] std::vector<std::string> lines_of_pass() const {
        const std::size_t before = log_lines().size();
        (void)tell("run");
        const auto all = log_lines();
        return {all.begin() + static_cast<std::ptrdiff_t>(before), all.end()};
    }
};

TEST_F(OwnChanges, AReReadBesideAReleaseIsNoRevisionAndTheReleaseStaysNews) {
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    answer("Surrey", "2018/19,x,50\n2018/19,Rapes,5\n2019/20,x,60\n2019/20,Rapes,3\n");
    ASSERT_THAT(with(lines_of_pass(), " held "), SizeIs(1));
    kinds("Rapes");
    configure("", "zero");
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " revised "), IsEmpty()) << testing::PrintToString(lines);
    ASSERT_THAT(with(lines, " reread "), SizeIs(1)) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " reread ")[0], AllOf(HasSubstr("Kent, Rape"), HasSubstr("(v2)")));
    EXPECT_THAT(with(lines, " arrived "), ElementsAre(HasSubstr("Surrey answered")));
    EXPECT_THAT(with(lines, " new  "), ElementsAre(HasSubstr("rose 7.7%")))
        << "Kent alone rose by 4%: what Surrey's answer makes of it is news";
    EXPECT_THAT(lines_of_pass(), IsEmpty());
}

TEST_F(OwnChanges, ARuleThatIsChangedMeetsAReleaseThatIsNews) {
    answer("Kent", "2018/19,x,100\n2018/19,y,0\n");
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    configure("", "not_available", "+10%");
    answer("Kent", "2018/19,x,100\n2018/19,y,0\n2019/20,x,150\n2019/20,y,0\n");
    const auto lines = lines_of_pass();
    ASSERT_THAT(with(lines, " new  "), SizeIs(1)) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " new  ")[0], HasSubstr("rose 50.0%"));
}

TEST_F(OwnChanges, ARuleThatWaitsNoLongerSaysNothingOfWhatWasThere) {
    const std::string rule = "wait_for = { members = 3 }\n";
    configure(rule, "zero", "+2%");
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    configure("", "zero", "+2%");
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " new  "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " baseline "), SizeIs(1));
}

TEST_F(OwnChanges, AnotherMeaningOfLessThanIsNoNews) {
    const std::string rule = "[[rule]]\nid = \"m\"\nkind = \"milestone\"\n"
                             "for = { area = \"*\", kind = \"all\" }\nat = 106\n";
    const auto less = [&](const std::string& below) {
        configure(rule);
        std::string source = read("config/sources.d/a.toml");
        const std::string marker = "[status]\n";
        write("config/sources.d/a.toml",
              source.replace(source.find(marker),
                             marker.size(),
                             marker + "below = \"" + below + "\"\nmarkers = \"gss\"\n"));
    };
    answer("Kent", "2018/19,x,100\n2018/19,y,1\n2019/20,x,104\n2019/20,y,-\n");
    less("zero");
    std::string source = read("config/sources.d/a.toml");
    ASSERT_NE(source.find("not_available"), std::string::npos);
    const auto below_five = [&] {
        std::string text = read("config/sources.d/a.toml");
        write("config/sources.d/a.toml", text.replace(text.find("not_available"), 13, "below:5"));
    };
    below_five();
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    less("top");
    below_five();
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " new  "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " baseline "), SizeIs(1));
}

TEST_F(OwnChanges, ABreakSaysThatItIsOne) {
    const std::string rules = "[[rule]]\nid = \"m\"\nkind = \"milestone\"\n"
                              "for = { area = \"*\", kind = \"all\" }\nat = 500\n"
                              "[[rule]]\nid = \"t\"\nkind = \"milestone\"\n"
                              "for = { area = \"uk\", kind = \"all\" }\nat = 600\n";
    configure(rules);
    answer("Kent", "2018/19,x,450\n2018/19,y,0\n");
    answer("Surrey", "2018/19,x,100\n2018/19,y,0\n2019/20,x,101\n2019/20,y,0\n");
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    answer("Kent", "2018/19,x,450\n2018/19,y,0\n2019/20,x,900\n2019/20,y,0\n");
    ASSERT_THAT(with(lines_of_pass(), "first time above"), SizeIs(2));
    configure(rules + "[[break]]\narea = \"Kent\"\nfrom = 2019-07-01\nto = 2020-06-30\n"
                      "why = \"new IT system\"\n");
    const auto lines = with(lines_of_pass(), "first time above");
    const auto gone = with(log_lines(), " withdrawn ");
    EXPECT_THAT(lines, IsEmpty());
    ASSERT_THAT(gone, SizeIs(3)) << testing::PrintToString(gone);
    EXPECT_THAT(with(gone, "in Kent: "),
                ElementsAre(AllOf(HasSubstr("2019/20 is left out of comparisons, was 900"),
                                  HasSubstr("; a break is declared: new IT system"))));
    EXPECT_THAT(with(gone, "1,001"),
                testing::Each(HasSubstr("; a break is declared for Kent: new IT system")));
}

// The layout of a file that is replaced at its address is mended just before the new bytes come.
TEST_F(OwnChanges, AMendedLayoutMeetsANewEditionOfTheSameFile) {
    const auto list = [&](const std::string& column) {
        write("config/sources.d/a.toml",
              fmt::format(R"([source]
id    = "a"
title = "Offences"

[find]
via = "url"
url = "{}"

[[layout]]
kind   = "list"
header = {{ has = ["year", "{}"] }}
value  = {{ column = "{}" }}
[[layout.dim]]
name   = "period"
column = "year"
parse  = "financial-year"

[[rule]]
kind = "milestone"
at   = 1000
)",
                          publisher.url("/a.csv"),
                          column,
                          column));
    };
    list("n");
    serve("a.csv", "year,n,m\n2017/18,500,900\n2018/19,600,1100\n");
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    list("m");
    serve("a.csv", "year,n,m\n2017/18,500,900\n2018/19,600,1100\n2019/20,700,1200\n");
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " revised "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " reread "),
                ElementsAre(HasSubstr("2 values read differently after a change of layout")));
    EXPECT_THAT(with(lines, "first time above"), IsEmpty());
    EXPECT_THAT(with(lines, " arrived "), ElementsAre(HasSubstr("2019/20")));
}

TEST_F(OwnChanges, WhatAMendedLayoutFindsBesidesIsSaid) {
    configure("[keep]\nkind = [\"x\"]\n");
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    configure("");
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " reread "),
                ElementsAre(HasSubstr("2 values found that were not read before after a change")))
        << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " new  "), IsEmpty());
}

} // namespace
} // namespace tidemark::testing_house

// Codes with parents and with days: sets of children, sums of parts and wholes, labels in time.
#include "tests/unit/config/config_folder.hpp"

#include <gtest/gtest.h>

namespace tidemark::config {

namespace {

constexpr const char* offences = "code,name,aliases,from,to,parent\n"
                                 "all,All offences,,,,\n"
                                 "sexual,Sexual offences,,,,all\n"
                                 "rape,Rape,,,,sexual\n"
                                 "other-old,Other sexual,,,2004-04-30,sexual\n"
                                 "other-new,Other sexual,,2004-05-01,,sexual\n";

std::string set(const std::string& id, const std::string& members) {
    return "[[set]]\nid = \"" + id + "\"\ntitle = \"Some\"\ncodelist = \"offences\"\n" + members +
           "\n";
}

std::string source(const std::string& more) {
    return R"([source]
id    = "s"
title = "Offences"
[find]
via = "url"
url = "https://data.example.org/s.csv"
[[layout]]
kind   = "list"
header = { has = ["year", "offence", "n"] }
value  = { column = "n" }
[[layout.dim]]
name   = "period"
column = "year"
parse  = "financial-year"
[[layout.dim]]
name     = "offence"
column   = "offence"
codelist = "offences"
)" + more;
}

class Hierarchy : public testing::Test {
  protected:
    void SetUp() override { folder.put("codelists.d/offences.csv", offences); }

    [[nodiscard]] Outcome loaded() const { return load(folder.path(), check_schedule); }

    // The problems of a source that sums over a set with these members.
    [[nodiscard]] std::string summed(const std::string& members) const {
        folder.put("codelists.d/some.toml", set("some", members));
        folder.put("sources.d/s.toml",
                   source("[[derive]]\nid = \"sum\"\nsum = \"offence\"\n"
                          "over = { set = \"some\" }\n"));
        return listed(loaded().problems);
    }

    ConfigFolder folder;
};

} // namespace

TEST_F(Hierarchy, ASetOfChildrenHasThoseOfEachDay) {
    folder.put("codelists.d/some.toml", set("some", "children_of = \"sexual\""));
    const auto outcome = loaded();
    ASSERT_EQ(listed(outcome.problems), "");
    const auto* const children = outcome.config.codelists.set("some");
    ASSERT_NE(children, nullptr);
    EXPECT_EQ(children->asked(financial_year(2002)),
              (std::vector<std::string>{"rape", "other-old"}));
    EXPECT_EQ(children->asked(financial_year(2010)),
              (std::vector<std::string>{"rape", "other-new"}));
}

TEST_F(Hierarchy, ASumOfACodeAndItsPartIsAProblem) {
    EXPECT_EQ(summed("children_of = \"sexual\""), "");
    EXPECT_EQ(summed("members = [\"rape\", \"other-new\"]"), "");
    const auto nested = summed("members = [\"rape\", \"sexual\"]");
    EXPECT_NE(nested.find("set 'some' holds 'sexual' and 'rape', which is a part of it: the sum "
                          "would count it twice"),
              std::string::npos)
        << nested;
    EXPECT_NE(summed("members = [\"all\", \"rape\"]").find("holds 'all' and 'rape'"),
              std::string::npos)
        << "not the child alone";
}

TEST_F(Hierarchy, ACodeThatTookItsPartsPlaceIsNone) {
    EXPECT_EQ(summed("members = [{ code = \"rape\", to = 2010-03-31 }, "
                     "{ code = \"sexual\", from = 2010-04-01 }]"),
              "");
    EXPECT_NE(summed("members = [{ code = \"rape\", to = 2010-04-01 }, "
                     "{ code = \"sexual\", from = 2010-04-01 }]"),
              "");
}

TEST_F(Hierarchy, ARuleMustSayWhichOfTwoCodesItMeans) {
    const auto rule = [](const std::string& offence) {
        return source("[[rule]]\nkind = \"yoy\"\nabove = \"+10%\"\nfor = { offence = \"" + offence +
                      "\" }\n");
    };
    folder.put("sources.d/s.toml", rule("Other sexual"));
    const auto problems = listed(loaded().problems);
    EXPECT_NE(problems.find("'Other sexual' is several codes of 'offences', each on days of its "
                            "own, write the code: 'other-old' or 'other-new'"),
              std::string::npos)
        << problems;
    folder.put("sources.d/s.toml", rule("other-new"));
    EXPECT_EQ(listed(loaded().problems), "");
}

TEST_F(Hierarchy, ATextInPlaceOfAFileIsReadAsIfItWereThere) {
    const auto file = loaded().list_files.at("offences");
    const auto edited =
        load(folder.path(), check_schedule, {{file, "code,name\nrape,Rape\nrape,Again\n"}});
    ASSERT_EQ(edited.problems.size(), 1U);
    EXPECT_EQ(edited.problems.front().text, "code 'rape' stands twice");
    EXPECT_EQ(listed(loaded().problems), "");
}

} // namespace tidemark::config

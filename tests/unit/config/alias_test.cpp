// An alias written into a codelist: one row changes, everything else stays byte for byte.
#include "config/alias.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tidemark::config {

namespace {

std::string with(std::string_view text, const std::string& code, const std::string& alias) {
    const auto edited = add_alias("forces", text, {code, alias, "2026-11-30: seen"});
    return edited ? *edited : "refused: " + edited.error().found;
}

} // namespace

TEST(AddAlias, AppendsToTheRowBelowADatedComment) {
    EXPECT_EQ(with("# Forces\ncode,name,aliases,group\nK,Kent,Kent Police,England\nE,Essex,,\n",
                   "K",
                   "Kent Constabulary"),
              "# Forces\ncode,name,aliases,group\n# 2026-11-30: seen\n"
              "K,Kent,Kent Police|Kent Constabulary,England\nE,Essex,,\n");
    EXPECT_EQ(with("code,name,aliases\nK,Kent,\nE,Essex", "E", "Essex Police"),
              "code,name,aliases\nK,Kent,\n# 2026-11-30: seen\nE,Essex,Essex Police");
}

TEST(AddAlias, KeepsLineEndsMarksBlanksAndQuotationMarks) {
    EXPECT_EQ(with("\xEF\xBB\xBF"
                   "code,name,aliases\r\n\r\nK, Kent , Kent Police \r\nE,\"Essex\",\"A, B\"\r\n",
                   "K",
                   "Kent P"),
              "\xEF\xBB\xBF"
              "code,name,aliases\r\n\r\n# 2026-11-30: seen\r\nK, Kent , Kent Police|Kent P \r\n"
              "E,\"Essex\",\"A, B\"\r\n");
    EXPECT_EQ(with("code,name,aliases\nE,Essex,\"A, B\"\n", "E", "the \"E\""),
              "code,name,aliases\n# 2026-11-30: seen\nE,Essex,\"A, B|the \"\"E\"\"\"\n");
    EXPECT_EQ(with("code,name,aliases\nE,Essex,\"\"\n", "E", "Essex P"),
              "code,name,aliases\n# 2026-11-30: seen\nE,Essex,\"Essex P\"\n");
}

TEST(AddAlias, PutsQuotationMarksWhereACommaNeedsThem) {
    EXPECT_EQ(with("code,name,aliases\nL,London,\n", "L", "London, City of"),
              "code,name,aliases\n# 2026-11-30: seen\nL,London,\"London, City of\"\n");
    EXPECT_EQ(with("code,name,aliases\nL,London,The City\n", "L", "London, City of"),
              "code,name,aliases\n# 2026-11-30: seen\nL,London,\"The City|London, City of\"\n");
    EXPECT_EQ(with("aliases,code,name\n,L,London\n", "L", "#1"),
              "aliases,code,name\n# 2026-11-30: seen\n\"#1\",L,London\n")
        << "a row that began with # would be a comment";
}

TEST(AddAlias, AddsTheColumnWhereThereIsNone) {
    EXPECT_EQ(with("code,name,group\r\nK,Kent\r\nE,Essex,England\r\n", "K", "Kent Police"),
              "code,name,group,aliases\r\n# 2026-11-30: seen\r\nK,Kent,,Kent Police\r\n"
              "E,Essex,England\r\n");
    EXPECT_EQ(with("code,name,group,aliases\nK,Kent\n", "K", "Kent Police"),
              "code,name,group,aliases\n# 2026-11-30: seen\nK,Kent,,Kent Police\n");
}

TEST(AddAlias, FindsARowOfSeveralLines) {
    EXPECT_EQ(with("code,name,aliases\nK,\"Kent\nand Medway\",\nE,Essex,\n", "E", "Essex P"),
              "code,name,aliases\nK,\"Kent\nand Medway\",\n# 2026-11-30: seen\nE,Essex,Essex P\n");
    EXPECT_EQ(with("code,name,aliases\nK,\"Kent\nand Medway\",\n", "K", "Kent"),
              "code,name,aliases\n# 2026-11-30: seen\nK,\"Kent\nand Medway\",Kent\n");
}

TEST(AddAlias, RefusesWhatTheListCannotHold) {
    const std::string list = "code,name,aliases\nK,Kent,\nE,Essex,\n";
    EXPECT_EQ(with(list, "E", "KENT"), "refused: label 'KENT' of 'E' belongs to 'K' already");
    EXPECT_EQ(with(list, "E", "k"), "refused: label 'k' of 'E' belongs to 'K' already");
    EXPECT_EQ(with(list, "X", "Xanadu"), "refused: 'X'");
    EXPECT_EQ(with("code,name\nK,\n", "K", "Kent"),
              "refused: a code and its name must not be empty");
}

TEST(AddAlias, RefusesWhatWouldBeMoreThanAnAlias) {
    const std::string list = "code,name,aliases\nK,Kent,\n";
    for (const std::string alias : {"a|b", "a\nX,Xanadu,", " a", "a\x1b[2J", "", "."}) {
        EXPECT_TRUE(with(list, "K", alias).starts_with("refused: ")) << alias;
    }
    EXPECT_FALSE(add_alias("forces", list, {"K", "a", "seen\nX,Xanadu,"}));
}

TEST(AddAlias, MayHaveTheLabelOfAnotherCodeOnOtherDays) {
    EXPECT_EQ(with("code,name,aliases,from,to\nO,Old Dorset,Dorset,,2019-03-31\n"
                   "N,New Dorset,,2019-04-01,\n",
                   "N",
                   "Dorset"),
              "code,name,aliases,from,to\nO,Old Dorset,Dorset,,2019-03-31\n"
              "# 2026-11-30: seen\nN,New Dorset,Dorset,2019-04-01,\n");
}

} // namespace tidemark::config

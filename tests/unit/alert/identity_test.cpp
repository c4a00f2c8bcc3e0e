#include "pipeline/alert/identity.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace tidemark::alert {
namespace {

Statement statement() {
    Rule rule;
    rule.id = "uk-yoy";
    return statement_of(rule, {"foi", {{"area", "uk"}, {"offence", "all"}}}, financial_year(2019));
}

TEST(Identity, IsALetterAndTwelveHexDigits) {
    Statement s = statement();
    EXPECT_TRUE(std::regex_match(identity(s), std::regex("a[0-9a-f]{12}")));
    for (const auto& [kind, letter] : std::vector<std::pair<std::string, char>>{{"group", 'g'},
                                                                                {"baseline", 'b'},
                                                                                {"arrived", 'v'},
                                                                                {"revised", 'v'},
                                                                                {"reread", 'v'},
                                                                                {"held", 'h'},
                                                                                {"overdue", 'o'},
                                                                                {"failed", 'f'}}) {
        s.kind = kind;
        EXPECT_EQ(identity(s).front(), letter) << kind;
    }
}

TEST(Identity, IsWrittenDownAndLasts) {
    // Changing this number orphans every statement that any installation has ever made.
    EXPECT_EQ(identity(statement()), "ae571b9651027");
}

TEST(Identity, DoesNotMoveWithLabelsWordsOrFigures) {
    const std::string before = identity(statement());
    Statement s = statement();
    s.label = "Apr 2019 to Mar 2020";
    s.text = "other words";
    s.severity = Severity::error;
    s.value = 5;
    s.printed = {"5"};
    EXPECT_EQ(identity(s), before);
}

TEST(Identity, MovesWithSourceRuleSubjectSeriesAndPeriod) {
    std::set<std::string> ids{identity(statement())};
    Statement s = statement();
    s.source = "other";
    ids.insert(identity(s));
    s = statement();
    s.rule = "other";
    ids.insert(identity(s));
    s = statement();
    s.subject = "10000";
    ids.insert(identity(s));
    s = statement();
    s.series = "foi/area=kent";
    ids.insert(identity(s));
    s = statement();
    s.period = financial_year(2018);
    ids.insert(identity(s));
    EXPECT_EQ(ids.size(), 6U);
}

TEST(Digest, ARuleIsNewWhenWhatItLooksForChanges) {
    Rule rule;
    rule.above = Threshold{5, true};
    Source foi;
    foi.id = "foi";
    const std::string before = digest(rule, foi);
    Rule same = rule;
    same.severity = Severity::error;
    same.says = "own words";
    same.drivers = 0;
    EXPECT_EQ(digest(same, foi), before);
    Rule other = rule;
    other.above = Threshold{5, false};
    EXPECT_NE(digest(other, foi), before);
    Source crime;
    crime.id = "crime";
    EXPECT_NE(digest(rule, crime), before);
}

TEST(Digest, ARuleIsNewWhenItWaitsForOthers) {
    Source source;
    source.due = Due{.each = {"09-05"}};
    Rule rule;
    const std::string at_once = digest(rule, source);
    rule.wait_for_members = 40;
    const std::string waiting = digest(rule, source);
    EXPECT_NE(waiting, at_once);
    source.due->grace_days = 3;
    EXPECT_NE(digest(rule, source), waiting) << "the due date ends the waiting";
    rule.wait_for_members.reset();
    EXPECT_EQ(digest(rule, source), at_once);
    rule.wait_for_roster = true;
    EXPECT_NE(digest(rule, source), at_once);
}

} // namespace
} // namespace tidemark::alert

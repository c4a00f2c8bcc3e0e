#include "pipeline/base/pattern.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace tidemark {
namespace {

Pattern pattern(std::string_view expression) {
    return Pattern::compile(expression).value();
}

TEST(Pattern, EmptyMatchesNothing) {
    for (const auto& empty : {Pattern(), pattern("")}) {
        EXPECT_TRUE(empty.empty());
        EXPECT_FALSE(empty.matches(""));
        EXPECT_FALSE(empty.capture("x", "a"));
        EXPECT_FALSE(empty.hit_limit("x"));
        EXPECT_EQ(empty.without("x"), "x");
    }
}

TEST(Pattern, KnowsUnicodeLettersAndCase) {
    EXPECT_TRUE(pattern("(?i)^école\\b").matches("ÉCOLE normale"));
    EXPECT_TRUE(pattern("^\\w+$").matches("Môn"));
    EXPECT_TRUE(pattern("^.$").matches("–"));
    EXPECT_TRUE(pattern("^$").matches(""));
    EXPECT_TRUE(pattern("^$").matches(std::string_view()));
}

TEST(Pattern, SaysWhereItsFaultIs) {
    const auto bad = Pattern::compile("^Table (4");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().fault, Fault::usage);
    EXPECT_EQ(bad.error().code, "config.pattern");
    EXPECT_EQ(bad.error().cell, "9");
    EXPECT_NE(bad.error().found.find("missing closing parenthesis"), std::string::npos);
}

TEST(Pattern, CapturesTheNamedElseTheFirstElseAll) {
    EXPECT_EQ(pattern("(x)(?<area>[^_]+)_").capture("xKent_2020", "area"), "Kent");
    EXPECT_EQ(pattern("(x)([^_]+)_").capture("xKent_2020", "area"), "x");
    EXPECT_EQ(pattern("20\\d\\d").capture("Kent_2020.ods", "area"), "2020");
    EXPECT_EQ(pattern("(x)").capture("Kent", "area"), std::nullopt);
    EXPECT_EQ(pattern("(?<area>x)|Kent").capture("Kent", "area"), std::nullopt);
    EXPECT_EQ(pattern("(?<area>)Kent").capture("Kent", "area"), "");
    EXPECT_EQ(pattern("(?J)(?:a(?<n>1)|b(?<n>2))").capture("b2", "n"), "2");
}

TEST(Pattern, RemovesEveryMatch) {
    const auto notes = pattern("\\s*\\[(note \\d+|r|p)\\]");
    EXPECT_EQ(notes.without("2019/20 [p] [note 12]"), "2019/20");
    EXPECT_EQ(notes.without("2019/20"), "2019/20");
    EXPECT_EQ(notes.without("[p]"), "");
    EXPECT_EQ(pattern("x*").without("axxb"), "ab");
    EXPECT_EQ(pattern("(?=b)").without("abab"), "abab");
}

TEST(Pattern, StopsACatastrophicSearch) {
    const std::string subject = std::string(64, 'a') + "b";
    for (const char* expression : {"^(a+)+$", "^(a|a)*$", "^(a*)*[cd]", "^(?:a?){64}a{65}$"}) {
        const auto slow = pattern(expression);
        EXPECT_FALSE(slow.matches(subject)) << expression;
        EXPECT_TRUE(slow.hit_limit(subject)) << expression;
        EXPECT_FALSE(slow.capture(subject, "x")) << expression;
        EXPECT_EQ(slow.without(subject), subject) << expression;
    }
}

TEST(Pattern, StopsASearchThatNeedsTooMuchMemory) {
    const std::string subject(200'000, 'a');
    const auto deep = pattern("^(?:(a)(?=.)|b)*$");
    EXPECT_FALSE(deep.matches(subject));
    EXPECT_TRUE(deep.hit_limit(subject));
}

TEST(Pattern, AnHonestSearchOfALongCellHitsNoLimit) {
    const std::string cell = std::string(32'000, 'x') + " Total";
    EXPECT_TRUE(pattern("(?i)\\btotal$").matches(cell));
    EXPECT_FALSE(pattern("(?i)\\bgrand total$").hit_limit(cell));
}

TEST(Pattern, EqualsByItsText) {
    EXPECT_EQ(pattern("a+"), pattern("a+"));
    EXPECT_NE(pattern("a+"), pattern("a*"));
    EXPECT_EQ(pattern("a+").text(), "a+");
}

TEST(Pattern, OneServesManyThreads) {
    const auto shared = pattern("^(\\w+) (?<year>\\d{4})$");
    std::vector<std::thread> threads;
    std::vector<int> wrong(4);
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        threads.emplace_back([&shared, &wrong, i] {
            for (int year = 1000; year < 3000; ++year) {
                const auto text = std::to_string(year);
                wrong[i] += shared.capture("Kent " + text, "year") == text ? 0 : 1;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(wrong, std::vector<int>(4));
}

RC_GTEST_PROP(Pattern, LeavesNoMatchOfOneCharacter, ()) {
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange(' ', '~'));
    const auto letters = pattern("\\w");
    RC_ASSERT(!letters.matches(letters.without(text)));
}

RC_GTEST_PROP(Pattern, NeverThrowsWhateverTheBytes, (const std::string& subject)) {
    const auto letters = pattern("(?<first>\\w)");
    RC_ASSERT(letters.matches(subject) == letters.capture(subject, "first").has_value());
    RC_ASSERT(letters.without(subject).size() <= subject.size());
    const auto any = Pattern::compile(subject); // most are no expressions, some are
    if (!any) {
        RC_ASSERT(!any.error().found.empty());
    }
}

TEST(Pattern, ExactMatchesOneTextOnly) {
    for (const std::string name : {"Table (1).*", "P1 + P2", "Länder", "a\\b^$", "it's"}) {
        const auto pattern = Pattern::compile(exact_pattern(name));
        ASSERT_TRUE(pattern) << name;
        EXPECT_TRUE(pattern->matches(name)) << name;
        EXPECT_FALSE(pattern->matches(name + "x")) << name;
        EXPECT_FALSE(pattern->matches("x" + name)) << name;
    }
}

} // namespace
} // namespace tidemark

#include "pipeline/base/decimals.hpp"
#include "pipeline/base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace tidemark {
namespace {

TEST(Text, TrimsAlsoWhatCannotBeSeen) {
    EXPECT_EQ(trim("\xEF\xBB\xBF \t Kent\u00a0\u200b\r\n"), "Kent");
    EXPECT_EQ(trim("a b"), "a b");
    EXPECT_EQ(trim(" \n"), "");
    EXPECT_EQ(trim("\xff x "), "\xff x"); // not UTF-8: passes through
}

TEST(Text, SqueezesToOneBlankAndTypedSigns) {
    EXPECT_EQ(squeeze("  Police \n force\u00a0area "), "Police force area");
    EXPECT_EQ(squeeze("2019\u201320, \u22125, Kent\u2019s, \u2018x"), "2019-20, -5, Kent's, 'x");
    EXPECT_EQ(squeeze("Der\u200bby \u200b shire"), "Derby shire");
    EXPECT_EQ(squeeze("\xc3(\xff"), "\xc3(\xff");
}

TEST(Text, FoldsSpellingsOfOneLabelTogether) {
    EXPECT_EQ(fold("Avon & Somerset"), fold("AVON and  Somerset"));
    EXPECT_EQ(fold("Avon&Somerset"), fold("Avon and Somerset"));
    EXPECT_EQ(fold("St. Helens"), "st helens");
    EXPECT_EQ(fold("London, City of"), "london city of");
    EXPECT_EQ(fold("YNYS MÔN"), fold("Ynys Môn"));
    EXPECT_EQ(fold("Straße"), fold("STRASSE"));
    EXPECT_EQ(fold("A\xff"), "a\xff");
    EXPECT_NE(fold("Kent"), fold("Gwent"));
}

RC_GTEST_PROP(Text, SqueezeAndFoldAreDoneAtOnce, (const std::string& bytes)) {
    RC_ASSERT(squeeze(squeeze(bytes)) == squeeze(bytes));
    RC_ASSERT(squeeze(trim(bytes)) == squeeze(bytes));
    RC_ASSERT(fold(fold(bytes)) == fold(bytes));
    RC_ASSERT(fold(squeeze(bytes)) == fold(bytes));
    RC_ASSERT(trim(trim(bytes)) == trim(bytes));
}

RC_GTEST_PROP(Text, OneLineHasNoControlCharacters, (const std::string& bytes)) {
    const auto line = one_line(bytes);
    RC_ASSERT(std::none_of(
        line.begin(), line.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; }));
    RC_ASSERT(one_line(line) == line);
}

TEST(Text, OneLineWritesWhatWouldTurnOrBreakIt) {
    EXPECT_EQ(one_line("a\nb\rc\td\x1b[0m\x7f"), "a\\nb\\rc\\td\\x1b[0m\\x7f");
    EXPECT_EQ(one_line("a\u2028b\u0085c\u202ed"), "a\\u2028b\\u0085c\\u202ed");
    EXPECT_EQ(one_line("Môn 5%"), "Môn 5%");
}

TEST(EditDistance, CountsInsertionsDeletionsAndChanges) {
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("", "kent"), 4U);
    EXPECT_EQ(edit_distance("mon", "môn"), 1U); // a letter, however many bytes
    EXPECT_EQ(edit_distance("\xff", "\xfe"), 1U);
}

rc::Gen<std::string> word() {
    return rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc")));
}

RC_GTEST_PROP(EditDistance, IsAMetric, ()) {
    const auto a = *word();
    const auto b = *word();
    const auto c = *word();
    const auto ab = edit_distance(a, b);
    RC_ASSERT((ab == 0U) == (a == b));
    RC_ASSERT(ab == edit_distance(b, a));
    RC_ASSERT(edit_distance(a, c) <= ab + edit_distance(b, c));
    RC_ASSERT(ab <= std::max(a.size(), b.size()));
    RC_ASSERT(ab >= std::max(a.size(), b.size()) - std::min(a.size(), b.size()));
}

TEST(Nearest, NamesTheNearestFirstAndEachOnce) {
    const std::vector<std::string> forces{"Kent", "Gwent", "Essex", "Kent", "Surrey"};
    EXPECT_EQ(nearest("kemt", forces, 2), (std::vector<std::string>{"Kent", "Gwent"}));
    EXPECT_EQ(nearest("x", forces, 9).size(), 4U);
    EXPECT_TRUE(nearest("x", {}, 3).empty());
    EXPECT_EQ(nearest("ab", {"ax", "ay"}, 1), (std::vector<std::string>{"ax"})); // ties by order
}

TEST(Figures, AreGroupedWithTheirOwnDecimals) {
    EXPECT_EQ(grouped(10391), "10,391");
    EXPECT_EQ(grouped(1273.53), "1,273.53");
    EXPECT_EQ(grouped(-4.5), "-4.5");
    EXPECT_EQ(grouped(-123456), "-123,456");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(0.1 + 0.2), "0.30000000000000004");
    EXPECT_EQ(grouped(-0.0), "0");
    EXPECT_EQ(grouped(1e21), "1,000,000,000,000,000,000,000");
    EXPECT_EQ(plain(1234567.5), "1234567.5");
}

double number(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

RC_GTEST_PROP(Figures, PlainAndGroupedReadBackAsTheSame, (double value)) {
    RC_PRE(std::isfinite(value));
    RC_ASSERT(number(plain(value)) == value);
    auto text = grouped(value);
    std::erase(text, ',');
    RC_ASSERT(text == plain(value));
}

TEST(Figures, PlainHoldsTheLargestAndTheSmallest) {
    using Limits = std::numeric_limits<double>;
    for (const double value : {Limits::max(),
                               Limits::lowest(),
                               Limits::min(),
                               Limits::denorm_min(),
                               -Limits::denorm_min()}) {
        EXPECT_EQ(number(plain(value)), value);
    }
}

TEST(Figures, AreRoundedHalfAwayFromZeroToSoManyDecimals) {
    EXPECT_EQ(grouped(1234.5, 2), "1,234.50");
    EXPECT_EQ(grouped(9540.000000001, 0), "9,540");
    EXPECT_EQ(grouped(2.5, 0), "3");
    EXPECT_EQ(grouped(-2.5, 0), "-3");
    EXPECT_EQ(grouped(0.285, 2), "0.29"); // a hair low in binary
    EXPECT_EQ(grouped(-0.04, 1), "0.0");
}

TEST(Figures, TheirDecimalsAreThoseOfTheirText) {
    EXPECT_EQ(decimals_in("16.0", 16), 1);
    EXPECT_EQ(decimals_in("1,234", 1234), 0);
    EXPECT_EQ(decimals_in("1,234.50 [r]", 1234.5), 2);
    EXPECT_EQ(decimals_in("1.234,5", 1234.5), 1);
    EXPECT_EQ(decimals_in("12.3%", 12.3), 1);
    EXPECT_EQ(decimals_in("12.3", 12.345), 1) << "as a reader sees it";
    EXPECT_EQ(decimals_in("16.0 (3)", 16.5), 1)
        << "a text that is not the figure: the figure's own";
    EXPECT_EQ(decimals_in("", 330.25), 2);
    EXPECT_EQ(decimals_in("66.58333333333333", 66.58333333333333), 2) << "nobody rounded it";
    EXPECT_EQ(decimals_in("0", 0), 0);
    EXPECT_EQ(decimals_in("-4.50", -4.5), 2);
}

TEST(Percent, HasASignAndOneDecimalHalfAwayFromZero) {
    EXPECT_EQ(signed_percent(16.0), "+16.0%");
    EXPECT_EQ(signed_percent(-0.04), "0.0%");
    EXPECT_EQ(signed_percent(0.04), "0.0%");
    EXPECT_EQ(signed_percent(0.05), "+0.1%");
    EXPECT_EQ(signed_percent(-2.25), "-2.3%");
    EXPECT_EQ(signed_percent(100.0 * (9540 - 8224) / 8224), "+16.0%");
    EXPECT_EQ(signed_percent(100.0 * (10391 - 8224) / 8224), "+26.3%");
    EXPECT_EQ(signed_percent((2.023 / 2.0 - 1) * 100), "+1.2%"); // 1.15, a hair low in binary
}

TEST(Text, Joins) {
    EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
    EXPECT_EQ(join({}, ", "), "");
}

TEST(Text, ShortenedKeepsWholeCharacters) {
    EXPECT_EQ(shortened("Kent", 4), "Kent");
    EXPECT_EQ(shortened("Kent and Essex", 7), "Kent...");
    EXPECT_EQ(shortened("Ken\xC3\xA9 and Essex", 7), "Ken...");
}

} // namespace
} // namespace tidemark

// Texts of a source file exchanged, everything else byte for byte.
#include "config/patch.hpp"

#include <gtest/gtest.h>

namespace tidemark::config {

namespace {

std::string patched(std::string_view text, const std::vector<NewValue>& values) {
    return with_values(text, values, "2026-11-30", "adopt").value_or("nothing");
}

} // namespace

TEST(Patch, ExchangesATextInATableOfOneLine) {
    EXPECT_EQ(patched("[read]\nsheet = { name = '^Table 4\\b', x = 1 } # the fourth\n\nz = 1",
                      {{{"read", "sheet", "name"}, "^Table 5$", "sheet"}}),
              "[read]\n# 2026-11-30: sheet was '^Table 4\\b' (adopt)\n"
              "sheet = { name = '^Table 5$', x = 1 } # the fourth\n\nz = 1");
}

TEST(Patch, FindsTheTableOfAListAndTheItemOfAnother) {
    const std::string text = "[[layout]]\r\nk = 'a'\r\n[[layout]]\r\n"
                             "  header = { has = [\"Jahr\", \"Zahl \\\"n\\\"\"] }\r\n";
    EXPECT_EQ(patched(text, {{{"layout", "1", "header", "has", "1"}, "it's", "column"}}),
              "[[layout]]\r\nk = 'a'\r\n[[layout]]\r\n"
              "  # 2026-11-30: column was \"Zahl \\\"n\\\"\" (adopt)\r\n"
              "  header = { has = [\"Jahr\", \"it's\"] }\r\n");
}

TEST(Patch, SaysOnceWhatALineWas) {
    EXPECT_EQ(patched("a = ['x', 'y']\nb = 'x'\n",
                      {{{"a", "0"}, "z", "column"},
                       {{"a", "1"}, "w", "column"},
                       {{"b", "0"}, "z", "column"}}),
              "# 2026-11-30: column was 'x' (adopt)\na = ['z', 'w']\n"
              "# 2026-11-30: column was 'x' (adopt)\nb = 'z'\n");
}

TEST(Patch, CountsCharactersNotBytes) {
    EXPECT_EQ(patched("a = { \"K\u00f6ln\" = \"\u00e4\", b = 'x' }\n", {{{"a", "b"}, "y\tz", "b"}}),
              "# 2026-11-30: b was 'x' (adopt)\n"
              "a = { \"K\u00f6ln\" = \"\u00e4\", b = \"y\\u0009z\" }\n");
}

TEST(Patch, IsNothingWhereThereIsNoTextOfOneLine) {
    EXPECT_EQ(patched("a = 1\n", {{{"a"}, "x", "a"}}), "nothing");
    EXPECT_EQ(patched("a = 'x'\n", {{{"b"}, "x", "b"}}), "nothing");
    EXPECT_EQ(patched("a = ['x']\n", {{{"a", "1"}, "x", "a"}}), "nothing");
    EXPECT_EQ(patched("a = '''\nx'''\n", {{{"a"}, "y", "a"}}), "nothing");
    EXPECT_EQ(patched("a = \n", {{{"a"}, "y", "a"}}), "nothing");
}

} // namespace tidemark::config

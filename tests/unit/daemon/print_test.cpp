#include "daemon/print.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace tidemark {
namespace {

std::string printed(const TextTable& table) {
    std::ostringstream out;
    table.print(out);
    return out.str();
}

TEST(TextTable, AlignsColumnsAndPutsNumbersToTheRight) {
    TextTable table{{"SOURCE"}, {"FIGURES", TextTable::Align::right}, {"STATE"}};
    table.add({"csa-by-force", "2,145", "loaded"});
    table.add({"a", "7", "held"});
    EXPECT_EQ(printed(table),
              "SOURCE        FIGURES  STATE\n"
              "csa-by-force    2,145  loaded\n"
              "a                   7  held\n");
}

TEST(TextTable, CountsCharactersNotBytes) {
    TextTable table{{"NAME"}, {"X"}};
    table.add({"Île", "1"});
    table.add({"Kent", "2"});
    EXPECT_EQ(printed(table),
              "NAME  X\n"
              "Île   1\n"
              "Kent  2\n");
}

TEST(TextTable, PrintsNothingWithoutRowsAndShortRowsWhole) {
    TextTable table{{"A"}, {"B"}};
    EXPECT_EQ(printed(table), "");
    table.add({"x"});
    EXPECT_EQ(printed(table), "A  B\nx\n");
}

TEST(TextTable, LetsNoControlCharacterReachTheTerminal) {
    TextTable table{{"NAME"}};
    table.add({"bad\x1b[31m\nname"});
    const std::string text = printed(table);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
}

TEST(Print, SaysAgesInTheirUnit) {
    using namespace std::chrono;
    EXPECT_EQ(age_text(seconds(5)), "5 s");
    EXPECT_EQ(age_text(minutes(3)), "3 min");
    EXPECT_EQ(age_text(hours(5)), "5 h");
    EXPECT_EQ(age_text(hours(24 * 12 + 3)), "12 days");
}

TEST(Print, ShowsAMarkerInsteadOfANumber) {
    EXPECT_EQ(value_text(2145, Status::normal, 0), "2,145");
    EXPECT_EQ(value_text(std::nullopt, Status::below, 5), "<5");
    EXPECT_EQ(value_text(std::nullopt, Status::suppressed, 0), "suppressed");
}

TEST(Print, WritesCountsWithoutADecimalPoint) {
    EXPECT_EQ(json_of(std::optional(10391.0)).dump(), "10391");
    EXPECT_EQ(json_of(std::optional(66.6)).dump(), "66.6");
    EXPECT_EQ(json_of(std::optional(1e300)).dump(), "1e+300");
    EXPECT_EQ(json_of(std::optional<double>()).dump(), "null");
    EXPECT_EQ(
        json_of(financial_year(2019), "").dump(),
        R"({"label":"2019/20","start":"2019-04-01","end":"2020-03-31","sdmx":"2019-04-01/P1Y"})");
}

} // namespace
} // namespace tidemark

// LabelTable: rows of label ids -> numbers, against a map.
#include "pipeline/parse/layout/label_table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace tidemark::parse {
namespace {

std::uint32_t never() {
    ADD_FAILURE() << "made again";
    return 0;
}

TEST(LabelTable, MakesANumberOnceForEachRowOfLabels) {
    LabelTable table;
    const std::vector<std::uint32_t> one{1, 2};
    const std::vector<std::uint32_t> other{2, 1};
    EXPECT_EQ(table.find_or_make(one, [] { return 7U; }), 7U);
    EXPECT_EQ(table.find_or_make(other, [] { return 9U; }), 9U);
    EXPECT_EQ(table.find_or_make(one, never), 7U);
    EXPECT_EQ(table.find_or_make(other, never), 9U);
}

TEST(LabelTable, KnowsARowWithoutLabels) {
    const std::vector<std::uint32_t> nothing;
    LabelTable table; // a table of one series: its only dimension is time
    EXPECT_EQ(table.find_or_make(nothing, [] { return 3U; }), 3U);
    EXPECT_EQ(table.find_or_make(nothing, never), 3U);
}

TEST(LabelTable, IsTheMapWhileItGrows) {
    std::mt19937 random(20260101);
    std::uniform_int_distribution<std::uint32_t> label(0, 40);
    LabelTable table;
    std::map<std::vector<std::uint32_t>, std::uint32_t> map;
    for (int i = 0; i < 60'000; ++i) {
        const std::vector<std::uint32_t> labels{label(random), label(random), label(random)};
        const auto next = static_cast<std::uint32_t>(map.size());
        const auto found = map.try_emplace(labels, next);
        const bool fresh = found.second;
        EXPECT_EQ(table.find_or_make(labels, [&] { return fresh ? next : never(); }),
                  found.first->second);
    }
    EXPECT_GT(map.size(), 30'000U); // most of all there can be: it grew ten times
}

} // namespace
} // namespace tidemark::parse

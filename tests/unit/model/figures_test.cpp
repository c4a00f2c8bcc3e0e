#include "pipeline/model/figures.hpp"
#include "pipeline/model/observation.hpp"

#include <gtest/gtest.h>

namespace tidemark {
namespace {

TEST(Snapshot, FindsASeriesByItsKey) {
    Snapshot snapshot;
    for (const char* area : {"a", "b", "d"}) {
        snapshot.series.push_back({{"source", {{"area", area}}}, {}});
    }
    const auto* found = snapshot.find({"source", {{"area", "b"}}});
    EXPECT_EQ(found, &snapshot.series[1]);
    EXPECT_EQ(snapshot.find({"source", {{"area", "c"}}}), nullptr);
    EXPECT_EQ(snapshot.find({"other", {{"area", "b"}}}), nullptr);
    EXPECT_EQ(snapshot.find({"source", {{"area", "e"}}}), nullptr);
}

TEST(ParsedFile, GivesEachSeriesOneIndex) {
    ParsedFile file;
    EXPECT_EQ(file.series_index({{"area", "a"}}), 0U);
    EXPECT_EQ(file.series_index({{"area", "b"}}), 1U);
    EXPECT_EQ(file.series_index({{"area", "a"}}), 0U);
    EXPECT_EQ(file.series_index({}), 2U);
    EXPECT_EQ(file.series.size(), 3U);
}

} // namespace
} // namespace tidemark

#include "pipeline/run/turns.hpp"

#include <gmock/gmock.h>

namespace tidemark {
namespace {

RawFile raw(const std::string& name, const std::string& sha256) {
    return {.sha256 = sha256, .name = name};
}

KnownFile let_in(const RawFile& file) {
    return {.file = file, .let_in = true};
}

Batch batch_of(const std::vector<RawFile>& files) {
    Batch batch;
    for (const RawFile& file : files) {
        batch.release.files.push_back(file);
        batch.files.push_back({.file = file});
    }
    return batch;
}

std::vector<std::string> names(const Batch& batch) {
    std::vector<std::string> all;
    for (const ParsedFile& parsed : batch.files) {
        all.push_back(parsed.file.name);
    }
    return all;
}

TEST(Turns, WhatIsReadAgainStandsApartFromWhatIsNew) {
    const Known known{.files = {let_in(raw("kent", "1")), {.file = raw("durham", "2")}}};
    Batch batch = batch_of({raw("kent", "1"), raw("durham", "2"), raw("surrey", "3")});
    batch.refused = {{.file = raw("essex", "4"), .reasons = {}}};
    const auto both = halves(batch, known);
    ASSERT_TRUE(both);
    EXPECT_THAT(names(both->again), testing::ElementsAre("kent"));
    EXPECT_TRUE(both->again.release.reread);
    EXPECT_TRUE(both->again.refused.empty());
    EXPECT_THAT(names(both->fresh), testing::ElementsAre("durham", "surrey")) << "held before";
    EXPECT_FALSE(both->fresh.release.reread);
    EXPECT_EQ(both->fresh.refused.size(), 1U);
    EXPECT_EQ(both->fresh.release.files.size(), 3U) << "what was served is noted for all";
}

TEST(Turns, OtherBytesUnderAKnownNameAreNew) {
    const Known known{.files = {let_in(raw("kent", "1"))}};
    EXPECT_FALSE(halves(batch_of({raw("kent", "2")}), known));
}

TEST(Turns, ABatchOfOneKindIsNotCut) {
    const Known known{.files = {let_in(raw("kent", "1"))}};
    EXPECT_FALSE(halves(batch_of({raw("kent", "1")}), known));
    EXPECT_FALSE(halves(batch_of({raw("durham", "2")}), known));
}

} // namespace
} // namespace tidemark

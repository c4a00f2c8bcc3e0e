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

Source folder() {
    Source source;
    source.find = FindDir{};
    return source;
}

TEST(Turns, WhatIsReadAgainStandsApartFromWhatIsNew) {
    const Known known{.files = {let_in(raw("kent", "1")), {.file = raw("durham", "2")}}};
    Batch batch = batch_of({raw("kent", "1"), raw("durham", "2"), raw("surrey", "3")});
    batch.refused = {{.file = raw("essex", "4"), .reasons = {}}};
    const auto both = halves(batch, known, folder());
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
    EXPECT_FALSE(halves(batch_of({raw("kent", "2")}), known, folder()));
}

TEST(Turns, AnEditionThatThePublisherGoesBackToIsNew) {
    Known known{.files = {let_in(raw("v1", "1")), let_in(raw("v2", "2"))}};
    known.files[1].newest = true;
    Batch batch = batch_of({raw("v1", "1"), raw("v2", "2")});
    batch.release.files.pop_back(); // v2 is kept, and read anew
    const auto both = halves(batch, known, Source{});
    ASSERT_TRUE(both);
    EXPECT_THAT(names(both->again), testing::ElementsAre("v2"));
    EXPECT_THAT(names(both->fresh), testing::ElementsAre("v1"));
}

TEST(Turns, ABatchOfNewFilesIsNotCutAndOneReadAgainLeavesTheLook) {
    const Known known{.files = {let_in(raw("kent", "1"))}};
    Batch batch = batch_of({raw("kent", "1")});
    batch.release.gone = {"durham"};
    batch.failure = Error{.code = "fetch.status"};
    const auto both = halves(batch, known, folder());
    ASSERT_TRUE(both);
    EXPECT_THAT(names(both->again), testing::ElementsAre("kent"));
    EXPECT_FALSE(both->again.failure);
    EXPECT_THAT(names(both->fresh), testing::IsEmpty());
    EXPECT_THAT(both->fresh.release.gone, testing::ElementsAre("durham"));
    EXPECT_TRUE(both->fresh.failure);
    EXPECT_FALSE(halves(batch_of({raw("durham", "2")}), known, folder()));
}

} // namespace
} // namespace tidemark

#include "pipeline/run/record.hpp"

#include <gtest/gtest.h>

namespace tidemark {
namespace {

Held held_by(Fault fault, const std::string& code) {
    return {.file = {.name = "forces.xlsx"},
            .reasons = {{.fault = fault, .code = code, .found = "2"}}};
}

Loaded with_vintage() {
    Loaded loaded;
    loaded.vintage = Vintage{};
    return loaded;
}

class RecordOfAPass : public testing::Test {
  protected:
    Source source_{.id = "forces"};
    Result<Collected> nothing_ = Collected(fetch::NothingNew{});
};

TEST_F(RecordOfAPass, IsUnchangedWithoutAVintage) {
    const RunRecord run = record_of(source_, nothing_, {}, {});
    EXPECT_EQ(run.source, "forces");
    EXPECT_EQ(run.outcome, Outcome::unchanged);
    EXPECT_EQ(run.detail, "");
}

TEST_F(RecordOfAPass, IsLoadedWithAVintage) {
    EXPECT_EQ(record_of(source_, nothing_, with_vintage(), {}).outcome, Outcome::loaded);
}

TEST_F(RecordOfAPass, IsHeldWhileAnotherFileWaitsAlsoBesideAVintage) {
    const RunRecord run =
        record_of(source_, nothing_, with_vintage(), {held_by(Fault::held, "hold.members")});
    EXPECT_EQ(run.outcome, Outcome::held);
}

TEST_F(RecordOfAPass, IsFailedByALookThatFailedAlsoBesideWhatWasKept) {
    const Result<Collected> kept =
        Collected(Batch{.failure = Error{.fault = Fault::unavailable, .code = "fetch.status"}});
    EXPECT_EQ(record_of(source_, kept, with_vintage(), {}).outcome, Outcome::failed);
}

TEST_F(RecordOfAPass, IsLoadedWhereWhatWasHeldWaitsNoLonger) {
    Loaded loaded = with_vintage();
    loaded.held = {held_by(Fault::held, "hold.members")};
    loaded.held.front().file.sha256 = "cafe";
    EXPECT_EQ(record_of(source_, nothing_, loaded, {}).outcome, Outcome::loaded);
    EXPECT_EQ(record_of(source_, nothing_, loaded, loaded.held).outcome, Outcome::held);
}

TEST_F(RecordOfAPass, IsHeldByWhatCouldNotBeFetchedAlsoBesideAVintage) {
    Loaded loaded = with_vintage();
    loaded.held = {held_by(Fault::held, "find.member")};
    const RunRecord run = record_of(source_, nothing_, loaded, {});
    EXPECT_EQ(run.outcome, Outcome::held);
    EXPECT_EQ(run.detail, "found 2");
}

TEST_F(RecordOfAPass, StaysHeldWhileAReleaseWaitsWithNothingNewToSay) {
    const RunRecord run = record_of(source_, nothing_, {}, {held_by(Fault::held, "hold.adds_up")});
    EXPECT_EQ(run.outcome, Outcome::held);
}

TEST_F(RecordOfAPass, IsFailedByAFileThatCannotBeRead) {
    Loaded loaded;
    loaded.held = {held_by(Fault::malformed, "read.zip")};
    EXPECT_EQ(record_of(source_, nothing_, loaded, {}).outcome, Outcome::failed);
}

TEST_F(RecordOfAPass, IsHeldWhenDiscoveryFoundTwoAndFailedWhenItFoundNoServer) {
    const Result<Collected> two = fail({.fault = Fault::held, .code = "find.link"});
    const Result<Collected> none = fail({.fault = Fault::unavailable, .code = "fetch.connect"});
    EXPECT_EQ(record_of(source_, two, {}, {}).outcome, Outcome::held);
    EXPECT_EQ(record_of(source_, none, {}, {}).outcome, Outcome::failed);
}

} // namespace
} // namespace tidemark

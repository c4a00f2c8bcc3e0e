#include "fixture.hpp"
#include "pipeline/load/lock.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

namespace tidemark::load {
namespace {

TEST(Lock, ASecondWriterIsToldWhoHasIt) {
    const test::TemporaryFolder dir;
    const auto first = lock_state(dir.path());
    ASSERT_TRUE(first);
    const auto second = lock_state(dir.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().fault, Fault::locked);
    EXPECT_THAT(second.error().found, ::testing::HasSubstr(std::to_string(::getpid())));
}

TEST(Lock, IsFreeOnceItsOwnerIsGone) {
    const test::TemporaryFolder dir;
    lock_state(dir.path()).value().reset();
    EXPECT_TRUE(lock_state(dir.path()));
}

TEST(Lock, WithoutAFolderIsAStorageError) {
    const test::TemporaryFolder dir;
    const auto lock = lock_state(dir.path() / "missing");
    ASSERT_FALSE(lock);
    EXPECT_EQ(lock.error().fault, Fault::storage);
}

} // namespace
} // namespace tidemark::load

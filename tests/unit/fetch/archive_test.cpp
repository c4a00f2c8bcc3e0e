#include "pipeline/base/digest.hpp"
#include "pipeline/fetch/archive_dir.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

namespace tidemark::test {
namespace {

namespace fs = std::filesystem;

fs::path path_in(const TemporaryFolder& folder, const std::string& digest) {
    return folder.path() / "archive" / digest.substr(0, 2) / digest.substr(2);
}

std::size_t files_in(const TemporaryFolder& folder) {
    const auto all = fs::recursive_directory_iterator(folder.path());
    return static_cast<std::size_t>(
        std::count_if(fs::begin(all), fs::end(all), [](const fs::directory_entry& entry) {
            return entry.is_regular_file();
        }));
}

TEST(Archive, KeepsAFileUnderItsDigest) {
    const TemporaryFolder folder;
    const auto archive = fetch::open_archive(folder.path() / "archive").value();
    const std::string digest = archive->put("figures").value();
    EXPECT_EQ(digest, sha256("figures"));
    EXPECT_TRUE(fs::exists(path_in(folder, digest)));
    EXPECT_EQ(archive->get(digest).value(), "figures");
}

RC_GTEST_PROP(Archive, GivesBackTheBytesItWasGiven, (const std::string& bytes)) {
    const TemporaryFolder folder;
    const auto archive = fetch::open_archive(folder.path()).value();
    RC_ASSERT(archive->get(archive->put(bytes).value()).value() == bytes);
}

TEST(Archive, AddsNothingWhenTheBytesAreThere) {
    const TemporaryFolder folder;
    const auto archive = fetch::open_archive(folder.path() / "archive").value();
    const std::string digest = archive->put("figures").value();
    const auto before = fs::last_write_time(path_in(folder, digest));
    EXPECT_EQ(archive->put("figures").value(), digest);
    EXPECT_EQ(fs::last_write_time(path_in(folder, digest)), before);
    EXPECT_EQ(files_in(folder), 1U);
}

TEST(Archive, RefusesADamagedFileAndHealsIt) {
    const TemporaryFolder folder;
    const auto archive = fetch::open_archive(folder.path() / "archive").value();
    const std::string digest = archive->put("figures").value();
    std::ofstream(path_in(folder, digest)) << "fibures";
    const auto damaged = archive->get(digest);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().fault, Fault::malformed);
    EXPECT_EQ(damaged.error().code, "archive.damaged");
    EXPECT_EQ(archive->put("figures").value(), digest);
    EXPECT_EQ(archive->get(digest).value(), "figures");
}

TEST(Archive, SaysThatAFileIsMissing) {
    const TemporaryFolder folder;
    const auto archive = fetch::open_archive(folder.path()).value();
    const auto missing = archive->get(sha256("never put"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().fault, Fault::unavailable);
    EXPECT_EQ(missing.error().code, "archive.missing");
}

TEST(Archive, TakesNothingButADigestForAName) {
    const TemporaryFolder folder;
    const auto archive = fetch::open_archive(folder.path()).value();
    for (const std::string& name :
         {std::string("../../etc/passwd"), std::string(), std::string(64, 'G')}) {
        const auto refused = archive->get(name);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "archive.digest");
    }
}

TEST(Archive, FailsAsStorageWhereItCannotWrite) {
    const TemporaryFolder folder;
    const fs::path in_the_way = folder.write("archive", "a file where the folder should be");
    const auto archive = fetch::open_archive(in_the_way);
    ASSERT_FALSE(archive);
    EXPECT_EQ(archive.error().fault, Fault::storage);
}

TEST(Archive, KeepsOneCopyOfWhatManyThreadsPutAtOnce) {
    const TemporaryFolder folder;
    const auto archive = fetch::open_archive(folder.path() / "archive").value();
    const std::string bytes(200000, 'x');
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                for (int n = 0; n < 5; ++n) {
                    EXPECT_TRUE(archive->put(bytes));
                    EXPECT_TRUE(archive->put(bytes + std::to_string(i)));
                }
            });
        }
    }
    EXPECT_EQ(archive->get(sha256(bytes)).value(), bytes);
    EXPECT_EQ(files_in(folder), 9U);
}

} // namespace
} // namespace tidemark::test

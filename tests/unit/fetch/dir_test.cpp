#include "pipeline/fetch/transport_curl.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/fetch/room.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace tidemark::test {
namespace {

namespace fs = std::filesystem;
using fetch::Found;
using fetch::NothingNew;
using std::chrono::seconds;

struct Drop : Room {
    TemporaryFolder folder;
    std::unique_ptr<Transport> files = fetch::make_curl_transport("tidemark/test");

    Drop() {
        source.find = FindDir{.path = folder.path().string(),
                              .files = pattern(R"(\.(xlsx|csv)$)"),
                              .settle = seconds(30)};
        clock.time =
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
            std::chrono::hours(1);
    }

    Result<fetch::Fetched> look() { return fetch_by(*files); }

    // Sets the time of a file to that many seconds before the clock's.
    void age(const fs::path& path, seconds before) const {
        const auto time = std::chrono::floor<seconds>(clock.time - before).time_since_epoch();
        const timespec stamp{.tv_sec = time.count(), .tv_nsec = 0};
        const timespec stamps[2] = {stamp, stamp};
        ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), stamps, 0), 0);
    }
};

std::vector<std::string> names(const Found& found) {
    std::vector<std::string> result;
    for (const RawFile& file : found.release.files) {
        result.push_back(file.name);
    }
    return result;
}

TEST(DropFolder, GivesAllSettledFilesByName) {
    Drop drop;
    drop.folder.write("Kent 2020.xlsx", "k");
    drop.folder.write("Durham.csv", "d");
    drop.folder.write("letter.pdf", "l");
    const auto found = expect<Found>(drop.look());
    EXPECT_EQ(names(found), (std::vector<std::string>{"Durham.csv", "Kent 2020.xlsx"}));
    EXPECT_TRUE(found.refused.empty());
    EXPECT_FALSE(found.release.published);
    EXPECT_EQ(drop.archive.get(found.release.files[1].sha256).value(), "k");
}

TEST(DropFolder, LeavesAFileThatIsStillWritten) {
    Drop drop;
    drop.age(drop.folder.write("fresh.csv", "f"), seconds(29));
    drop.age(drop.folder.write("settled.csv", "s"), seconds(31));
    EXPECT_EQ(names(expect<Found>(drop.look())), std::vector<std::string>{"settled.csv"});
    drop.clock.time += seconds(2);
    EXPECT_EQ(names(expect<Found>(drop.look())).size(), 2U);
}

TEST(DropFolder, TakesAFileWhoseTimeLiesInTheFuture) {
    Drop drop;
    drop.age(drop.folder.write("future.csv", "f"), -seconds(86400));
    EXPECT_EQ(names(expect<Found>(drop.look())), std::vector<std::string>{"future.csv"});
}

TEST(DropFolder, PassesOverHiddenAndTemporaryNamesLinksAndFolders) {
    Drop drop;
    for (const char* name : {".a.csv", "~$a.xlsx", "a.csv~", "a.csv.part", "sub/b.csv"}) {
        drop.folder.write(name, "x");
    }
    fs::create_directory(drop.folder.path() / "folder.csv");
    fs::create_symlink("/etc/passwd", drop.folder.path() / "link.csv");
    expect<NothingNew>(drop.look());
}

TEST(DropFolder, GivesOnlyWhatIsNewOrChanged) {
    Drop drop;
    drop.folder.write("a.csv", "1");
    drop.folder.write("b.csv", "1");
    drop.remember(expect<Found>(drop.look()).release);
    expect<NothingNew>(drop.look());
    drop.folder.write("b.csv", "2");
    drop.folder.write("c.csv", "1"); // the bytes of another file, under a name of its own
    EXPECT_EQ(names(expect<Found>(drop.look())), (std::vector<std::string>{"b.csv", "c.csv"}));
}

TEST(DropFolder, SeesAChangeThatKeepsSizeAndTime) {
    Drop drop;
    const auto path = drop.folder.write("a.csv", "1");
    drop.age(path, seconds(100));
    drop.remember(expect<Found>(drop.look()).release);
    drop.folder.write("a.csv", "2");
    drop.age(path, seconds(100));
    EXPECT_EQ(names(expect<Found>(drop.look())), std::vector<std::string>{"a.csv"});
}

TEST(DropFolder, DoesNotTakeAFileTouchedWithoutChangeForNew) {
    Drop drop;
    const auto path = drop.folder.write("a.csv", "1");
    drop.remember(expect<Found>(drop.look()).release);
    drop.age(path, seconds(500));
    expect<NothingNew>(drop.look());
}

TEST(DropFolder, GivesEverythingWhenForced) {
    Drop drop;
    drop.folder.write("a.csv", "1");
    drop.remember(expect<Found>(drop.look()).release);
    drop.force = Force::yes;
    EXPECT_EQ(names(expect<Found>(drop.look())), std::vector<std::string>{"a.csv"});
}

TEST(DropFolder, RefusesOneFileAndGoesOnWithTheOthers) {
    Drop drop;
    drop.source.fetch.max_size = 10;
    drop.folder.write("a.csv", "1");
    drop.folder.write("big.csv", "more than ten bytes");
    drop.folder.write("c.csv", "1");
    const auto found = expect<Found>(drop.look());
    EXPECT_EQ(names(found), (std::vector<std::string>{"a.csv", "c.csv"}));
    ASSERT_EQ(found.refused.size(), 1U);
    EXPECT_EQ(found.refused.front().file.name, "big.csv");
    EXPECT_EQ(found.refused.front().file.sha256, "");
    EXPECT_EQ(found.refused.front().reasons.front().fault, Fault::limit);
    EXPECT_EQ(found.refused.front().reasons.front().source, "forces");
}

TEST(DropFolder, RefusesAFileItMayNotRead) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may read everything";
    }
    Drop drop;
    fs::permissions(drop.folder.write("a.csv", "1"), fs::perms::none);
    const auto found = expect<Found>(drop.look());
    EXPECT_TRUE(found.release.files.empty());
    ASSERT_EQ(found.refused.size(), 1U);
    EXPECT_EQ(found.refused.front().reasons.front().fault, Fault::unavailable);
}

TEST(DropFolder, NamesWhatWaitedAndIsGoneButNotWhatWasLetInOrIsStillWritten) {
    Drop drop;
    const auto held = [&](const std::string& name, bool let_in) {
        KnownFile known{.file = {}, .outcome = KnownFile::Outcome::held, .let_in = let_in};
        known.file.name = name;
        return known;
    };
    drop.known.files = {held("gone.csv", false), held("let in.csv", true), held("wet.csv", false)};
    drop.age(drop.folder.write("wet.csv", "w"), seconds(1));
    EXPECT_EQ(expect<Found>(drop.look()).release.gone, std::vector<std::string>{"gone.csv"});
}

TEST(DropFolder, SaysThatTheFolderIsMissing) {
    Drop drop;
    std::get<FindDir>(drop.source.find).path = "/nowhere/drop";
    const auto failed = drop.look();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, "fetch.folder");
    EXPECT_EQ(failed.error().source, "forces");
}

} // namespace
} // namespace tidemark::test

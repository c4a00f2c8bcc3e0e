#include "fixture.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <SQLiteCpp/Database.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace tidemark::load {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const Dims kent{{"area", "kent"}};
const Period y2018 = financial_year(2018);
const Period y2019 = financial_year(2019);

class StoreFile : public StoreTest {
  protected:
    void fill() {
        load(source_, release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)}));
    }

    Source source_ = published_source();
};

TEST_F(StoreFile, ReadsBackWhatWasCommittedAfterReopening) {
    fill();
    reopen();
    EXPECT_EQ(value(source_, kent, y2018), 10);
    load(source_, release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 11)}));
    reopen();
    EXPECT_EQ(value(source_, kent, y2018), 11);
    EXPECT_EQ(store_->snapshot("national", {}).value().vintages.size(), 2U);
}

TEST_F(StoreFile, IsReadBesideTheWriter) {
    fill();
    const auto reader = open_store_read_only(dir_.path()).value();
    auto pass = store_->begin("national").value();
    ASSERT_TRUE(
        pass->load(source_,
                   {},
                   release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 11)}),
                   now_));
    const auto seen = [&] {
        return reader->snapshot("national", {}).value().series.front().figures.front().value;
    };
    EXPECT_EQ(seen(), 10) << "the writer has not committed";
    ASSERT_TRUE(pass->commit());
    EXPECT_EQ(seen(), 11);
}

TEST_F(StoreFile, IsReadWhenItsWalIsGone) {
    fill();
    store_.reset();
    {
        SQLite::Database db((dir_.path() / "tidemark.db").string(), SQLite::OPEN_READWRITE);
        db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    fs::remove(dir_.path() / "tidemark.db-wal");
    fs::remove(dir_.path() / "tidemark.db-shm");
    const auto reader = open_store_read_only(dir_.path());
    ASSERT_TRUE(reader) << reader.error().to_text();
    EXPECT_THAT((*reader)->snapshot("national", {}).value().series, SizeIs(1));
}

// As an analyst who may read the folder and not write it. Needs root, to become another user.
TEST_F(StoreFile, IsReadByAUserWhoCannotWriteTheFolder) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can become another user";
    }
    fill();
    store_.reset();
    fs::permissions(dir_.path(), fs::perms(0755));
    const pid_t child = ::fork();
    if (child == 0) {
        constexpr uid_t nobody = 65534;
        if (::setuid(nobody) != 0) {
            ::_exit(2);
        }
        const auto reader = open_store_read_only(dir_.path());
        const bool read =
            reader && (*reader)->snapshot("national", {}).value_or(Snapshot{}).series.size() == 1;
        ::_exit(read ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST_F(StoreFile, CannotBeWrittenThroughAReader) {
    fill();
    const auto reader = open_store_read_only(dir_.path()).value();
    auto pass = reader->begin("national").value();
    const auto loaded =
        pass->load(source_,
                   {},
                   release("national", "2020-09-05", {file("a.csv").figure(kent, y2018, 11)}),
                   now_);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().fault, Fault::storage);
}

TEST(StoreFolder, WithoutADatabaseYetIsUnavailable) {
    const test::TemporaryFolder dir;
    const auto reader = open_store_read_only(dir.path());
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().fault, Fault::unavailable);
}

TEST_F(StoreFile, OfANewerProgramIsLeftAlone) {
    fill();
    store_.reset();
    {
        SQLite::Database db((dir_.path() / "tidemark.db").string(), SQLite::OPEN_READWRITE);
        db.exec("PRAGMA user_version = 99");
    }
    for (const auto& opened : {open_store(dir_.path()), open_store_read_only(dir_.path())}) {
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().fault, Fault::storage);
        EXPECT_EQ(opened.error().found, "version 99");
    }
}

TEST_F(StoreFile, ThatIsDamagedIsNotOpened) {
    FileBuilder many = file("a.csv");
    for (int year = 1000; year < 2000; ++year) {
        many.figure(kent, financial_year(year), year);
    }
    load(source_, release("national", "2019-09-05", {many}));
    store_.reset();
    const fs::path path = dir_.path() / "tidemark.db";
    {
        SQLite::Database db(path.string(), SQLite::OPEN_READWRITE);
        db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    constexpr std::streamoff page = 4096;
    std::fstream raw(path, std::ios::in | std::ios::out | std::ios::binary);
    for (std::streamoff at_page = 20; at_page < 30; ++at_page) {
        raw.seekp(at_page * page + 2);
        raw.write("\xff\xff\xff\xff", 4);
    }
    raw.close();
    const auto opened = open_store(dir_.path());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().fault, Fault::storage);
    EXPECT_EQ(opened.error().next.find("put a backup in its place"), 0U);
    EXPECT_EQ(opened.error().next.find("rebuild"), std::string::npos); // no command does
}

TEST_F(StoreFile, ThatIsNoDatabaseIsNotOpened) {
    store_.reset();
    fs::remove(dir_.path() / "tidemark.db-wal");
    std::ofstream(dir_.path() / "tidemark.db") << std::string(8192, 'x');
    EXPECT_EQ(open_store(dir_.path()).error().fault, Fault::storage);
    EXPECT_EQ(open_store_read_only(dir_.path()).error().fault, Fault::storage);
}

TEST_F(StoreFile, KnowsTheNewestFileUnderEachName) {
    fill();
    load(source_,
         release("national",
                 "2020-09-05",
                 {file("a.csv").figure(kent, y2018, 11).figure(kent, y2019, 12)}));
    const Known known = store_->known("national").value();
    ASSERT_THAT(known.files, SizeIs(1));
    EXPECT_EQ(known.files.front().file.sha256,
              file("a.csv").figure(kent, y2018, 11).figure(kent, y2019, 12).build().file.sha256);
    EXPECT_EQ(known.files.front().outcome, KnownFile::Outcome::loaded);
    EXPECT_THAT(store_->raw_files("national").value(), SizeIs(2));
}

TEST_F(StoreFile, RemembersHowAnUnchangedFileWasServed) {
    fill();
    Batch again = release("national", "2019-09-05", {file("a.csv").figure(kent, y2018, 10)});
    again.files.clear();
    again.release.files.front().etag = "\"abc\"";
    load(source_, again);
    EXPECT_EQ(store_->known("national")->files.front().file.etag, "\"abc\"");
}

TEST_F(StoreFile, KeepsTheHealthOfEverySource) {
    fill();
    const auto look = [&](Outcome outcome, std::string_view when) {
        auto pass = store_->begin("national").value();
        RunRecord run{"national", at(when), at(when), outcome, "", 3};
        ASSERT_TRUE(pass->record(run));
        ASSERT_TRUE(pass->commit());
    };
    look(Outcome::unchanged, "2020-09-06T05:00:00Z");
    look(Outcome::failed, "2020-09-07T05:00:00Z");
    const auto health = store_->health().value();
    ASSERT_THAT(health, SizeIs(1));
    EXPECT_EQ(health.front().last->outcome, Outcome::failed);
    EXPECT_EQ(health.front().last->lines, 3);
    EXPECT_EQ(health.front().last_success, at("2020-09-06T05:00:00Z"));
    EXPECT_EQ(health.front().vintage->number, 1);
    EXPECT_EQ(health.front().observations, 1);
}

TEST_F(StoreFile, ASourceThatNeverRanIsEmpty) {
    EXPECT_THAT(store_->snapshot("nothing", {}).value().series, SizeIs(0));
    EXPECT_THAT(store_->known("nothing").value().files, SizeIs(0));
    EXPECT_THAT(store_->said("nothing").value(), SizeIs(0));
}

TEST_F(StoreFile, TellsWhichChoiceLeavesFiguresOutForTheFirstTime) {
    const auto left_out = [&](const std::string& day, const FileBuilder& one) {
        std::vector<std::string> all;
        for (const auto& lines : load(source_, release("national", day, {one})).left_out) {
            all.push_back(lines.choice + " " + std::to_string(lines.count));
        }
        return all;
    };
    using testing::ElementsAre;
    using testing::IsEmpty;
    const auto figures = [&](double value) {
        return file("a.csv").figure(kent, financial_year(2019), value).left_out("keep", 3);
    };
    EXPECT_THAT(left_out("2019-09-05", figures(1)), IsEmpty()) << "nothing to compare with";
    EXPECT_THAT(left_out("2020-09-05", figures(2)), IsEmpty());
    EXPECT_THAT(left_out("2021-09-05", figures(3).left_out("skip '^$'", 2)),
                ElementsAre("skip '^$' 2"));
    EXPECT_THAT(left_out("2022-09-05", figures(4).left_out("skip '^$'", 2)), IsEmpty());
}

} // namespace
} // namespace tidemark::load

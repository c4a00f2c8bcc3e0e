#include "pipeline/base/files.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <utility>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "tidemark-files-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder = name;
    }

    void TearDown() override { fs::remove_all(folder); }

    [[nodiscard]] std::ptrdiff_t entries() const {
        return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
    }

    fs::path folder;
};

TEST_F(Files, ReadsBackWhatItWrote) {
    const auto path = folder / "figures.csv";
    const std::string bytes = std::string("a\0b\n", 4) + std::string(200'000, 'x');
    ASSERT_TRUE(write_file(path, bytes));
    EXPECT_EQ(read_file(path).value(), bytes);
    ASSERT_TRUE(write_file(path, "shorter"));
    EXPECT_EQ(read_file(path).value(), "shorter");
    EXPECT_EQ(entries(), 1); // no temporary file stays
}

TEST_F(Files, GivesTheModeThatIsAskedForWhateverTheUmask) {
    const auto path = folder / "log";
    const auto before = ::umask(0077);
    const auto written = write_file(path, "line", 0644);
    ::umask(before);
    ASSERT_TRUE(written);

    struct stat facts {};

    ASSERT_EQ(::stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0644U);
}

TEST_F(Files, SaysThatAFileIsMissing) {
    const auto read = read_file(folder / "none");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().fault, Fault::unavailable);
    EXPECT_EQ(read.error().code, "file.read");
    EXPECT_NE(read.error().to_text().find("No such file"), std::string::npos);
}

TEST_F(Files, DoesNotReadAFolder) {
    const auto read = read_file(folder);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().fault, Fault::unavailable);
}

TEST_F(Files, RefusesOneByteTooMany) {
    const auto path = folder / "big";
    ASSERT_TRUE(write_file(path, "12345"));
    EXPECT_EQ(read_file(path, 5).value(), "12345");
    const auto read = read_file(path, 4);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().fault, Fault::limit);
    EXPECT_EQ(read.error().expected, "at most 4 bytes");
}

TEST_F(Files, RefusesTooManyBytesOfAFileWithoutASize) {
    const auto read = read_file("/dev/zero", 100'000);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().fault, Fault::limit);
}

TEST_F(Files, FailsToWriteWhereThereIsNoFolderAndLeavesNothing) {
    const auto written = write_file(folder / "no" / "file", "x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().fault, Fault::storage);
    EXPECT_EQ(entries(), 0);
}

TEST_F(Files, KeepsWhatIsThereWhenTheRenameFails) {
    fs::create_directories(folder / "taken" / "inside");
    const auto written = write_file(folder / "taken", "x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().fault, Fault::storage);
    EXPECT_TRUE(fs::is_directory(folder / "taken"));
    EXPECT_EQ(entries(), 1);
}

TEST_F(Files, ReplaceKeepsTheMode) {
    const auto path = folder / "list.csv";
    ASSERT_TRUE(write_file(path, "old", 0604));
    ASSERT_TRUE(replace_file(path, "new"));
    EXPECT_EQ(read_file(path).value(), "new");

    struct stat facts {};

    ASSERT_EQ(::stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777U, 0604U);
    EXPECT_EQ(entries(), 1);
}

TEST_F(Files, ReplaceNeedsAFileThatIsThere) {
    const auto replaced = replace_file(folder / "nowhere.csv", "new");
    ASSERT_FALSE(replaced);
    EXPECT_EQ(replaced.error().code, "file.read");
    EXPECT_EQ(entries(), 0);
}

bool is_open(int fd) {
    return ::fcntl(fd, F_GETFD) != -1;
}

TEST_F(Files, DescriptorClosesOnce) {
    int fd = -1;
    {
        Descriptor first(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        ASSERT_TRUE(first);
        fd = first.get();
        Descriptor second(std::move(first));
        EXPECT_EQ(second.get(), fd);
        Descriptor third;
        third = std::move(second);
        EXPECT_EQ(third.get(), fd);
        EXPECT_TRUE(is_open(fd));
    }
    EXPECT_FALSE(is_open(fd));
}

TEST_F(Files, DescriptorClosesWhatItHeldBefore) {
    Descriptor held(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const int before = held.get();
    held = Descriptor(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
    EXPECT_FALSE(is_open(before));
    EXPECT_TRUE(is_open(held.get()));
    const int released = held.release();
    EXPECT_FALSE(held);
    ::close(released);
}

} // namespace
} // namespace tidemark

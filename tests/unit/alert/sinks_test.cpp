// Each line exactly once: after every possible cut of the file, after kill -9 at random, after
// rotation, beside lines of others.
#include "pipeline/alert/sinks/file_sink.hpp"
#include "pipeline/alert/sinks/journal_sink.hpp"
#include "pipeline/alert/sinks/sinks.hpp"
#include "pipeline/base/files.hpp"
#include "tests/support/memory_store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

class Sinks : public testing::Test {
  protected:
    Sinks() {
        std::string name = (fs::temp_directory_path() / "tidemark-sinks-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        folder = name;
    }

    ~Sinks() override {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }

    Sinks(const Sinks&) = delete;
    Sinks& operator=(const Sinks&) = delete;

    void add_lines(int count) {
        for (int i = 0; i < count; ++i) {
            Line line;
            const std::size_t n = store.outbox.size() + 1;
            line.source = "s";
            line.id = fmt::format("a{:012x}", n);
            line.text = fmt::format("sentence {}", n);
            line.line = fmt::format("time INFO new s: {} ({})", line.text, line.id);
            line.json = R"({"v":1,"seq":0,"rule":"r","kind":"yoy"})";
            store.add_line(line);
        }
    }

    [[nodiscard]] std::string expected(std::size_t from = 0) const {
        std::string all;
        for (std::size_t i = from; i < store.outbox.size(); ++i) {
            all += store.outbox[i].line + '\n';
        }
        return all;
    }

    [[nodiscard]] fs::path log() const { return folder / "alerts.log"; }

    [[nodiscard]] std::string content(const fs::path& path) const {
        return read_file(path).value_or("unreadable");
    }

    void put(const fs::path& path, const std::string& bytes) const {
        std::ofstream(path, std::ios::binary) << bytes;
    }

    static std::uint64_t inode(const fs::path& path) {
        struct stat info {};

        return ::stat(path.c_str(), &info) == 0 ? info.st_ino : 0;
    }

    Result<void> deliver() {
        return alert::FileSink(log(), "alerts.log", alert::Form::text).deliver(store);
    }

    fs::path folder;
    test::MemoryStore store;
};

TEST_F(Sinks, WriteBothFilesWithTheirMode) {
    add_lines(3);
    ::unsetenv("JOURNAL_STREAM");
    auto sinks = alert::open_sinks(folder / "log");
    ASSERT_TRUE(sinks);
    ASSERT_EQ(sinks->size(), 2U);
    for (const auto& sink : *sinks) {
        ASSERT_TRUE(sink->deliver(store));
        ASSERT_TRUE(sink->deliver(store));
    }
    EXPECT_EQ(content(folder / "log/alerts.log"), expected());
    EXPECT_EQ(content(folder / "log/alerts.jsonl"),
              "{\"v\":1,\"seq\":1,\"rule\":\"r\",\"kind\":\"yoy\"}\n"
              "{\"v\":1,\"seq\":2,\"rule\":\"r\",\"kind\":\"yoy\"}\n"
              "{\"v\":1,\"seq\":3,\"rule\":\"r\",\"kind\":\"yoy\"}\n");
    EXPECT_EQ(fs::status(folder / "log/alerts.log").permissions(), fs::perms(0640));
}

// A kill leaves a beginning of what was to be written, and a position not beyond it. All of them.
TEST_F(Sinks, MendEveryBeginningOfAFileFromEveryPositionBeforeIt) {
    add_lines(4);
    const std::string whole = expected();
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        std::uint64_t offset = 0;
        for (std::int64_t seq = 0; seq <= 4 && offset <= cut; ++seq) {
            put(log(), whole.substr(0, cut));
            store.positions["alerts.log"] = {
                .seq = seq, .offset = offset, .inode = seq == 0 ? 0 : inode(log())};
            ASSERT_TRUE(deliver());
            ASSERT_EQ(content(log()), whole) << "cut " << cut << " known " << seq;
            ASSERT_EQ(store.positions["alerts.log"].seq, 4);
            ASSERT_EQ(store.positions["alerts.log"].offset, whole.size());
            if (seq < 4) {
                offset += store.outbox[static_cast<std::size_t>(seq)].line.size() + 1;
            }
        }
    }
}

TEST_F(Sinks, MendEveryBeginningThatWasRotatedAway) {
    add_lines(4);
    const std::string whole = expected();
    const std::size_t offset = store.outbox[0].line.size() + 1;
    for (std::size_t cut = offset; cut <= whole.size(); ++cut) {
        fs::remove(log());
        put(folder / "alerts.log.1", whole.substr(0, cut));
        store.positions["alerts.log"] = {
            .seq = 1, .offset = offset, .inode = inode(folder / "alerts.log.1")};
        ASSERT_TRUE(deliver());
        ASSERT_EQ(content(folder / "alerts.log.1") + content(log()), whole) << "cut " << cut;
        fs::remove(folder / "alerts.log.1");
    }
}

TEST_F(Sinks, GoOnInTheNewFileAfterRotation) {
    add_lines(2);
    ASSERT_TRUE(deliver());
    fs::rename(log(), folder / "alerts.log.1");
    ASSERT_TRUE(deliver());
    add_lines(2);
    ASSERT_TRUE(deliver());
    EXPECT_EQ(content(folder / "alerts.log.1") + content(log()), expected());
    EXPECT_EQ(content(log()), expected(2));
}

TEST_F(Sinks, BeginAgainInAFileThatWasCutToNothing) {
    add_lines(2);
    ASSERT_TRUE(deliver());
    fs::resize_file(log(), 0);
    add_lines(1);
    ASSERT_TRUE(deliver());
    EXPECT_EQ(content(log()), expected(2));
}

TEST_F(Sinks, LeaveLinesOfOthersAlone) {
    add_lines(1);
    ASSERT_TRUE(deliver());
    std::ofstream(log(), std::ios::app) << "a remark by hand\nand a broken on";
    add_lines(1);
    ASSERT_TRUE(deliver());
    EXPECT_EQ(content(log()),
              store.outbox[0].line + "\na remark by hand\nand a broken on\n" +
                  store.outbox[1].line + '\n');
}

TEST_F(Sinks, ZeroBytesAfterAPowerCutAreCutOff) {
    add_lines(1);
    ASSERT_TRUE(deliver());
    std::ofstream(log(), std::ios::app | std::ios::binary) << std::string(100, '\0');
    add_lines(1);
    ASSERT_TRUE(deliver());
    EXPECT_EQ(content(log()), expected());
}

TEST_F(Sinks, AFolderThatCannotBeWrittenIsAStorageError) {
    add_lines(1);
    fs::create_directory(log()); // a folder where the file should be
    const auto delivered = deliver();
    ASSERT_FALSE(delivered);
    EXPECT_EQ(delivered.error().fault, Fault::storage);
    EXPECT_FALSE(delivered.error().next.empty());
    fs::remove(log());
    ASSERT_TRUE(deliver());
    EXPECT_EQ(content(log()), expected());
}

// A store whose position outlives the process that is killed.
class LastingStore : public test::MemoryStore {
  public:
    explicit LastingStore(fs::path path)
        : path_(std::move(path)) {}

    Result<Position> position(std::string_view) override {
        Position position;
        std::ifstream(path_) >> position.seq >> position.offset >> position.inode;
        return position;
    }

    Result<void> advance(std::string_view, const Position& position) override {
        return write_file(path_,
                          fmt::format("{} {} {}", position.seq, position.offset, position.inode));
    }

  private:
    fs::path path_;
};

// A child writes while it is killed at a random moment; what is right afterwards does not depend
// on when.
TEST_F(Sinks, SurviveKillsAtRandomMoments) {
    LastingStore lasting(folder / "position");
    std::mt19937 random(20200903); // the day of the press release
    constexpr int kills = 100;
    constexpr int lines_a_pass = 50;
    for (int kill = 0; kill < kills; ++kill) {
        add_lines(lines_a_pass);
        lasting.outbox = store.outbox;
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            (void)alert::FileSink(log(), "alerts.log", alert::Form::text).deliver(lasting);
            ::_exit(0);
        }
        ::usleep(std::uniform_int_distribution<useconds_t>(0, 3000)(random));
        ::kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        if (kill % 10 == 9) { // a rotation before the next start
            fs::rename(log(), folder / fmt::format("alerts.log.{}", kill));
        }
        ASSERT_TRUE(alert::FileSink(log(), "alerts.log", alert::Form::text).deliver(lasting));
    }
    std::multiset<std::string> seen;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().filename().string().starts_with("alerts.log")) {
            std::istringstream text(content(entry.path()));
            for (std::string line; std::getline(text, line);) {
                seen.insert(line);
            }
        }
    }
    ASSERT_EQ(seen.size(), static_cast<std::size_t>(kills * lines_a_pass));
    for (const Line& line : store.outbox) {
        ASSERT_EQ(seen.count(line.line), 1U) << line.line;
    }
}

TEST_F(Sinks, TheJournalGetsFieldsAndIsAskedAgainWhenItRefuses) {
    add_lines(3);
    std::vector<std::vector<std::string>> entries;
    int left = 2;
    alert::JournalSink journal([&](const std::vector<std::string>& fields) {
        if (left-- <= 0) {
            return false;
        }
        entries.push_back(fields);
        return true;
    });
    ASSERT_TRUE(journal.deliver(store));
    EXPECT_EQ(entries.size(), 2U);
    left = 10;
    ASSERT_TRUE(journal.deliver(store));
    ASSERT_EQ(entries.size(), 3U);
    for (const char* field : {"PRIORITY=6",
                              "TIDEMARK_ID=a000000000003",
                              "TIDEMARK_STATE=new",
                              "TIDEMARK_SOURCE=s",
                              "TIDEMARK_RULE=r",
                              "TIDEMARK_KIND=yoy",
                              "TIDEMARK_SEQ=3",
                              "MESSAGE=s: sentence 3 (a000000000003)"}) {
        EXPECT_EQ(std::ranges::count(entries[2], field), 1) << field;
    }
}

} // namespace
} // namespace tidemark

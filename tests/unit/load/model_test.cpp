// The store against the plain model: 1,000 random histories of releases, revisions, removals and
// returns, two files a release, old editions that come late, drop folders with answers that waited,
// files read again and the program started anew. For every day by which anything was published or
// known the two answer the same: figures, the edition that printed each last, and a cell that says
// so.
#include "plain_model_life.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace tidemark::load::model {
namespace {

constexpr unsigned histories = 500; // of each kind
constexpr unsigned steps = 7;
constexpr unsigned together = 25; // histories in one database, as other sources of it

// Temporary folders in memory, where there is such a place: nothing is to be learnt of the disk.
class InMemory {
  protected:
    InMemory() {
        constexpr const char* memory = "/dev/shm";
        if (std::filesystem::is_directory(memory)) {
            ::setenv("TMPDIR", memory, 1);
        }
    }

    ~InMemory() { was_.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", was_.c_str(), 1); }

  private:
    static std::string present() {
        const char* set = std::getenv("TMPDIR");
        return set == nullptr ? "" : set;
    }

    std::string was_ = present();
};

class ModelTest : protected InMemory, public StoreTest {
  protected:
    void play(bool folder) {
        for (unsigned begin = 0; begin < histories; begin += together) {
            store_.reset();
            for (const char* file : {"tidemark.db", "tidemark.db-wal", "tidemark.db-shm"}) {
                std::filesystem::remove(dir_.path() / file);
            }
            reopen();
            for (unsigned seed = begin; seed < begin + together; ++seed) {
                play(seed, folder);
                if (HasFatalFailure()) {
                    return;
                }
            }
            check_references();
        }
    }

  private:
    // A pass does not ask for each row whether what it refers to is there.
    void check_references() {
        SQLite::Database db((dir_.path() / "tidemark.db").string(), SQLite::OPEN_READONLY);
        SQLite::Statement orphans(db, "PRAGMA foreign_key_check");
        ASSERT_FALSE(orphans.executeStep()) << orphans.getColumn(0).getString();
    }

    void play(unsigned seed, bool folder) {
        Life life(seed, folder);
        for (unsigned i = 0; i < steps && !HasFatalFailure(); ++i) {
            life.step(*store_);
            life.check_now(*store_);
            if ((seed + i) % 11 == 0) {
                reopen();
            }
        }
        if (!HasFatalFailure()) {
            life.check(*store_);
        }
    }
};

TEST_F(ModelTest, HistoriesOfAPublication) {
    play(false);
}

TEST_F(ModelTest, HistoriesOfADropFolder) {
    play(true);
}

} // namespace
} // namespace tidemark::load::model

#include "pipeline/load/pass.hpp"

#include "pipeline/load/decide.hpp"
#include "pipeline/load/health.hpp"
#include "pipeline/load/history.hpp"
#include "pipeline/load/marks.hpp"
#include "pipeline/load/outbox.hpp"
#include "pipeline/load/snapshot.hpp"
#include "pipeline/load/statements.hpp"
#include "pipeline/load/vintages.hpp"

#include <string>

namespace tidemark::load {
namespace {

// Half a million figures refer to what the same transaction has written: looking each of it up
// costs as much as the figures (docs/decisions/0013). Outlives the transaction, in which it cannot
// be changed.
class WithoutLookUps {
  public:
    explicit WithoutLookUps(Database& db)
        : db_(db) {
        db_.exec("PRAGMA foreign_keys = OFF");
    }

    WithoutLookUps(const WithoutLookUps&) = delete;
    WithoutLookUps& operator=(const WithoutLookUps&) = delete;
    WithoutLookUps(WithoutLookUps&&) = delete;
    WithoutLookUps& operator=(WithoutLookUps&&) = delete;

    ~WithoutLookUps() { db_.tryExec("PRAGMA foreign_keys = ON"); }

  private:
    Database& db_;
};

class SqlitePass final : public Pass {
  public:
    SqlitePass(Database& db, std::string_view source)
        : db_(db)
        , without_(db)
        , name_(source) {
        db_.exec("BEGIN IMMEDIATE");
        open_ = true;
        source_ = source_row(db_, name_);
    }

    SqlitePass(const SqlitePass&) = delete;
    SqlitePass& operator=(const SqlitePass&) = delete;
    SqlitePass(SqlitePass&&) = delete;
    SqlitePass& operator=(SqlitePass&&) = delete;

    ~SqlitePass() override {
        if (open_) {
            db_.tryExec("ROLLBACK"); // what it answers changes nothing: the transaction is over
        }
    }

    Result<Loaded> load(const Source& source,
                        const Codelists& codelists,
                        const Batch& batch,
                        Instant now) override {
        return guarded([&]() -> Result<Loaded> {
            Loaded loaded = load_batch(db_, source_, source, codelists, batch, now);
            now_ = now;
            return loaded;
        });
    }

    Result<Snapshot> snapshot() override {
        return guarded(
            [&]() -> Result<Snapshot> { return read_snapshot(db_, source_, name_, {}); });
    }

    Result<std::vector<Said>> said() override {
        return guarded([&]() -> Result<std::vector<Said>> { return read_said(db_, source_); });
    }

    Result<Judged> judged() override {
        return guarded([&]() -> Result<Judged> { return read_judged(db_, source_); });
    }

    Result<std::vector<Mark>> marks() override {
        return guarded([&]() -> Result<std::vector<Mark>> { return read_marks(db_, source_); });
    }

    Result<void> say(const std::vector<Saying>& sayings,
                     const Judged& judged,
                     std::vector<Line> lines) override {
        return guarded([&]() -> Result<void> {
            const History history(db_, source_, name_);
            const auto vintage =
                history.empty() ? std::nullopt : std::optional(history.in_order().back().id);
            const Instant now = now_ == Instant{} && !lines.empty() ? lines.front().time : now_;
            write_sayings(db_, source_, sayings, vintage, now);
            write_judged(db_, source_, judged);
            mark_said(db_, source_, sayings);
            append_lines(db_, source_, std::move(lines));
            return {};
        });
    }

    Result<void> record(const RunRecord& run) override {
        return guarded([&]() -> Result<void> {
            write_run(db_, source_, run);
            return {};
        });
    }

    Result<void> commit() override {
        return guarded([&]() -> Result<void> {
            db_.exec("COMMIT");
            open_ = false;
            return {};
        });
    }

  private:
    Database& db_;
    WithoutLookUps without_;
    std::string name_;
    std::int64_t source_ = 0;
    Instant now_{};
    bool open_ = false;
};

} // namespace

Result<std::unique_ptr<Pass>> begin_pass(Database& db, std::string_view source) {
    return guarded([&]() -> Result<std::unique_ptr<Pass>> {
        return std::make_unique<SqlitePass>(db, source);
    });
}

} // namespace tidemark::load

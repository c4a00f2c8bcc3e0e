#include "pipeline/load/vintages.hpp"

#include "pipeline/load/hold.hpp"
#include "pipeline/load/weave.hpp"

#include <algorithm>
#include <map>

namespace tidemark::load {
namespace {

// What is read again first, oldest first; then what is new. A folder's files stand together, and
// so do those of one release; kept files of other releases each stand at their own day.
std::vector<Edition>
editions(std::vector<Candidate>& files, bool together, const History& history) {
    const auto rank = [&](const Candidate* file) {
        return file->again ? history.rank(*file->row.vintage) : 0;
    };
    const auto day = [&](const Candidate& file) {
        return file.again ? history.vintage(*file.row.vintage).published : file.row.published;
    };
    std::map<std::tuple<bool, std::size_t, Day, std::size_t>, Edition> sorted;
    for (std::size_t i = 0; i < files.size(); ++i) {
        Candidate& file = files[i];
        const bool alone = !together;
        Edition& edition = sorted[{
            !file.again, alone ? rank(&file) : 0, alone ? day(file) : Day{}, alone ? i : 0}];
        edition.published =
            edition.files.empty() ? day(file) : std::max(edition.published, day(file));
        edition.again = file.again;
        edition.files.push_back(&file);
    }
    std::vector<Edition> all;
    for (auto& [place, edition] : sorted) {
        if (edition.again) { // where two print one figure, the one let in last counts
            std::ranges::stable_sort(edition.files, [&](const Candidate* a, const Candidate* b) {
                return std::pair(rank(a), a->row.look) > std::pair(rank(b), b->row.look);
            });
        }
        all.push_back(std::move(edition));
    }
    return all;
}

void use_up(Database& db, const Candidate& file, std::optional<VintageId> vintage) {
    Query use(db, "UPDATE acceptance SET used = ? WHERE id = ?");
    for (const RowId id : file.acceptances) {
        put(use, 1, vintage);
        use.bind(2, id);
        use.exec();
        use.reset();
    }
}

template <typename T>
void append(std::vector<T>& all, std::vector<T>&& more) {
    std::ranges::move(more, std::back_inserter(all));
}

void merge(ChangeSet& all, ChangeSet&& more) {
    append(all.changes, std::move(more.changes));
    append(all.new_periods, std::move(more.new_periods));
    append(all.new_series, std::move(more.new_series));
    all.added += more.added;
    all.unchanged += more.unchanged;
}

class Loader {
  public:
    Loader(Database& db, RowId source_id, const Source& source, const Batch& batch, Instant now)
        : db_(db)
        , source_id_(source_id)
        , source_(source)
        , batch_(batch)
        , now_(now)
        , history_(db, source_id, source.id)
        , periods_(db)
        , names_(db, source_id) {}

    [[nodiscard]] const History& history() const { return history_; }

    void load(const Edition& edition, Loaded& loaded) {
        const Cause cause = history_.empty() ? Cause::baseline
                            : edition.again  ? Cause::reread
                                             : Cause::release;
        const Vintage vintage = history_.add({.source = source_.id,
                                              .cause = cause,
                                              .published = edition.published,
                                              .loaded = now_,
                                              .title = batch_.release.title});
        Weaver weaver(db_, source_id_, source_, history_, periods_, names_);
        Plan plan = weaver.compare(edition, vintage.id);
        const bool kept = !edition.again || plan.differs();
        if (kept) {
            std::size_t count = 0;
            for (const Candidate* file : edition.files) {
                count += file->figures().size();
            }
            history_.insert_row(vintage, count);
        } else {
            history_.forget(vintage.id);
        }
        for (Candidate* file : edition.files) {
            let_in(*file, kept ? std::optional(vintage.id) : file->row.vintage, loaded);
        }
        if (kept) {
            weaver.write(edition, vintage.id, plan);
            loaded.vintage = vintage;
        }
        merge(loaded.changes, std::move(plan.changes));
    }

    // Remembered with its reasons. What it had brought before it was read again stays.
    void hold(Candidate& file, Loaded& loaded) {
        write_file_row(db_, source_id_, file.row);
        loaded.held.push_back({.file = file.row.file, .reasons = file.row.reasons});
    }

  private:
    void let_in(Candidate& file, std::optional<VintageId> vintage, Loaded& loaded) {
        file.row.outcome = KnownFile::Outcome::loaded;
        file.row.vintage = vintage;
        file.row.observations = static_cast<std::int64_t>(file.figures().size());
        file.row.codes = codes_of(*file.parsed, file.figures());
        write_file_row(db_, source_id_, file.row);
        use_up(db_, file, vintage);
        loaded.let_in.push_back(file.row.file);
        if (!file.row.member.empty() && !file.again) {
            loaded.members.push_back(file.row.member);
        }
    }

    Database& db_;
    RowId source_id_;
    const Source& source_;
    const Batch& batch_;
    Instant now_;
    History history_;
    Periods periods_;
    SeriesNames names_;
};

void remember_zone(Database& db, RowId source_id, const std::string& zone) {
    Query update(db, "UPDATE source SET zone = ? WHERE id = ?");
    update.bind(1, zone);
    update.bind(2, source_id);
    update.exec();
}

} // namespace

Loaded load_batch(Database& db,
                  RowId source_id,
                  const Source& source,
                  const Codelists& codelists,
                  const Batch& batch,
                  Instant now) {
    remember_zone(db, source_id, source.zone);
    for (const RawFile& file : batch.release.files) {
        touch_file(db, source_id, file);
    }
    Loader loader(db, source_id, source, batch, now);
    Intake intake = examine(db, source_id, source, codelists, batch, loader.history(), now);
    Loaded loaded;
    const bool together = is_folder(source) || !batch.release.reread;
    for (const Edition& edition : editions(intake.let_in, together, loader.history())) {
        loader.load(edition, loaded);
    }
    if (!is_folder(source) && !batch.release.reread && !intake.let_in.empty()) {
        supersede_waiting(db, source_id, intake.let_in.front().row.look);
    }
    for (Candidate& file : intake.held) {
        loader.hold(file, loaded);
    }
    std::ranges::sort(loaded.members);
    const auto doubled = std::ranges::unique(loaded.members);
    loaded.members.erase(doubled.begin(), doubled.end());
    return loaded;
}

} // namespace tidemark::load

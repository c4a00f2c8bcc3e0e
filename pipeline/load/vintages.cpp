#include "pipeline/load/vintages.hpp"

#include "pipeline/load/checks.hpp"
#include "pipeline/load/hold.hpp"
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/weave.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace tidemark::load {
namespace {

// What is read again first, the oldest first: each file behind the vintage that took it in, where
// what came later does not stand in its way nor it in theirs. Then what is new: the files of a look
// together, kept files that had waited each at their own day, in the
// order in which they were served.
std::vector<Edition>
editions(std::vector<Candidate>& files, bool together, const History& history) {
    std::map<std::size_t, Edition> again;
    std::map<std::tuple<Day, std::int64_t, std::size_t>, Edition> fresh;
    for (std::size_t i = 0; i < files.size(); ++i) {
        Candidate& file = files[i];
        if (file.again) {
            const Vintage& vintage = history.vintage(*file.row.vintage);
            Edition& edition = again[history.rank(vintage.id)];
            edition.rereads = vintage.id;
            edition.published = vintage.published;
            edition.files.push_back(&file);
        } else {
            Edition& edition = fresh[together ? std::tuple(Day{}, std::int64_t{0}, std::size_t{0})
                                              : std::tuple(file.row.published, file.row.look, i)];
            edition.published = edition.files.empty()
                                    ? file.row.published
                                    : std::max(edition.published, file.row.published);
            edition.files.push_back(&file);
        }
    }
    std::vector<Edition> all;
    all.reserve(again.size() + fresh.size());
    for (auto& [rank, edition] : again) {
        all.push_back(std::move(edition));
    }
    for (auto& [place, edition] : fresh) {
        all.push_back(std::move(edition));
    }
    for (Edition& edition : all) { // where two print one figure, the one seen last counts
        std::ranges::stable_sort(
            edition.files, std::greater<>(), [](const Candidate* file) { return file->row.look; });
    }
    return all;
}

void use_up(Database& db, const std::vector<RowId>& acceptances, std::optional<VintageId> vintage) {
    Query use(db, "UPDATE acceptance SET used = ? WHERE id = ?");
    for (const RowId id : acceptances) {
        put(use, 1, vintage);
        use.bind(2, id);
        use.exec();
        use.reset();
    }
}

// The try that a person allowed let nothing in: there is no vintage to name.
void forget_tries(Database& db, const Candidate& file) {
    Query forget(db, "DELETE FROM acceptance WHERE id = ?");
    for (const RowId id : file.tries) {
        forget.bind(1, id);
        forget.exec();
        forget.reset();
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
        const Cause cause = history_.empty()  ? Cause::baseline
                            : edition.again() ? Cause::reread
                                              : Cause::release;
        const Vintage vintage = history_.add({.source = source_.id,
                                              .cause = cause,
                                              .published = day_of(edition),
                                              .loaded = now_,
                                              .title = title_of(edition),
                                              .rereads = edition.rereads});
        Weaver weaver(db_, source_id_, source_, history_, periods_, names_);
        Plan plan = weaver.compare(edition, vintage.id);
        const bool kept = !edition.again() || plan.differs();
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

    // Remembered with its reasons, if there are bytes to remember: else the next look finds it
    // anew. What it had brought before it was read again stays.
    void hold(Candidate& file, Loaded& loaded) {
        if (file.row.outcome == KnownFile::Outcome::held) {
            file.row.file.parser = checks_digest(file.row.file.parser, source_);
        }
        if (file.superseded) {
            file.row.outcome = KnownFile::Outcome::superseded;
        }
        if (!file.row.file.sha256.empty()) {
            write_file_row(db_, source_id_, file.row);
        }
        forget_tries(db_, file);
        if (file.superseded) {
            return;
        }
        loaded.held.push_back({.file = file.row.file, .reasons = file.row.reasons});
    }

  private:
    // An answer that waited in a folder is no older edition of what others sent meanwhile.
    [[nodiscard]] Day day_of(const Edition& edition) const {
        return edition.again() || !is_folder(source_) || history_.empty()
                   ? edition.published
                   : std::max(edition.published, history_.in_order().back().published);
    }

    [[nodiscard]] std::string title_of(const Edition& edition) const {
        return edition.rereads ? history_.vintage(*edition.rereads).title : batch_.release.title;
    }

    void let_in(Candidate& file, std::optional<VintageId> vintage, Loaded& loaded) {
        file.row.outcome = KnownFile::Outcome::loaded;
        file.row.vintage = vintage;
        file.row.observations = static_cast<std::int64_t>(file.figures().size());
        file.row.codes = codes_of(*file.parsed, file.figures());
        file.row.periods = periods_of(file.figures());
        file.row.records = records_in(source_, file.figures());
        note_left_out(file, loaded);
        write_file_row(db_, source_id_, file.row);
        use_up_acceptances(db_, source_id_, file.row);
        use_up(db_, file.tries, vintage);
        loaded.let_in.push_back(file.row.file);
        if (!file.row.member.empty() && !file.again) {
            loaded.members.push_back(file.row.member);
        }
    }

    // A '^$' that left out blank lines leaves out figures now: their label is lost.
    static void note_left_out(Candidate& file, Loaded& loaded) {
        file.row.choices.emplace();
        for (const SkippedLines& lines : file.parsed->skipped) {
            const std::string choice = lines.choice + ", " + lines.what;
            file.row.choices->insert(choice);
            const bool known =
                !file.before || !file.before->choices || file.before->choices->contains(choice);
            if (!known && !file.again) {
                loaded.left_out.push_back(lines);
            }
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

// The look of the newest edition that came in now: what waited from before it waits no longer. 0 in
// a folder, where each member's answer is its own.
std::int64_t newest_let_in(const Source& source, const Intake& intake) {
    std::int64_t newest = 0;
    for (const Candidate& file : intake.let_in) {
        newest = file.again || is_folder(source) ? newest : std::max(newest, file.row.look);
    }
    return newest;
}

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
    for (const std::string& name : batch.release.gone) {
        supersede_gone(db, source_id, name);
    }
    const std::int64_t newest = newest_let_in(source, intake);
    for (Candidate& file : intake.held) {
        file.superseded = file.superseded || file.row.look < newest;
        loader.hold(file, loaded);
    }
    supersede_waiting(db, source_id, newest);
    std::ranges::sort(loaded.members);
    loaded.members.erase(std::unique(loaded.members.begin(), loaded.members.end()),
                         loaded.members.end());
    return loaded;
}

} // namespace tidemark::load

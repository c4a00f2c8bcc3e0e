#include "pipeline/load/weave.hpp"

#include "pipeline/load/cursor.hpp"
#include "pipeline/load/period_index.hpp"
#include "pipeline/load/place.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tidemark::load {
namespace {

using Key = std::pair<RowId, RowId>;

Key key(const Entry& entry) {
    return {entry.series, entry.period};
}

Key key(const Chain& chain) {
    return {chain.series, chain.period};
}

// The chains of a source, one after another, by (series, period).
class Chains {
  public:
    Chains(Database& db, RowId source, const History& history)
        : rows_(db,
                "SELECT o.series, o.period, o.first, o.until, o.value, o.status, o.below, o.sheaf "
                "FROM series CROSS JOIN observation o ON o.series = series.id "
                "WHERE series.source = ? ORDER BY o.series, o.period")
        , history_(history) {
        rows_.bind(1, source);
        step();
    }

    // Null behind the last; good until the next.
    [[nodiscard]] const Chain* next() {
        if (!more_) {
            return nullptr;
        }
        chain_.series = series_;
        chain_.period = period_;
        chain_.versions.clear();
        while (more_ && series_ == chain_.series && period_ == chain_.period) {
            chain_.versions.push_back(version());
            step();
        }
        if (chain_.versions.size() > 1) {
            std::ranges::sort(
                chain_.versions, {}, [&](const Version& v) { return history_.rank(v.first); });
        }
        return &chain_;
    }

  private:
    void step() {
        more_ = rows_.step();
        if (more_) {
            series_ = rows_.integer(0);
            period_ = rows_.integer(1);
        }
    }

    Version version() {
        return {.first = rows_.integer(2),
                .until = rows_.integer_or_null(3),
                .value = rows_.real_or_null(4),
                .status = status_of(rows_.text(5)),
                .below = rows_.real(6),
                .sheaf = rows_.integer(7)};
    }

    Cursor rows_;
    const History& history_;
    Chain chain_;
    bool more_ = false; // a row stands there, of these:
    RowId series_ = 0;
    RowId period_ = 0;
};

bool same(const Version& version, const Observation& figure) {
    return std::tie(version.value, version.status, version.below) ==
           std::tie(figure.value, figure.status, figure.below);
}

// Periods that newer files of each file's member print here: an answer that waited adds nothing to
// those either, for what it holds besides was left out since.
std::vector<PeriodSet> newer_periods(Database& db,
                                     RowId source,
                                     const std::vector<FileRow>& rows,
                                     const Edition& edition,
                                     Place& place) {
    const auto is_newer = [](const FileRow& other, const Candidate& file) {
        return !file.row.member.empty() && other.member == file.row.member &&
               other.look > file.row.look;
    };
    std::vector<PeriodSet> newer(edition.files.size());
    const bool any = std::ranges::any_of(rows, [&](const FileRow& other) {
        return other.vintage && std::ranges::any_of(edition.files, [&](const Candidate* file) {
                   return is_newer(other, *file);
               });
    });
    if (!any) {
        return newer;
    }
    Cursor cursor(db,
                  "SELECT o.period, o.first, o.until, o.sheaf FROM series "
                  "CROSS JOIN observation o ON o.series = series.id WHERE series.source = ?");
    cursor.bind(1, source);
    while (cursor.step()) {
        if (!place.stands(cursor.integer(1), cursor.integer_or_null(2))) {
            continue;
        }
        const FileRow* printer = place.printer(cursor.integer(3));
        for (std::size_t i = 0; printer != nullptr && i < newer.size(); ++i) {
            if (is_newer(*printer, *edition.files[i])) {
                newer[i].insert(cursor.integer(0));
            }
        }
    }
    return newer;
}

} // namespace

// The comparison of one edition with all chains.
struct Weaver::Work {
    Weaver& weaver;
    const Edition& edition;
    Place& place;
    Plan& plan;
    std::vector<PeriodSet> newer;   // that newer files of each file's member print
    std::vector<PeriodSet> periods; // that each file prints besides
    PeriodSet known_before{};       // periods that the source had

    [[nodiscard]] const Observation& figure(const Entry& entry) const {
        return edition.files[entry.file]->figures()[entry.figure];
    }

    // The version that stands at the place; the first that begins behind it.
    [[nodiscard]] std::pair<const Version*, const Version*> around(const Chain& chain) const {
        const Version* before = nullptr;
        for (const Version& version : chain.versions) {
            if (weaver.history_.rank(version.first) > place.rank()) {
                return {before, &version};
            }
            before = place.stands(version.first, version.until) ? &version : nullptr;
        }
        return {before, nullptr};
    }

    // Ends the version at this vintage.
    void close(const Chain& chain, const Version& version) {
        const Plan::Row row{chain.series, chain.period, version.first};
        if (const auto resume = place.resumes(version)) {
            plan.copies.push_back({row, *resume, version.until});
        }
        plan.ends.push_back({row, version.until});
    }

    // It stands behind the vintage, printed by a file of the edition (index and 1) or by none (0).
    void stays(const Chain& chain, const Version& version, std::uint32_t printer) {
        if (parts == nullptr || version.sheaf != parts_of) {
            parts = &plan.sheaves[version.sheaf];
            parts_of = version.sheaf;
        }
        (*parts)[printer].push_back({chain.series, chain.period, version.first});
    }

    void note(const Chain& chain, const Version& before, const Observation* now) {
        Change change;
        change.kind = edition.again()  ? Change::Kind::reread
                      : now == nullptr ? Change::Kind::removed
                                       : Change::Kind::revised;
        change.series = weaver.names_.key(chain.series);
        change.period = weaver.periods_.period(chain.period);
        change.before = before.value;
        change.status_before = before.status;
        if (now != nullptr) {
            change.now = now->value;
            change.status_now = now->status;
        }
        plan.changes.changes.push_back(std::move(change));
    }

    // Until what came later prints it otherwise, or ought to print it and does not.
    void added(const Entry& entry, const Version* next) {
        if (newer[entry.file].contains(entry.period)) {
            return;
        }
        ++plan.changes.added;
        const auto back =
            place.taken_back(entry.file, entry.period, weaver.periods_.period(entry.period));
        VintageId until = next == nullptr ? 0 : next->first;
        if (back && (until == 0 || weaver.history_.rank(*back) < weaver.history_.rank(until))) {
            until = *back;
        }
        plan.inserts.push_back({entry, until});
    }

    // An answer that waited keeps what it filled when it is read again, and gains nothing.
    [[nodiscard]] bool is_left_out(const Entry& entry, const Version& version) {
        const FileRow& file = edition.files[entry.file]->row;
        if (!newer[entry.file].contains(entry.period)) {
            return place.is_older(file, version);
        }
        const FileRow* printer = place.printer(version.sheaf);
        return !edition.again() || printer == nullptr || printer->id != file.id;
    }

    void printed(const Entry& entry, const Chain& chain) {
        const auto [before, next] = around(chain);
        if (before == nullptr) {
            added(entry, next);
        } else if (is_left_out(entry, *before)) {
            stays(chain, *before, 0);
        } else if (same(*before, figure(entry))) {
            ++plan.changes.unchanged;
            stays(chain, *before, entry.file + 1);
        } else {
            note(chain, *before, &figure(entry));
            const auto until = place.resumes(*before);
            plan.inserts.push_back({entry, until.value_or(before->until.value_or(0))});
            close(chain, *before);
        }
    }

    void missing(const Chain& chain) {
        const Version* before = around(chain).first;
        if (before == nullptr) {
            return;
        }
        if (place.expected(*before, chain.series, chain.period, periods)) {
            note(chain, *before, nullptr);
            close(chain, *before);
        } else {
            stays(chain, *before, 0);
        }
    }

    void compare(const std::vector<Entry>& all) {
        auto entry = all.begin();
        Chains chains(weaver.db_, weaver.source_id_, weaver.history_);
        while (const Chain* chain = chains.next()) {
            known_before.insert(chain->period);
            for (; entry != all.end() && key(*entry) < key(*chain); ++entry) {
                added(*entry, nullptr);
            }
            if (entry != all.end() && key(*entry) == key(*chain)) {
                printed(*entry++, *chain);
            } else {
                missing(*chain);
            }
        }
        for (; entry != all.end(); ++entry) {
            added(*entry, nullptr);
        }
    }

    Plan::Parts* parts = nullptr; // those of the last sheaf
    RowId parts_of = 0;
};

std::vector<Entry> Weaver::entries(const Edition& edition, Plan& plan) {
    std::vector<Entry> all;
    std::size_t count = 0;
    for (const Candidate* file : edition.files) {
        count += file->figures().size();
    }
    all.reserve(count);
    for (std::uint32_t i = 0; i < edition.files.size(); ++i) {
        const Candidate& file = *edition.files[i];
        std::vector<RowId> series(file.parsed->series.size(), 0);
        PeriodIndex periods;
        std::vector<RowId> period_ids;
        for (std::uint32_t n = 0; n < file.figures().size(); ++n) {
            const Observation& figure = file.figures()[n];
            RowId& id = series.at(figure.series);
            if (id == 0) {
                SeriesKey name{source_.id, file.parsed->series[figure.series]};
                const auto found = names_.find(name);
                id = found ? *found : names_.insert(name);
                if (!found) {
                    plan.changes.new_series.push_back(std::move(name));
                }
            }
            const std::size_t period = periods.of(figure.period);
            if (period == period_ids.size()) {
                period_ids.push_back(periods_.id(figure.period));
            }
            all.push_back({id, period_ids[period], i, n});
        }
    }
    const auto before = [](const Entry& a, const Entry& b) {
        return std::tie(a.series, a.period, a.file) < std::tie(b.series, b.period, b.file);
    };
    if (!std::ranges::is_sorted(all, before)) {
        std::ranges::sort(all, before);
    }
    const auto same_key = [](const Entry& a, const Entry& b) { return key(a) == key(b); };
    all.erase(std::unique(all.begin(), all.end(), same_key), all.end());
    return all;
}

Plan Weaver::compare(const Edition& edition, VintageId vintage) {
    Plan plan;
    const std::vector<Entry> all = entries(edition, plan);
    const std::vector<FileRow> files = read_files(db_, source_id_);
    const Sheaves sheaves(db_, source_id_, history_);
    Place place(edition, vintage, source_, history_, sheaves, files, names_);
    Work work{.weaver = *this,
              .edition = edition,
              .place = place,
              .plan = plan,
              .newer = std::vector<PeriodSet>(edition.files.size()),
              .periods = std::vector<PeriodSet>(edition.files.size())};
    if (is_folder(source_)) {
        work.newer = newer_periods(db_, source_id_, files, edition, place);
    }
    for (const Entry& entry : all) {
        if (!work.newer[entry.file].contains(entry.period)) {
            work.periods[entry.file].insert(entry.period);
        }
    }
    plan.inserts.reserve(history_.in_order().size() > 1 ? 0 : all.size());
    work.compare(all);
    std::vector<Period>& fresh = plan.changes.new_periods;
    for (const PeriodSet& printed : work.periods) {
        for (const RowId id : printed.ids()) {
            if (!work.known_before.contains(id)) {
                fresh.push_back(periods_.period(id));
            }
        }
    }
    std::ranges::sort(fresh);
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
    return plan;
}

} // namespace tidemark::load

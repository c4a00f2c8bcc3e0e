#include "pipeline/load/weave.hpp"

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
        : query_(db,
                 "SELECT o.series, o.period, o.first, o.last, o.until, o.value, o.status, o.below, "
                 "sheet.file, o.last_file FROM series CROSS JOIN observation o ON o.series = "
                 "series.id "
                 "JOIN sheet ON sheet.id = o.sheet WHERE series.source = ? "
                 "ORDER BY o.series, o.period")
        , history_(history) {
        query_.bind(1, source);
        more_ = query_.executeStep();
    }

    [[nodiscard]] std::optional<Chain> next() {
        if (!more_) {
            return std::nullopt;
        }
        Chain chain{.series = query_.getColumn(0).getInt64(),
                    .period = query_.getColumn(1).getInt64()};
        while (more_ && query_.getColumn(0).getInt64() == chain.series &&
               query_.getColumn(1).getInt64() == chain.period) {
            chain.versions.push_back(version());
            more_ = query_.executeStep();
        }
        std::ranges::sort(
            chain.versions, {}, [&](const Version& v) { return history_.rank(v.first); });
        return chain;
    }

  private:
    Version version() {
        return {.first = query_.getColumn(2).getInt64(),
                .last = query_.getColumn(3).getInt64(),
                .until = id_at(query_, 4),
                .value = number_at(query_, 5),
                .status = status_at(query_, 6),
                .below = query_.getColumn(7).getDouble(),
                .file = query_.getColumn(8).getInt64(),
                .last_file = query_.getColumn(9).getInt64()};
    }

    Query query_;
    const History& history_;
    bool more_ = false;
};

bool same(const Version& version, const Observation& figure) {
    return std::tie(version.value, version.status, version.below) ==
           std::tie(figure.value, figure.status, figure.below);
}

} // namespace

// The comparison of one edition with all chains.
struct Weaver::Work {
    Weaver& weaver;
    const Edition& edition;
    VintageId vintage;
    Plan& plan;
    std::size_t place;                        // rank of the vintage
    std::vector<std::set<RowId>> periods;     // that each file prints
    std::unordered_set<RowId> known_before{}; // periods that the source had
    std::map<RowId, FileRow> files{};         // all of the source

    [[nodiscard]] const Observation& figure(const Entry& entry) const {
        return edition.files[entry.file]->figures()[entry.figure];
    }

    [[nodiscard]] std::size_t rank(VintageId id) const { return weaver.history_.rank(id); }

    // The version that begins at or before the vintage; the one that begins after it.
    [[nodiscard]] std::pair<const Version*, const Version*> around(const Chain& chain) const {
        const auto next = std::ranges::find_if(
            chain.versions, [&](const Version& v) { return rank(v.first) > place; });
        return {next == chain.versions.begin() ? nullptr : &*std::prev(next),
                next == chain.versions.end() ? nullptr : &*next};
    }

    [[nodiscard]] bool valid(const Version* version) const {
        return version != nullptr && (!version->until || rank(*version->until) > place);
    }

    // A later edition printed the version again: the vintage from which it resumes.
    [[nodiscard]] std::optional<VintageId> resumes(const Version& version) const {
        return rank(version.last) > place ? weaver.history_.after(vintage) : std::nullopt;
    }

    // Ends the version at this vintage.
    void close(const Chain& chain, const Version& version) {
        const auto resume = resumes(version);
        Plan::Move end{chain.series,
                       chain.period,
                       version.first,
                       version.last,
                       version.last_file,
                       std::optional(vintage)};
        if (resume) {
            Plan::Move rest = end;
            rest.first = *resume;
            rest.until = version.until;
            plan.copies.push_back({version.first, rest});
            end.last = weaver.history_.before(vintage).value_or(version.first);
            end.last_file = version.file; // who else printed it until then is not kept
        }
        plan.moves.push_back(end);
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

    void added(const Entry& entry, std::optional<VintageId> until) {
        ++plan.changes.added;
        plan.inserts.push_back({entry, until});
    }

    // An answer that waited in a folder is put last, and changes nothing that a newer file printed.
    [[nodiscard]] bool is_older(const Entry& entry, const Version& version) const {
        const auto printer = files.find(version.last_file);
        return is_folder(weaver.source_) && !edition.again() && printer != files.end() &&
               edition.files[entry.file]->row.look < printer->second.look;
    }

    void printed(const Entry& entry, const Chain& chain) {
        const auto [before, next] = around(chain);
        if (!valid(before)) {
            added(entry, next != nullptr ? std::optional(next->first) : std::nullopt);
            return;
        }
        if (is_older(entry, *before)) {
            return;
        }
        if (same(*before, figure(entry))) {
            ++plan.changes.unchanged;
            if (rank(before->last) < place) {
                plan.repeats.push_back({entry, before->first});
            }
            return;
        }
        note(chain, *before, &figure(entry));
        const auto resume = resumes(*before);
        plan.inserts.push_back({entry, resume ? resume : before->until});
        close(chain, *before);
    }

    // Ought this edition to print the figure? What the file that it follows printed, for a period
    // that it still prints: so a release of one year alone takes no earlier year away. A file read
    // again: also all that it printed itself; in a folder only what it printed last.
    [[nodiscard]] bool expected(const Chain& chain, const Version& version) const {
        const bool folder = is_folder(weaver.source_);
        for (std::size_t i = 0; i < edition.files.size(); ++i) {
            const Candidate& file = *edition.files[i];
            const bool prints_period = periods[i].contains(chain.period);
            const bool was =
                version.last_file == file.row.id || (!folder && version.file == file.row.id);
            const bool replaces = !folder || (!edition.again() && follows(file, chain, version));
            if ((edition.again() && was) || (prints_period && replaces)) {
                return true;
            }
        }
        return false;
    }

    // In a drop folder: the member's figure, printed last by a file of this name or of the one it
    // follows.
    [[nodiscard]] bool
    follows(const Candidate& file, const Chain& chain, const Version& version) const {
        const auto printer = files.find(version.last_file);
        const bool by_name = printer != files.end() &&
                             (printer->second.file.name == file.row.file.name ||
                              (file.before && printer->second.file.name == file.before->file.name));
        if (!by_name || !weaver.source_.recipe.member) {
            return by_name;
        }
        const Dims& dims = weaver.names_.key(chain.series).dims;
        const auto code = dims.find(weaver.source_.recipe.member->dim);
        return code != dims.end() && code->second == file.row.member;
    }

    // Periods that newer files of the member print: an answer that waited adds nothing to those
    // either, for what it holds besides was left out since.
    [[nodiscard]] std::set<RowId> newer_periods(const FileRow& file) const {
        std::set<RowId> found;
        const bool any = std::ranges::any_of(files, [&](const auto& other) {
            return other.second.vintage && other.second.member == file.member &&
                   other.second.look > file.look;
        });
        if (!any) {
            return found;
        }
        Query query(weaver.db_,
                    "SELECT DISTINCT o.period FROM series CROSS JOIN observation o "
                    "ON o.series = series.id JOIN raw_file f ON f.id = o.last_file "
                    "WHERE series.source = ? AND o.until IS NULL AND f.member = ? AND f.look > ?");
        query.bind(1, weaver.source_id_);
        query.bind(2, file.member);
        query.bind(3, file.look);
        while (query.executeStep()) {
            found.insert(query.getColumn(0).getInt64());
        }
        return found;
    }

    void leave_out_older(std::vector<Entry>& entries) const {
        if (!is_folder(weaver.source_) || edition.again()) {
            return;
        }
        for (std::uint32_t i = 0; i < edition.files.size(); ++i) {
            if (edition.files[i]->row.member.empty()) {
                continue;
            }
            const std::set<RowId> newer = newer_periods(edition.files[i]->row);
            std::erase_if(entries, [&](const Entry& entry) {
                return entry.file == i && newer.contains(entry.period);
            });
        }
    }

    void missing(const Chain& chain) {
        const Version* before = around(chain).first;
        if (valid(before) && expected(chain, *before)) {
            note(chain, *before, nullptr);
            close(chain, *before);
        }
    }
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
        Period last;
        RowId last_id = 0;
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
            if (last_id == 0 || figure.period != last) {
                last = figure.period;
                last_id = periods_.id(last);
            }
            all.push_back({id, last_id, i, n});
        }
    }
    std::ranges::sort(all, [](const Entry& a, const Entry& b) {
        return std::tie(a.series, a.period, a.file) < std::tie(b.series, b.period, b.file);
    });
    const auto same = [](const Entry& a, const Entry& b) { return key(a) == key(b); };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

Plan Weaver::compare(const Edition& edition, VintageId vintage) {
    Plan plan;
    std::vector<Entry> all = entries(edition, plan);
    plan.inserts.reserve(history_.in_order().size() > 1 ? 0 : all.size());
    Work work{.weaver = *this,
              .edition = edition,
              .vintage = vintage,
              .plan = plan,
              .place = history_.rank(vintage),
              .periods = std::vector<std::set<RowId>>(edition.files.size())};
    for (FileRow& row : read_files(db_, source_id_)) {
        work.files.emplace(row.id, std::move(row));
    }
    work.leave_out_older(all);
    for (const Entry& entry : all) {
        work.periods[entry.file].insert(entry.period);
    }
    auto entry = all.begin();
    Chains chains(db_, source_id_, history_);
    while (const auto chain = chains.next()) {
        work.known_before.insert(chain->period);
        for (; entry != all.end() && key(*entry) < key(*chain); ++entry) {
            work.added(*entry, std::nullopt);
        }
        if (entry != all.end() && key(*entry) == key(*chain)) {
            work.printed(*entry++, *chain);
        } else {
            work.missing(*chain);
        }
    }
    for (; entry != all.end(); ++entry) {
        work.added(*entry, std::nullopt);
    }
    std::set<Period> fresh;
    for (const std::set<RowId>& printed : work.periods) {
        for (const RowId id : printed) {
            if (!work.known_before.contains(id)) {
                fresh.insert(periods_.period(id));
            }
        }
    }
    plan.changes.new_periods.assign(fresh.begin(), fresh.end());
    return plan;
}

} // namespace tidemark::load

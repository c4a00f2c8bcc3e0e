#include "pipeline/load/intake.hpp"

#include "pipeline/load/hold.hpp"
#include "pipeline/load/standing.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace tidemark::load {
namespace {

class Examiner {
  public:
    Examiner(const Source& source,
             const Codelists& codelists,
             const Batch& batch,
             const History& history,
             std::vector<FileRow> files,
             std::vector<Waiting> acceptances,
             std::vector<Standing> standing,
             Instant now)
        : source_(source)
        , codelists_(codelists)
        , batch_(batch)
        , history_(history)
        , files_(std::move(files))
        , newest_(newest_files(files_))
        , acceptances_(std::move(acceptances))
        , standing_(std::move(standing))
        , today_(local_day(now, source.zone)) {
        for (const FileRow& row : files_) {
            look_ = std::max(look_, row.look + 1);
        }
    }

    [[nodiscard]] Candidate read(const ParsedFile& parsed) const {
        Candidate candidate{.parsed = &parsed};
        identify(candidate, parsed.file);
        candidate.row.member = member_of(parsed);
        candidate.row.reasons = parsed.held;
        if (!parsed.held.empty()) {
            return candidate; // what was not found would only confuse the checks
        }
        candidate.row.reasons = find_duplicates(source_, parsed);
        if (source_.hold.sum_duplicates) {
            candidate.summed = sum_duplicates(parsed);
        }
        candidate.before = followed(candidate);
        std::ranges::move(find_reasons(source_,
                                       codelists_,
                                       parsed,
                                       candidate.figures(),
                                       candidate.before ? &*candidate.before : nullptr,
                                       day_of(candidate.row)),
                          std::back_inserter(candidate.row.reasons));
        if (counts_rows(source_.recipe) && is_newest(candidate)) {
            std::ranges::move(find_recounts(source_,
                                            parsed,
                                            candidate.figures(),
                                            replaced_by(parsed,
                                                        candidate.figures(),
                                                        names_of(candidate),
                                                        is_folder(source_),
                                                        standing_)),
                              std::back_inserter(candidate.row.reasons));
        }
        forgive(candidate);
        return candidate;
    }

    // Each new file of a folder against what stands and will stand beside it.
    void look_across(std::vector<Candidate>& candidates) const {
        if (!is_folder(source_) || !sums_may_nest(source_, codelists_)) {
            return;
        }
        std::vector<Standing> others = beside(candidates);
        for (Candidate& candidate : candidates) {
            if (candidate.again || !candidate.row.reasons.empty()) {
                continue;
            }
            candidate.row.reasons = find_nested_across(
                source_, codelists_, *candidate.parsed, candidate.figures(), others);
            if (!candidate.row.reasons.empty()) {
                continue;
            }
            for (const Observation& figure : candidate.figures()) {
                others.push_back({.dims = candidate.parsed->series.at(figure.series),
                                  .period = figure.period,
                                  .value = figure.value,
                                  .file = candidate.row.file.name});
            }
        }
    }

    [[nodiscard]] Candidate refuse(const Held& refused) const {
        Candidate candidate;
        identify(candidate, refused.file);
        candidate.row.reasons = refused.reasons;
        candidate.row.outcome = KnownFile::Outcome::refused;
        return candidate;
    }

  private:
    // Names of the file and of the one it follows.
    [[nodiscard]] static std::vector<std::string> names_of(const Candidate& candidate) {
        std::vector<std::string> names{candidate.row.file.name};
        if (candidate.before) {
            names.push_back(candidate.before->file.name);
        }
        return names;
    }

    // Not read again, and no older edition than what stands.
    [[nodiscard]] bool is_newest(const Candidate& candidate) const {
        return !candidate.again && (history_.empty() || history_.in_order().back().published <=
                                                            candidate.row.published);
    }

    // What stands, but for the files that the candidates replace.
    [[nodiscard]] std::vector<Standing> beside(const std::vector<Candidate>& candidates) const {
        std::set<std::string> gone;
        for (const Candidate& candidate : candidates) {
            if (candidate.row.reasons.empty()) {
                const auto names = names_of(candidate);
                gone.insert(names.begin(), names.end());
            }
        }
        std::vector<Standing> others = standing_;
        std::erase_if(others, [&](const Standing& each) { return gone.contains(each.file); });
        return others;
    }

    // Served at this look, not kept from an earlier one.
    [[nodiscard]] bool is_served(const RawFile& file) const {
        return !batch_.release.reread &&
               std::ranges::any_of(batch_.release.files, [&](const RawFile& served) {
                   return served.name == file.name && served.sha256 == file.sha256;
               });
    }

    // Is the file one of which we have this row, and not served anew? Served, it is what counts
    // under its name; outside a folder what was served last counts, whatever its name: an edition
    // that the publisher goes back to is new again. From the archive also what lies behind.
    [[nodiscard]] bool is_current(const FileRow& row, const RawFile& file) const {
        if (row.file.name != file.name || row.file.sha256 != file.sha256 || is_dropped(row)) {
            return false;
        }
        const bool counts = std::ranges::count(newest_, row.id, &FileRow::id) > 0;
        if (!is_served(file)) {
            return counts || row.vintage;
        }
        return counts && (is_folder(source_) || row.look + 1 == look_);
    }

    // The row as it was; else a new sighting.
    void identify(Candidate& candidate, const RawFile& file) const {
        const auto current =
            std::ranges::find_if(files_, [&](const FileRow& row) { return is_current(row, file); });
        for (const Waiting& waiting : acceptances_) {
            if (waiting.sha256 == file.sha256 && waiting.check.starts_with("parse.")) {
                candidate.tries.push_back(waiting.id);
            }
        }
        FileRow& row = candidate.row;
        if (current != files_.end()) {
            row = *current;
            candidate.again = row.vintage.has_value();
            candidate.superseded = row.outcome == KnownFile::Outcome::superseded;
        } else {
            row.published = batch_.release.published.value_or(today_);
            row.look = batch_.release.older ? look_of_older_editions : look_;
        }
        row.file = file;
        row.outcome = KnownFile::Outcome::held;
        row.reasons.clear();
    }

    [[nodiscard]] std::string member_of(const ParsedFile& parsed) const {
        if (!source_.recipe.member || parsed.series.empty()) {
            return {};
        }
        const auto found = parsed.series.front().find(source_.recipe.member->dim);
        return found == parsed.series.front().end() ? std::string{} : found->second;
    }

    // By when what it reports had begun: a publisher's date may be that of a page's first edition.
    [[nodiscard]] Day day_of(const FileRow& row) const {
        return std::max(row.published, local_day(row.file.fetched, source_.zone));
    }

    // The file let in last, not after this one's day: itself when it is read again, else the one
    // of its name, else the member's newest (folder) or the last release.
    [[nodiscard]] std::optional<FileRow> followed(const Candidate& candidate) const {
        if (candidate.again) {
            return candidate.row;
        }
        const FileRow& row = candidate.row;
        const auto newest_where = [&](auto&& wanted) {
            std::optional<FileRow> best;
            for (const FileRow& other : files_) {
                const bool usable = other.vintage && wanted(other) &&
                                    (!is_folder(source_) || other.look < row.look) &&
                                    history_.vintage(*other.vintage).published <= row.published;
                if (usable && (!best || place(*best) <= place(other))) {
                    best = other;
                }
            }
            return best;
        };
        auto same_name =
            newest_where([&](const FileRow& other) { return other.file.name == row.file.name; });
        if (same_name) {
            return same_name;
        }
        return newest_where([&](const FileRow& other) {
            return !is_folder(source_) || (!row.member.empty() && other.member == row.member);
        });
    }

    // An answer that waited stands behind what came meanwhile, and is older nevertheless.
    [[nodiscard]] std::pair<std::size_t, std::int64_t> place(const FileRow& row) const {
        return {is_folder(source_) ? 0 : history_.rank(*row.vintage), row.look};
    }

    // Takes away the reasons that a person has accepted for these bytes.
    void forgive(Candidate& candidate) const {
        std::erase_if(candidate.row.reasons, [&](const Error& reason) {
            return can_be_accepted(reason.code) &&
                   std::ranges::any_of(acceptances_, [&](const Waiting& waiting) {
                       return waiting.sha256 == candidate.row.file.sha256 &&
                              waiting.name == candidate.row.file.name &&
                              waiting.check == reason.code;
                   });
        });
    }

    const Source& source_;
    const Codelists& codelists_;
    const Batch& batch_;
    const History& history_;
    std::vector<FileRow> files_;
    std::vector<FileRow> newest_;
    std::vector<Waiting> acceptances_;
    std::vector<Standing> standing_; // where a check asks for it
    Day today_;
    std::int64_t look_ = 1;
};

struct Printed {
    Candidate* candidate;
    const Observation* figure;
};

bool same_figure(const Observation& a, const Observation& b) {
    return std::tie(a.value, a.status, a.below) == std::tie(b.value, b.status, b.below);
}

// Two new files of one pass that say different things about one figure: neither is let in. (Among
// files read again the newer one wins, as it did before.)
void find_conflicts(const Source& source, std::vector<Candidate>& candidates) {
    std::map<std::pair<Dims, Period>, Printed> seen;
    const auto blame = [&](Candidate& one, const Candidate& other, const Observation& figure) {
        if (!one.row.reasons.empty() && one.row.reasons.back().code == "hold.conflict") {
            return;
        }
        Error error = held_reason(source, one.row.file, "hold.conflict");
        error.sheet = one.parsed->sheets[figure.sheet];
        error.cell = to_text(figure.cell);
        error.expected =
            fmt::format("the figure that '{}' of the same pass prints", other.row.file.name);
        error.found = "'" + figure.raw + "'";
        error.next = "take one of the two files out of the folder";
        one.row.reasons.push_back(std::move(error));
    };
    for (Candidate& candidate : candidates) {
        if (candidate.again || !candidate.row.reasons.empty()) {
            continue;
        }
        for (const Observation& figure : candidate.figures()) {
            const auto [place, fresh] =
                seen.try_emplace({candidate.parsed->series[figure.series], figure.period},
                                 Printed{&candidate, &figure});
            const Printed& first = place->second;
            if (!fresh && first.candidate != &candidate && !same_figure(*first.figure, figure)) {
                blame(*first.candidate, candidate, *first.figure);
                blame(candidate, *first.candidate, figure);
            }
        }
    }
}

bool asks_what_stands(const Source& source, const Codelists& codelists) {
    return counts_rows(source.recipe) || (is_folder(source) && sums_may_nest(source, codelists));
}

} // namespace

bool is_folder(const Source& source) {
    return std::holds_alternative<FindDir>(source.find);
}

Intake examine(Database& db,
               RowId source_id,
               const Source& source,
               const Codelists& codelists,
               const Batch& batch,
               const History& history,
               Instant now) {
    const Examiner examiner(source,
                            codelists,
                            batch,
                            history,
                            read_files(db, source_id),
                            acceptances(db, source_id),
                            asks_what_stands(source, codelists) ? read_standing(db, source_id)
                                                                : std::vector<Standing>{},
                            now);
    std::vector<Candidate> candidates;
    for (const ParsedFile& parsed : batch.files) {
        candidates.push_back(examiner.read(parsed));
    }
    if (candidates.size() > 1 && is_folder(source)) {
        find_conflicts(source, candidates);
    }
    examiner.look_across(candidates);
    Intake intake;
    for (const Held& refused : batch.refused) {
        intake.held.push_back(examiner.refuse(refused));
    }
    for (Candidate& candidate : candidates) {
        auto& where = candidate.row.reasons.empty() ? intake.let_in : intake.held;
        where.push_back(std::move(candidate));
    }
    return intake;
}

} // namespace tidemark::load

#include "pipeline/run/turns.hpp"

#include "pipeline/alert/judge.hpp"
#include "pipeline/load/derive.hpp"

#include <algorithm>
#include <iterator>

namespace tidemark {
namespace {

template <typename T>
void append(std::vector<T>& all, std::vector<T>&& more) {
    std::ranges::move(more, std::back_inserter(all));
}

// One vintage names the pass: the publisher's, where it made one.
void merge(Report& all, Report&& more) {
    append(all.lines, std::move(more.lines));
    append(all.loaded.held, std::move(more.loaded.held));
    append(all.loaded.members, std::move(more.loaded.members));
    append(all.loaded.let_in, std::move(more.loaded.let_in));
    if (more.loaded.vintage) {
        all.loaded.vintage = std::move(more.loaded.vintage);
        all.loaded.changes = std::move(more.loaded.changes);
    }
}

class Teller {
  public:
    Teller(const Source& source, const Codelists& codelists, Pass& pass, Instant now)
        : source_(source)
        , codelists_(codelists)
        , pass_(pass)
        , now_(now) {}

    // Without a batch: what the figures we have come to.
    [[nodiscard]] Result<Report> tell(const Batch* batch, alert::Turn turn) {
        auto loaded = batch == nullptr ? Loaded{} : pass_.load(source_, codelists_, *batch, now_);
        auto said = loaded ? pass_.said() : propagate(loaded);
        auto judged = said ? pass_.judged() : propagate(said);
        auto snapshot = judged ? pass_.snapshot() : propagate(judged);
        if (!snapshot) {
            return propagate(snapshot);
        }
        const auto subjects = load::derive(*snapshot, source_, codelists_);
        const bool failed = batch != nullptr && batch->failure && turn == alert::Turn::theirs;
        const auto judgement = alert::judge({source_,
                                             codelists_,
                                             *snapshot,
                                             subjects,
                                             *loaded,
                                             now_,
                                             failed ? &*batch->failure : nullptr,
                                             turn},
                                            *said,
                                            *judged);
        return say(judgement, *said, std::move(*loaded));
    }

    [[nodiscard]] Result<Report> tell(const Error& error) {
        auto said = pass_.said();
        auto judged = said ? pass_.judged() : propagate(said);
        if (!judged) {
            return propagate(judged);
        }
        return say({alert::judge_failure(source_, error, *said), *judged}, *said, {});
    }

  private:
    [[nodiscard]] Result<Report>
    say(const alert::Judgement& judgement, const std::vector<Said>& said, Loaded loaded) {
        auto lines = alert::write_lines(source_, judgement.sayings, said, loaded.vintage, now_);
        return pass_.say(judgement.sayings, judgement.judged, lines).map([&] {
            return Report{.run = {}, .loaded = std::move(loaded), .lines = std::move(lines)};
        });
    }

    const Source& source_;
    const Codelists& codelists_;
    Pass& pass_;
    Instant now_;
};

} // namespace

std::optional<Halves> halves(const Batch& batch, const Known& known, const Source& source) {
    const auto same = [](const RawFile& a, const RawFile& b) {
        return a.sha256 == b.sha256 && a.name == b.name;
    };
    const bool folder = std::holds_alternative<FindDir>(source.find);
    const auto is_again = [&](const ParsedFile& parsed) {
        const bool served =
            !batch.release.reread && std::ranges::any_of(batch.release.files, [&](const auto& f) {
                return same(f, parsed.file);
            });
        return std::ranges::any_of(known.files, [&](const KnownFile& k) {
            return same(k.file, parsed.file) && k.let_in &&
                   (!served || (!k.kept_only && (folder || k.newest)));
        });
    };
    const auto again = std::ranges::count_if(batch.files, is_again);
    const bool all = again == std::ssize(batch.files) && batch.refused.empty();
    if (again == 0 || all) {
        return std::nullopt;
    }
    Halves both;
    both.again.release = both.fresh.release = batch.release;
    both.again.release.reread = true;
    both.again.release.files.clear();
    both.again.release.gone.clear();
    both.fresh.refused = batch.refused;
    both.fresh.failure = batch.failure;
    for (const ParsedFile& parsed : batch.files) {
        if (is_again(parsed)) {
            both.again.release.files.push_back(parsed.file);
            both.again.files.push_back(parsed);
        } else {
            both.fresh.files.push_back(parsed);
        }
    }
    return both;
}

Result<Report> take_turns(const Source& source,
                          const Codelists& codelists,
                          const Result<Collected>& collected,
                          const Known& known,
                          Pass& pass,
                          Instant now) {
    Teller teller(source, codelists, pass, now);
    if (!collected) {
        return teller.tell(collected.error());
    }
    auto judged = pass.judged();
    if (!judged) {
        return propagate(judged);
    }
    const auto* batch = std::get_if<Batch>(&*collected);
    const auto both = batch == nullptr ? std::nullopt : halves(*batch, known, source);
    Result<Report> told;
    const auto turn = [&](const Batch* part, alert::Turn whose) {
        auto more = told ? teller.tell(part, whose) : propagate(told);
        if (more) {
            merge(*told, std::move(*more));
        } else {
            told = propagate(more);
        }
    };
    if (batch != nullptr && !alert::has_judged(source, codelists, *judged)) {
        turn(nullptr, alert::Turn::ours);
    }
    if (both) {
        turn(&both->again, alert::Turn::ours);
    }
    turn(both ? &both->fresh : batch, alert::Turn::theirs);
    return told;
}

} // namespace tidemark

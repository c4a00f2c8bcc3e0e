#include "pipeline/run/turns.hpp"

#include "pipeline/alert/judge.hpp"
#include "pipeline/load/derive.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

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

bool same(const RawFile& a, const RawFile& b) {
    return a.sha256 == b.sha256 && a.name == b.name;
}

// What became of the kept files that are read anew in a pass.
class Rereading {
  public:
    Rereading(const Source& source, const Known& known)
        : folder_(std::holds_alternative<FindDir>(source.find))
        , known_(known) {}

    // Those that no longer fit are said when it is known whether something came in their place.
    void put_off(Loaded& again) { late_ = std::exchange(again.held, {}); }

    void say_late(Loaded& fresh) {
        std::erase_if(late_, [&](const Held& held) { return is_replaced(held.file, fresh); });
        append(fresh.held, std::exchange(late_, {}));
    }

    // Some of them is held, now or since an earlier pass: our own change is not read to its end.
    [[nodiscard]] bool is_in_part(const Loaded& loaded) {
        append(let_in_, std::vector<RawFile>(loaded.let_in));
        return std::ranges::any_of(known_.files, [&](const KnownFile& k) {
            const auto is_it = [&](const RawFile& file) { return same(file, k.file); };
            const bool waited =
                k.outcome == KnownFile::Outcome::held || k.outcome == KnownFile::Outcome::refused;
            const bool is_held = std::ranges::any_of(loaded.held, is_it, &Held::file) ||
                                 std::ranges::any_of(late_, is_it, &Held::file);
            return k.let_in && !is_replaced(k.file, loaded) &&
                   (is_held || (waited && std::ranges::none_of(let_in_, is_it)));
        });
    }

  private:
    // By what this look brought: in a folder under its name, elsewhere under any.
    [[nodiscard]] bool is_replaced(const RawFile& file, const Loaded& loaded) const {
        const bool is_news = loaded.vintage && loaded.vintage->cause != Cause::reread;
        return is_news && std::ranges::any_of(loaded.let_in, [&](const RawFile& other) {
                   return !same(other, file) && other.fetched >= file.fetched &&
                          (!folder_ || other.name == file.name);
               });
    }

    bool folder_;
    const Known& known_;
    std::vector<Held> late_;
    std::vector<RawFile> let_in_;
};

class Teller {
  public:
    Teller(const Source& source,
           const Codelists& codelists,
           const Known& known,
           Pass& pass,
           Instant now)
        : source_(source)
        , codelists_(codelists)
        , rereading_(source, known)
        , pass_(pass)
        , now_(now) {}

    // Without a batch: what the figures we have come to. Where nothing could be looked at, or a
    // kept file not be read (`error`), the rules have nothing to go by.
    [[nodiscard]] Result<Report>
    tell(const Batch* batch, alert::Turn turn, const Error* error = nullptr) {
        auto loaded = batch == nullptr ? Loaded{} : pass_.load(source_, codelists_, *batch, now_);
        auto said = loaded ? pass_.said() : propagate(loaded);
        auto judged = said ? pass_.judged() : propagate(said);
        auto marks = judged ? pass_.marks() : propagate(judged);
        auto snapshot = marks ? pass_.snapshot() : propagate(marks);
        if (!snapshot) {
            return propagate(snapshot);
        }
        const bool ours = turn == alert::Turn::ours;
        ours ? rereading_.put_off(*loaded) : rereading_.say_late(*loaded);
        const bool in_part = rereading_.is_in_part(*loaded);
        const auto subjects = load::derive(*snapshot, source_, codelists_);
        const bool failed = batch != nullptr && batch->failure && !ours;
        const auto judgement = alert::judge(
            {.source = source_,
             .codelists = codelists_,
             .snapshot = *snapshot,
             .subjects = subjects,
             .loaded = *loaded,
             .now = now_,
             .failure = failed ? &*batch->failure : error,
             .turn = turn,
             .rules_wait = error != nullptr ||
                           (in_part && !alert::lists_have_judged(source_, codelists_, *judged)),
             .marks = &*marks},
            *said,
            *judged);
        return say(judgement, *said, std::move(*loaded));
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
    Rereading rereading_;
    Pass& pass_;
    Instant now_;
};

} // namespace

std::optional<Halves> halves(const Batch& batch, const Known& known, const Source& source) {
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
    if (std::ranges::none_of(batch.files, is_again)) {
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
    Teller teller(source, codelists, known, pass, now);
    if (!collected) {
        return teller.tell(nullptr, alert::Turn::theirs, &collected.error());
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
    if (both) { // what is read anew belongs to the edit that changed rules and lists
        turn(&both->again, alert::Turn::ours);
    } else if (batch != nullptr && !alert::has_judged(source, codelists, *judged)) {
        turn(nullptr, alert::Turn::ours);
    }
    turn(both ? &both->fresh : batch, alert::Turn::theirs);
    return told;
}

} // namespace tidemark

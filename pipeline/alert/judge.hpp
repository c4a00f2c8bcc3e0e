// judge: what is true now, against what has been said -> what to say. Pure.
//
// Each rule gives the statements that hold of the present figures. A statement said before whose
// printed figures differ is restated, one that no longer holds is withdrawn, a new one is said -
// unless the rule sees the series for the first time, or we changed something ourselves (a rule, a
// list, how a file is read): then it is a baseline, counted in one line and never said later.
#pragma once

#include "pipeline/model/change.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/mark.hpp"
#include "pipeline/model/source.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/ports.hpp"

#include <optional>
#include <vector>

namespace tidemark::alert {

// A pass judges what we changed ourselves first, over the figures it finds, and then what the look
// brought: so that neither is taken for the other. `ours` leaves out what is to be said of the
// look.
enum class Turn { ours, theirs };

struct Scene {
    const Source& source;
    const Codelists& codelists;
    const Snapshot& snapshot;
    const std::vector<Subject>& subjects;
    const Loaded& loaded;
    Instant now;
    const Error* failure = nullptr; // the look failed, and what is loaded had been kept
    Turn turn = Turn::theirs;
    // What we changed ourselves is not read to its end: no rule is judged, what was said stands.
    bool rules_wait = false;
    const std::vector<Mark>* marks = nullptr; // of people; null: none
};

struct Judgement {
    std::vector<Saying> sayings; // in the order in which lines are written; standing ones left out
    // In place of what had been judged. Rules and lists that are no more are not in it: one that
    // comes back is new again.
    Judged judged;
};

// Whether the present rules and lists have judged before. Where not, and the look brought
// something, our own turn comes first.
[[nodiscard]] bool
has_judged(const Source& source, const Codelists& codelists, const Judged& judged);

// ... the lists alone, whatever became of the rules.
[[nodiscard]] bool
lists_have_judged(const Source& source, const Codelists& codelists, const Judged& judged);

// Rules over the figures, and the source's own lines: overdue, arrived, revised, reread, held,
// baseline, failed. A failure is said once until the source is well again.
[[nodiscard]] Judgement
judge(const Scene& scene, const std::vector<Said>& said, const Judged& judged);

// Lines for the outbox: text form and JSON object of each saying. Grouped and baseline members have
// no line of their own. `vintage`: number and date printed in the objects.
[[nodiscard]] std::vector<Line> write_lines(const Source& source,
                                            const std::vector<Saying>& sayings,
                                            const std::vector<Said>& said,
                                            const std::optional<Vintage>& vintage,
                                            Instant now);

} // namespace tidemark::alert

// judge: what is true now, against what has been said -> what to say. Pure.
//
// Each rule gives the statements that hold of the present figures. A statement said before whose
// printed figures differ is restated, one that no longer holds is withdrawn, a new one is said -
// unless the rule sees the series for the first time, or nothing but our own reading changed: then
// it is a baseline, counted in one line and never said later.
#pragma once

#include "pipeline/model/change.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/source.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/ports.hpp"

#include <optional>
#include <vector>

namespace tidemark::alert {

struct Scene {
    const Source& source;
    const Codelists& codelists;
    const Snapshot& snapshot;
    const std::vector<Subject>& subjects;
    const Loaded& loaded;
    Instant now;
    const Error* failure = nullptr; // the look failed, and what is loaded had been kept
};

struct Judgement {
    std::vector<Saying> sayings; // in the order in which lines are written; standing ones left out
    Judged judged;               // rule and series pairs that are new
};

// Rules over the figures, and the source's own lines: arrived, revised, reread, held, baseline.
[[nodiscard]] Judgement
judge(const Scene& scene, const std::vector<Said>& said, const Judged& judged);

// The line for a look that failed: said once until the source is well again; a standing failure
// gives nothing.
[[nodiscard]] std::vector<Saying>
judge_failure(const Source& source, const Error& error, const std::vector<Said>& said, Instant now);

// Lines for the outbox: text form and JSON object of each saying. Grouped and baseline members have
// no line of their own. `vintage`: number and date printed in the objects.
[[nodiscard]] std::vector<Line> write_lines(const Source& source,
                                            const std::vector<Saying>& sayings,
                                            const std::vector<Said>& said,
                                            const std::optional<Vintage>& vintage,
                                            Instant now);

} // namespace tidemark::alert

// cause: why a statement moved, in the words of the log. Pure. Our own doing (a changed rule, a
// re-read) is never called the publisher's.
#pragma once

#include "pipeline/alert/view.hpp"
#include "pipeline/model/statement.hpp"

#include <optional>
#include <string>

namespace tidemark::alert {

// What this pass may say. Only news is said; changed lists, a re-read and a backfilled older
// edition make baselines.
enum class Mood { news, lists, reread, backfill };

// `judged`: by what was judged before; its lists may have been others.
[[nodiscard]] Mood mood_of(const Scene& scene, const Judged& judged);

enum class RuleAge { known, changed };

// A figure that moved because we read it anew, not because its publisher changed it.
[[nodiscard]] bool is_ours(const Change& change);

struct Reason {
    std::string cause; // "publisher revision", "late answer", "re-read", "rule changed", ...
    std::string words; // "late 2018/19 answer from Durham"
};

// `now`: the statement as it holds, or null when it holds no more.
[[nodiscard]] Reason
reason_for(const View& view, Mood mood, RuleAge age, const Statement& said, const Statement* now);

} // namespace tidemark::alert

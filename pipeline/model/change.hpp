// ChangeSet: what a vintage changed, cell by cell. A publisher's change (revised, removed) is
// never mixed with ours (reread).
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/release.hpp"
#include "pipeline/model/series.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tidemark {

struct Change {
    enum class Kind { added, revised, removed, reread };

    Kind kind = Kind::added;
    SeriesKey series;
    Period period;
    std::optional<double> before;
    std::optional<double> now;
    Status status_before = Status::normal;
    Status status_now = Status::normal;
};

struct ChangeSet {
    std::vector<Change> changes; // revised, removed, reread in full; added only counted
    std::size_t added = 0;
    std::size_t unchanged = 0;
    std::vector<Period> new_periods;   // periods no earlier vintage of the source had
    std::vector<SeriesKey> new_series; // series that first appear in this vintage
};

// One vintage of a pass, and what it alone changed.
struct Step {
    Vintage vintage;
    ChangeSet changes;
};

// What load made of a batch. Files that were kept and are read again make vintages of their own,
// each behind the one it reads again (Vintage::rereads, cause reread), before what is new makes
// one: a pass that does both has several steps, and changes of ours and of the publisher are never
// in one step. A rule may thus ask of each step what it is: news only where its cause is release.
struct Loaded {
    std::optional<Vintage>
        vintage;             // of the last step; nothing when all was held or nothing differed
    ChangeSet changes;       // of all files, also of those that made no vintage
    std::vector<Step> steps; // in the order they were taken: read again first, oldest first
    std::vector<Held> held;
    std::vector<std::string> members; // codes of members whose files were loaded (drop folder)
};

} // namespace tidemark

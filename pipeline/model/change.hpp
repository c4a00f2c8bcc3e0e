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

// What load made of a batch. Files that were let in before and are read again make vintages of
// their own, each behind the one it reads again (Vintage::rereads, cause reread), before what is
// new makes one. Their changes are told apart by Change::Kind alone: who must judge the two apart
// loads the two halves of a batch one after the other.
struct Loaded {
    std::optional<Vintage> vintage; // the last made; nothing when all was held or nothing differed
    ChangeSet changes;
    std::vector<Held> held;
    std::vector<std::string> members; // codes of members whose files were loaded (drop folder)
    std::vector<RawFile> let_in;      // files loaded, new or read again: no longer held
    // Lines with figures left out by choices of the layout that left out none of them last time.
    std::vector<SkippedLines> left_out{};
};

} // namespace tidemark

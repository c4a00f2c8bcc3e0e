// weave: an edition's figures put into the history of each series and period.
//
// A history is a chain of versions, each valid from its first vintage until another. An edition is
// compared with the version valid at its place in the order of vintages:
//   printed, equal       unchanged: nothing is written but that its sheaf was printed (sheaves.hpp)
//   printed, differing   the version ends here and a new one begins: revised, or re-read
//   printed, none valid  a new version begins: added
//   not printed          the version ends here: removed, or re-read - but only a figure that this
//                        edition ought to print (see Place::expected)
// Where a later edition had printed the old version again, a copy of it resumes there; where one
// ought to have printed a new version and did not, it ends there.
//
// compare() is first and changes nothing but the names of series and periods; write() follows.
// Thread: the writer. Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/history.hpp"
#include "pipeline/load/intake.hpp"
#include "pipeline/load/sheaves.hpp"
#include "pipeline/model/change.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace tidemark::load {

// Files that make one vintage. When they are read again: the vintage that took them all in, and the
// file seen last first.
struct Edition {
    std::vector<Candidate*> files;
    std::optional<VintageId> rereads;
    Day published;

    [[nodiscard]] bool again() const { return rereads.has_value(); }
};

// One row of observation, without its text.
struct Version {
    VintageId first = 0;
    std::optional<VintageId> until;
    std::optional<double> value;
    Status status = Status::normal;
    double below = 0;
    RowId sheaf = 0;
};

// All versions of one series and period, in the order of their first vintages.
struct Chain {
    RowId series = 0;
    RowId period = 0;
    std::vector<Version> versions{};
};

// A printed figure, by its place in the edition.
struct Entry {
    RowId series = 0;
    RowId period = 0;
    std::uint32_t file = 0;
    std::uint32_t figure = 0;
};

struct Plan {
    struct Row { // of observation
        RowId series = 0;
        RowId period = 0;
        VintageId first = 0;
    };

    struct Insert {
        Entry entry;
        VintageId until = 0; // 0: it stands
    };

    struct End { // at the vintage
        Row row;
        std::optional<VintageId> was; // where it ended before
    };

    struct Copy {
        Row of;
        VintageId first = 0;
        std::optional<VintageId> until;
    };

    // Versions valid behind the vintage, by the file that printed them: index and 1; 0: none did.
    using Parts = std::map<std::uint32_t, std::deque<Row>>;

    std::vector<Insert> inserts;
    std::vector<End> ends;
    std::vector<Copy> copies;
    std::map<RowId, Parts> sheaves;
    ChangeSet changes;

    [[nodiscard]] bool differs() const { return changes.added > 0 || !changes.changes.empty(); }
};

class Weaver {
  public:
    Weaver(Database& db,
           RowId source_id,
           const Source& source,
           const History& history,
           Periods& periods,
           SeriesNames& names)
        : db_(db)
        , source_id_(source_id)
        , source_(source)
        , history_(history)
        , periods_(periods)
        , names_(names) {}

    // Requires: `vintage` has its place in the history.
    [[nodiscard]] Plan compare(const Edition& edition, VintageId vintage);
    // Requires: rows of the vintage and of the edition's files are in the database.
    void write(const Edition& edition, VintageId vintage, const Plan& plan);

  private:
    struct Work; // one comparison
    [[nodiscard]] std::vector<Entry> entries(const Edition& edition, Plan& plan);

    Database& db_;
    RowId source_id_;
    const Source& source_;
    const History& history_;
    Periods& periods_;
    SeriesNames& names_;
};

} // namespace tidemark::load

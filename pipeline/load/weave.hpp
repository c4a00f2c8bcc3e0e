// weave: an edition's figures put into the history of each series and period.
//
// A history is a chain of versions, each valid from its first vintage until another. An edition is
// compared with the version valid at its place in the order of vintages:
//   printed, equal       the version's last edition moves on: unchanged
//   printed, differing   the version ends here and a new one begins: revised, or re-read
//   printed, none valid  a new version begins: added
//   not printed          the version ends here: removed, or re-read - but only a figure that this
//                        edition ought to print (see Weaver::expected)
// Where a later edition had printed the old version again, a copy of it resumes there.
//
// compare() is first and changes nothing but the names of series and periods; write() follows.
// Thread: the writer. Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/history.hpp"
#include "pipeline/load/intake.hpp"
#include "pipeline/model/change.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_set>
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
    VintageId last = 0;
    std::optional<VintageId> until;
    std::optional<double> value;
    Status status = Status::normal;
    double below = 0;
    RowId file = 0;      // that printed it first
    RowId last_file = 0; // that printed it in the vintage `last`
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
    struct Insert {
        Entry entry;
        std::optional<VintageId> until;
    };

    // A version that is printed once more.
    struct Repeat {
        Entry entry;
        VintageId first = 0;
    };

    // A version that ends, or is copied to resume.
    struct Move {
        RowId series = 0;
        RowId period = 0;
        VintageId first = 0;
        VintageId last = 0;
        RowId last_file = 0;
        std::optional<VintageId> until;
    };

    struct Copy {
        VintageId of = 0; // first of the version copied
        Move to;
    };

    std::vector<Insert> inserts;
    std::vector<Repeat> repeats;
    std::vector<Move> moves;
    std::vector<Copy> copies;
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

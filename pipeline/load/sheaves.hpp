// sheaves: which vintages printed which figures, a row a sheaf and vintage.
//
// A figure valid in a vintage was printed by it exactly when its sheaf was: so an edition that
// prints half a million figures again writes one row. Where it prints some of a sheaf alone, the
// fewer of the two part from it (weave_write), with what was printed until then.
// Thread: the one of the database. Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/history.hpp"

#include <map>
#include <set>
#include <unordered_map>
#include <vector>

namespace tidemark::load {

struct Printing {
    std::size_t rank = 0; // of the vintage
    VintageId vintage = 0;
    RowId file = 0;
};

class Sheaves {
  public:
    Sheaves(Database& db, RowId source, const History& history);

    using ById = std::unordered_map<RowId, std::vector<Printing>>;

    [[nodiscard]] const ById& all() const { return printings_; }

    // In the order of their vintages. Requires: a sheaf of the source.
    [[nodiscard]] const std::vector<Printing>& of(RowId sheaf) const;
    // The files that printed something in the vintage.
    [[nodiscard]] std::set<RowId> files_of(VintageId vintage) const;

  private:
    ById printings_;
    std::map<VintageId, std::set<RowId>> files_;
};

} // namespace tidemark::load

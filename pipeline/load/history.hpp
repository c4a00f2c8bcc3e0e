// history: the vintages of one source in their order (published, loaded, id). Numbers are names.
//
// A late vintage of an old edition is put where its day says; one that reads an edition again
// stands directly behind it, whatever else was published on that day.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/model/release.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tidemark::load {

class History {
  public:
    History(Database& db, RowId source, std::string_view name);

    [[nodiscard]] const std::vector<Vintage>& in_order() const { return vintages_; }

    [[nodiscard]] bool empty() const { return vintages_.empty(); }

    // A vintage with the next id and number, in its place; not yet in the database.
    const Vintage& add(Vintage vintage);
    void insert_row(const Vintage& vintage, std::size_t observations);
    void forget(VintageId id); // one that was added and came to nothing

    // Requires: a vintage of this source.
    [[nodiscard]] std::size_t rank(VintageId id) const;

    [[nodiscard]] const Vintage& vintage(VintageId id) const { return vintages_[rank(id)]; }

    // The vintage that brought the edition: itself, or the first that it reads again.
    [[nodiscard]] VintageId root(VintageId id) const;

    [[nodiscard]] bool is_newest(VintageId id) const { return rank(id) + 1 == vintages_.size(); }

  private:
    void sort();

    Database& db_;
    RowId source_;
    std::vector<Vintage> vintages_;
    std::unordered_map<VintageId, std::size_t> ranks_;
};

} // namespace tidemark::load

#include "pipeline/load/sheaves.hpp"

#include "pipeline/load/cursor.hpp"

#include <algorithm>

namespace tidemark::load {

Sheaves::Sheaves(Database& db, RowId source, const History& history) {
    Cursor cursor(db,
                  "SELECT p.sheaf, p.vintage, p.file FROM sheaf CROSS JOIN printing p "
                  "ON p.sheaf = sheaf.id WHERE sheaf.source = ?");
    cursor.bind(1, source);
    while (cursor.step()) {
        const VintageId vintage = cursor.integer(1);
        const RowId file = cursor.integer(2);
        printings_[cursor.integer(0)].push_back({history.rank(vintage), vintage, file});
        files_[vintage].insert(file);
    }
    for (auto& [sheaf, printings] : printings_) {
        std::ranges::sort(printings, {}, &Printing::rank);
    }
}

const std::vector<Printing>& Sheaves::of(RowId sheaf) const {
    const auto found = printings_.find(sheaf);
    if (found == printings_.end()) {
        damaged("sheaf");
    }
    return found->second;
}

std::set<RowId> Sheaves::files_of(VintageId vintage) const {
    const auto found = files_.find(vintage);
    return found == files_.end() ? std::set<RowId>{} : found->second;
}

} // namespace tidemark::load

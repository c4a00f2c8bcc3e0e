// standing: the figures of a source that stand now, each with the file that printed it last; and
// what a file let in puts in their place.
//
// Thread: the writer. Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/files.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tidemark::load {

struct Standing {
    Dims dims;
    Period period;
    std::optional<double> value;
    std::string file; // name
};

[[nodiscard]] std::vector<Standing> read_standing(Database& db, RowId source);

// The counts that a file replaces or takes away. `names`: its own, and that of the one it follows.
// A folder's file replaces what it or these printed; any other release all of its periods.
[[nodiscard]] std::vector<const Standing*> replaced_by(const ParsedFile& file,
                                                       const std::vector<Observation>& figures,
                                                       const std::vector<std::string>& names,
                                                       bool folder,
                                                       const std::vector<Standing>& standing);

} // namespace tidemark::load

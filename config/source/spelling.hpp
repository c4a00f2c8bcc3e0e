// spelling: parse, year_from and year_named of a [[layout.dim]]: how its periods are spelt.
//
// Thread: any. Fails: never; what is wrong becomes a problem of the table.
#pragma once

#include "config/table.hpp"
#include "pipeline/model/layout.hpp"

namespace tidemark::config {

// Fills in dim.parse. Requires: dim.name. Problems go to the table's.
void read_spelling(const Table& table, DimRule& dim);

} // namespace tidemark::config

// vintages: a batch becomes vintages and their changes; files held are remembered as held.
//
// New files of a look make one vintage; files read again make another before it, and none when
// nothing differs. Older editions read again each have their own place.
// Thread: the writer, inside its transaction. Fails: throws SQLite::Exception.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/model/change.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"

namespace tidemark::load {

[[nodiscard]] Loaded load_batch(Database& db,
                                RowId source_id,
                                const Source& source,
                                const Codelists& codelists,
                                const Batch& batch,
                                Instant now);

} // namespace tidemark::load

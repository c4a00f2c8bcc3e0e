// replay: what rules would have said of each past edition, had they been there. Writes nothing.
//
// Editions in the order in which they were published, each as it reads today: a file that was read
// again counts with its present figures. The first edition makes the baseline, as a first load
// does; after it a statement is new, restated or withdrawn as in a pass. Letters count from the day
// they came.
// Thread: the store's. Fails: storage.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/release.hpp"
#include "pipeline/model/source.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/ports.hpp"

#include <vector>

namespace tidemark {

struct Replayed {
    Vintage vintage;         // the edition
    std::vector<Line> lines; // of the rules, and the one that counts a baseline; time: its day
};

// One entry an edition, also where nothing was said. The rules are those of `source`.
[[nodiscard]] Result<std::vector<Replayed>>
replay(const Source& source, const Codelists& codelists, Store& store);

} // namespace tidemark

// turns: what we changed ourselves and what the publisher changed, judged one after the other.
//
// A pass may hold both: files read anew under a mended layout beside a new release, or a changed
// rule that meets it. Told together, each would be taken for the other: a re-read for a revision, a
// new figure for a baseline. So our own doing is loaded and judged first, over the figures we had.
// Fails: storage, by the pass. Thread: the writer.
#pragma once

#include "pipeline/run.hpp"

#include <optional>

namespace tidemark {

struct Halves {
    Batch again; // files let in before, read anew
    Batch fresh; // everything else
};

// Nothing when the batch holds no file read anew. An edition that the publisher goes back to is
// fresh, though its bytes were let in before. The fresh half may be empty: the look itself.
[[nodiscard]] std::optional<Halves>
halves(const Batch& batch, const Known& known, const Source& source);

// Loads, judges and says, all within the pass. An error collected is said once. The report's run is
// the caller's to fill.
[[nodiscard]] Result<Report> take_turns(const Source& source,
                                        const Codelists& codelists,
                                        const Result<Collected>& collected,
                                        const Known& known,
                                        Pass& pass,
                                        Instant now);

} // namespace tidemark

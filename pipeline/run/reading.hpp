// reading: the files of a look that must be read, and the kept ones that must be read again.
//
// A file is read when its bytes are new, when what we would make of them has changed (layout,
// codelists, program), when a person let it in, when a file that it contradicted may have gone, or
// when told to. The rest is already in the store.
// A kept file whose layout was mended is read again also when the look brought another: else the
// difference between the two would be taken for the publisher's.
// Bytes that broke the parser, or its limits, are in quarantine: not tried again by the same one.
// Fails: as Archive::get, unavailable (no child to read in), storage. A file that cannot be read is
// Batch::refused.
// Thread: any worker.
#pragma once

#include "pipeline/ports.hpp"

namespace tidemark {

// Without new bytes: the files we have, for the case that their layout was mended.
[[nodiscard]] Release release_from_archive(const Source& source, const Known& known);

[[nodiscard]] Result<Batch> read_release(Release release,
                                         const Source& source,
                                         const Known& known,
                                         Force force,
                                         const Archive& archive,
                                         Parser& parser);

// After a look that failed: what was mended or let in needs no publisher. Fails: also with
// `failure`, when there is nothing of the kind.
[[nodiscard]] Result<Batch> read_without_look(Error failure,
                                              const Source& source,
                                              const Known& known,
                                              const Archive& archive,
                                              Parser& parser);

} // namespace tidemark

// reading: the files of a release that must be read, read.
//
// A file is read when its bytes are new, when what we would make of them has changed (layout,
// codelists, program), when a person let it in, or when told to. The rest is already in the store.
// Bytes that broke the parser, or its limits, are in quarantine: not tried again by the same one.
// Fails: storage (the archive lost a file), unavailable (no child to read in). A file that cannot
// be read is Batch::refused.
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

} // namespace tidemark

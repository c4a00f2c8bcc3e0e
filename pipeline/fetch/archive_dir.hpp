// Archive in a folder: ROOT/ab/cdef..., named by the SHA-256 of the bytes, written once.
//
// put() is durable when it returns (file, rename and folders are synced) and heals a damaged copy.
// get() compares the digest. Owns the folder; another process may read it at any time.
// Thread: any. Fails: storage (cannot write), malformed (damaged, not a digest), unavailable (not
// there).
#pragma once

#include "pipeline/ports.hpp"

#include <filesystem>
#include <memory>

namespace tidemark::fetch {

[[nodiscard]] Result<std::unique_ptr<Archive>> open_archive(const std::filesystem::path& root);

} // namespace tidemark::fetch

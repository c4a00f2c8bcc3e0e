// copy: the database as it is now, consistent, while another process may write to it.
//
// Thread: any. Fails: storage.
#pragma once

#include "pipeline/base/result.hpp"

#include <filesystem>

namespace tidemark::load {

// Copies `from`/tidemark.db into the folder `to`; nothing when there is none yet.
[[nodiscard]] Result<void> copy_database(const std::filesystem::path& from,
                                         const std::filesystem::path& to);

} // namespace tidemark::load

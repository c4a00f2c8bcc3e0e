// folder_lock: one process at a time between the reading and the writing of a folder's files.
//
// flock on the folder itself: no file is left behind, and it ends with the process.
// Fails: storage. Thread: any; a second lock of one process waits for the first.
#pragma once

#include "pipeline/base/files.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>

namespace tidemark {

// Waits until nobody else has it; held while the Descriptor lives. A folder that is not there has
// no files to lose.
[[nodiscard]] Result<Descriptor> lock_folder(const std::filesystem::path& folder);

} // namespace tidemark

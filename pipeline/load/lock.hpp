// The state folder has one writer: flock on STATE/lock, which also holds the owner's pid.
#pragma once

#include "pipeline/base/files.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>

namespace tidemark::load {

// Held while the Descriptor lives. Fails: locked (names the pid), storage.
[[nodiscard]] Result<Descriptor> lock_state(const std::filesystem::path& state_dir);

} // namespace tidemark::load

// Sinks: where lines go after the commit. One file each and one line in the table of sinks.cpp.
#pragma once

#include "pipeline/ports.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace tidemark::alert {

// alerts.log and alerts.jsonl in `log_dir`; the journal too when started by systemd
// (JOURNAL_STREAM is set). Fails: storage.
[[nodiscard]] Result<std::vector<std::unique_ptr<Sink>>>
open_sinks(const std::filesystem::path& log_dir);

} // namespace tidemark::alert

// Verify: whether the alert log, the database and the archive say the same. Each check gives one
// line of what it looked at and every disagreement that it found.
// Thread: one. Fails: storage, unavailable; a disagreement is no failure of the check.
#pragma once

#include "config/load.hpp"
#include "daemon/folders.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/ports.hpp"

#include <string>
#include <vector>

namespace tidemark {

struct Verified {
    std::string what; // "alerts.log: lines 1 to 240 of 240"
    std::vector<Error> wrong;
};

// One log file with those that were rotated away from it and still lie beside it: every line is
// one that was written, in its order, none twice, none left out between the first and the last.
// Compressed ones are named and not read.
[[nodiscard]] Result<Verified>
verify_log(const std::filesystem::path& folder, const std::string& name, Store& store);

// Every file that was served is in the archive and has the digest under which it is kept.
[[nodiscard]] Result<Verified>
verify_archive(const std::vector<std::string>& sources, Store& store, const Archive& archive);

// Every figure of the source that stands is what its file says when it is read again.
[[nodiscard]] Result<Verified>
verify_figures(const Source& source, Store& store, const Archive& archive, Parser& parser);

} // namespace tidemark

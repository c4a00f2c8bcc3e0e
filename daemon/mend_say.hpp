// mend_say: a mend as a person reads it, as JSON, and as it is written when it is adopted.
//
// Thread: one. Fails: storage, a file that cannot be replaced; usage, a link in place of one, or
// another text than was read; held, a patch that is not to be adopted.
#pragma once

#include "daemon/mend.hpp"

#include <nlohmann/json_fwd.hpp>

namespace tidemark {

// A small diff for each file, what the file would then give, and what would still hold it.
void print_patch(const Surroundings& here, const Patched& patched);

[[nodiscard]] nlohmann::ordered_json json_of(const Surroundings& here, const Patched& patched);

// Writes the texts in place of the files, each as a whole, codelists before the source, and says
// so. Only a patch with which nothing is held, and that has no rival: else nothing is written.
[[nodiscard]] Result<void> adopt(const Surroundings& here, const std::optional<Patched>& patched);

} // namespace tidemark

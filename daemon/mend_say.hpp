// mend_say: a mend as a person reads it, as JSON, and as it is written when it is adopted.
//
// Thread: one. Fails: storage, a file that cannot be replaced; usage, a link in place of one.
#pragma once

#include "daemon/mend.hpp"

#include <nlohmann/json_fwd.hpp>

#include <iosfwd>

namespace tidemark {

// A small diff for each file, what the file would then give, and what would still hold it.
// `held`: all of that, by the checks of [hold] too.
void print_mend(std::ostream& out,
                const Surroundings& here,
                const Mend& mend,
                const std::vector<Error>& held);

[[nodiscard]] nlohmann::ordered_json
json_of(const Surroundings& here, const Mend& mend, const std::vector<Error>& held);

// Writes the texts in place of the files, each as a whole, codelists before the source.
[[nodiscard]] Result<void> adopt(const Surroundings& here, const Mend& mend);

} // namespace tidemark

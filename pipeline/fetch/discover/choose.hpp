// choose: exactly one candidate, or held with what was seen (at most ten of them).
#pragma once

#include "pipeline/fetch/discover/discover.hpp"

#include <string>
#include <vector>

namespace tidemark::fetch {

struct Choice {
    std::string page;            // where was looked
    std::string expected;        // "one link with text '...'"
    std::string keys;            // what to mend: "find.link and find.address"
    std::vector<Target> fitting; // the same address twice is one
    std::vector<std::string> seen;
};

// Fails: held, "fetch.none" or "fetch.ambiguous".
[[nodiscard]] Result<Discovery> exactly_one(const Source& source, Choice choice);

} // namespace tidemark::fetch

// Source: one file of sources.d/ -> Source, its sections read in the order in which they need
// each other.
#pragma once

#include "config/source/scene.hpp"
#include "pipeline/model/source.hpp"

#include <string_view>

namespace tidemark::config {

struct ReadSource {
    Source source; // to be used only when no problem was added
    Place id;      // where its id stands
};

[[nodiscard]] ReadSource
read_source(std::string_view text, const Shared& shared, Problems& problems);

} // namespace tidemark::config

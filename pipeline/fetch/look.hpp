// Look: what one look at a source works with. Owns nothing; lives as long as one call of fetch().
#pragma once

#include "pipeline/fetch/fetch.hpp"

#include <stop_token>

namespace tidemark::fetch {

struct Look {
    const Source& source;
    const Known& known;
    Force force = Force::no;
    Progress& progress;
    const Clock& clock;
    Transport& transport;
    Turns& turns;
    Archive& archive;
    Parser& parser; // of pages
    std::stop_token stop;
};

} // namespace tidemark::fetch

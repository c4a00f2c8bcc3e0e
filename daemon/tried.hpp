// Tried: what one file would give if a source published it now.
//
// Everything is done as a run would do it, on a copy of the state that is then thrown away.
// Fails: storage, and what commit() reports; what is wrong with the file is in `held`. Thread: one.
#pragma once

#include "daemon/command.hpp"
#include "pipeline/run.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace tidemark {

struct Tried {
    std::vector<ParsedFile>
        files; // one, or none when it could not be parsed; its figures as loaded
    Report report;
    std::vector<Error> held;
    // Rules and [keep] codes that have no series with this file loaded, a line each.
    std::vector<std::string> unmatched{};
};

using ParseFile = std::function<Result<ParsedFile>(const RawFile& file, std::string_view bytes)>;

// `parse`: called once.
[[nodiscard]] Result<Tried> try_out(const Surroundings& here,
                                    const config::Config& config,
                                    const Source& source,
                                    const RawFile& file,
                                    std::string_view bytes,
                                    const ParseFile& parse);

} // namespace tidemark

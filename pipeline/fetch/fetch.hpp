// fetch: Source -> Release, its files in the archive; or nothing new; or come back later.
//
// One look at a source: discovery finds exactly one address (or the settled files of a folder),
// each file is asked for with the validators of the last time, archived, and named in the Release.
// A look can be interrupted by politeness (a host's turn) or back-off: it then returns Later and is
// called again with the same Progress, which keeps the pages already read.
// Thread: any worker. Fails: unavailable, malformed, limit, held (none or two answers), storage.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/ports.hpp"

#include <map>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace tidemark::fetch {

struct NothingNew {};

struct Later {
    Instant at;
    std::string why; // "turn at www.gov.uk", "503 from ..., attempt 2 of 5"
};

// Pages of this look by URL, and failed attempts by URL. Starts empty.
struct Progress {
    std::map<std::string, Response> answered;
    std::map<std::string, int> attempts;
};

// What is new. In a folder one bad file does not stop the others: it is in `refused`, without a
// digest when its bytes could not be read.
struct Found {
    Release release;
    std::vector<Held> refused;
};

using Fetched = std::variant<NothingNew, Later, Found>;

// `known`: files of earlier looks; their validators are sent. When every file is unchanged the
// answer is NothingNew. `force`: ask without validators; equal bytes still give a Release.
// The Release's files are in the archive, RawFile::parser is empty. Of a folder, the Release names
// only files that are new or changed, and those that never were let in, wait, and are gone.
// Elsewhere a file is unchanged only when it is what the newest look brought.
[[nodiscard]] Result<Fetched> fetch(const Source& source,
                                    const Known& known,
                                    Force force,
                                    Progress& progress,
                                    const Clock& clock,
                                    Transport& transport,
                                    Turns& turns,
                                    Archive& archive,
                                    Parser& parser,
                                    std::stop_token stop);

} // namespace tidemark::fetch

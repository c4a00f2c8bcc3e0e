// intake: which files of a batch are let in, which are held, and what each is compared with.
//
// Each file stands alone: a drop folder may bring several, any other look brings one.
// `again`: these bytes were let in before, so what differs now is our reading, not a change.
#pragma once

#include "pipeline/load/files.hpp"
#include "pipeline/load/history.hpp"
#include "pipeline/model/change.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tidemark::load {

struct Candidate {
    const ParsedFile* parsed = nullptr;               // into the Batch
    std::optional<std::vector<Observation>> summed{}; // in place of the parsed ones
    FileRow row{};                                    // as it is to be written
    std::optional<FileRow> before{};                  // the file it follows
    bool again = false;
    bool superseded = false;    // a later edition was let in: it waits for nobody
    std::vector<RowId> tries{}; // acceptances that let it out of quarantine, for this once

    [[nodiscard]] const std::vector<Observation>& figures() const {
        return summed ? *summed : parsed->observations;
    }
};

struct Intake {
    std::vector<Candidate> let_in;
    std::vector<Candidate> held; // parsed is null for a file that could not be read at all
};

[[nodiscard]] bool is_folder(const Source& source);

[[nodiscard]] Intake examine(Database& db,
                             RowId source_id,
                             const Source& source,
                             const Codelists& codelists,
                             const Batch& batch,
                             const History& history,
                             Instant now);

} // namespace tidemark::load

// hold_members: the members that a release must list in its newest period (hold.members).
//
// Pure. Thread: any. Fails: never; what is not as expected is added to `reasons`.
#pragma once

#include "pipeline/load/files.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"

#include <vector>

namespace tidemark::load {

// Requires: source.hold.members. `before`: the row of the file it follows, if any: what that had in
// any period must still be there in one.
void check_members(const Source& source,
                   const Codelists& codelists,
                   const ParsedFile& file,
                   const std::vector<Observation>& figures,
                   const FileRow* before,
                   std::vector<Error>& reasons);

} // namespace tidemark::load

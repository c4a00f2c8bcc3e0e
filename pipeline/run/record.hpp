// record: what a pass came to, for `status` and the exit code.
//
// Fails: never. Thread: any.
#pragma once

#include "pipeline/run.hpp"

#include <vector>

namespace tidemark {

// The outcome and the first error or hold, in one line. A release that still waits after the
// pass (`waiting`) is held also when there is nothing new to say of it, or another was loaded; what
// was held on the way and replaced in the same pass is not.
// Times and lines are the caller's to fill.
[[nodiscard]] RunRecord record_of(const Source& source,
                                  const Result<Collected>& collected,
                                  const Loaded& loaded,
                                  const std::vector<Held>& waiting);

} // namespace tidemark

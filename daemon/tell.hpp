// tell: what a pass came to, for the person who asked for it: its lines, then one of its source.
// Thread: any. Never fails.
#pragma once

#include "daemon/command.hpp"
#include "pipeline/run.hpp"

namespace tidemark {

// Loaded, or nothing new.
[[nodiscard]] bool went_well(const Report& report);

// Lines on `here.out`; the last line, where something was held or failed, on `here.err`.
void tell(const Surroundings& here, const Report& report);

} // namespace tidemark

// limits: what the child may use, set by itself before it looks at the job's file.
//
// Memory above what it has by then, processor time, no core, no file it could grow, few
// descriptors; and it dies with its parent. Threads it makes later have 1 MiB of stack each and
// share one heap, so that the memory goes to what is read. Sanitizer builds have no limit of
// memory: their shadow is larger than any. Thread: the only one of its process. Fails: unavailable
// (parse.limits): nothing may be parsed.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/parse/worker/worker.hpp"

namespace tidemark::parse {

[[nodiscard]] Result<void> limit_self(const RoomLimits& limits);

} // namespace tidemark::parse

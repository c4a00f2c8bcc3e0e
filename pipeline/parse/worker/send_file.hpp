// send_file: the observations of a file, sent by the child while it reads the next ones.
// Thread: one. Fails: never; what went wrong is the answer.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/release.hpp"
#include "pipeline/parse/layout/trace.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <string_view>

namespace tidemark::parse {

// `threads`: sheets that may be read at once. `tracing`: what its cells were taken for is sent too;
// null when nobody asks.
void send_file(AnswerWriter& out,
               const RawFile& file,
               std::string_view bytes,
               const Recipe& recipe,
               const Budgets& budgets,
               unsigned threads,
               Tracing* tracing = nullptr);

} // namespace tidemark::parse

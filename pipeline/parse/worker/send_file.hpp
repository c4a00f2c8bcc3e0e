// send_file: the observations of a file, sent by the child while it reads the next ones.
// Thread: one. Fails: never; what went wrong is the answer.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/release.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <string_view>

namespace tidemark::parse {

// `threads`: sheets that may be read at once.
void send_file(AnswerWriter& out,
               const RawFile& file,
               std::string_view bytes,
               const Recipe& recipe,
               const Budgets& budgets,
               unsigned threads);

} // namespace tidemark::parse

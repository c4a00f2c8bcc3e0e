// send_book: a file's cells on the wire as they are read; none is kept.
//
// What arrives is equal to read_workbook(...) of the sheets that `how` names; a failure takes the
// place of what was sent. `name`: the file's, for messages. Borrows the writer. Thread: one.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <string_view>

namespace tidemark::parse {

void send_book(AnswerWriter& out,
               std::string_view name,
               std::string_view bytes,
               const Read& how,
               const Area& area,
               const Budgets& budgets);

} // namespace tidemark::parse

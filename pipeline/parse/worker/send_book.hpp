// send_book: a file's cells on the wire as they are read; none is kept.
//
// What arrives is equal to read_workbook(...); a failure takes the place of what was sent.
// Borrows the writer. Thread: one.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <string_view>

namespace tidemark::parse {

void send_book(AnswerWriter& out, std::string_view bytes, const Read& how, const Budgets& budgets);

} // namespace tidemark::parse

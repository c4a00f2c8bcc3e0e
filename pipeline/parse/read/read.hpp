// read: bytes -> cells, by content and never by name.
//
// XLSX (ECMA-376), XLS (MS-XLS), ODS (ODF 1.3, also flat), CSV, and one of these in a ZIP or gzip
// archive. Anything else is refused with what the bytes are ("an HTML page", "a PDF document", "an
// encrypted workbook") and what to do.
// Fails: malformed, held (which file of an archive), limit (a budget); the error's `file` is the
// member of an archive it lies in. Throws std::bad_alloc: the child's memory is its own affair.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/parse/read/sink.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace tidemark::parse {

using tidemark::Budgets; // each error names the one that was exceeded, and its key

// Which sheets' cells are wanted; others are listed by name and visibility without cells.
using SheetFilter = std::function<bool(std::string_view name, Visibility visibility)>;

// What the bytes are, and how they were read where there was a choice (Workbook::decided).
struct ReadAs {
    Format format = Format::csv;
    std::string decided;
    std::string member{}; // Workbook::member
};

// Hands each sheet's cells to `sink`. `threads`: sheets that may be read at once.
[[nodiscard]] Result<ReadAs> read_into(BookSink& sink,
                                       std::string_view bytes,
                                       const Read& how,
                                       const Budgets& budgets = {},
                                       unsigned threads = 1);

// Whether [read] sheet names this one; any, where it names none.
[[nodiscard]] bool names_sheet(const Read& how, std::string_view name);

// All cells of the wanted sheets.
[[nodiscard]] Result<Workbook> read_workbook(std::string_view bytes,
                                             const Read& how,
                                             const SheetFilter& wanted = {},
                                             const Budgets& budgets = {},
                                             unsigned threads = 1);

// What a file is called when what is meant lies in an archive: "archive.zip, data.csv".
[[nodiscard]] std::string file_name(std::string_view file, std::string_view member);

// An error of read_workbook() as one of the file with this name.
[[nodiscard]] Error in_file(Error error, std::string_view name);

} // namespace tidemark::parse

// sniff: what bytes are, by their content alone.
//
// What cannot be read is named in words a person knows, with what to ask for instead.
// Fails: malformed.
#pragma once

#include "pipeline/parse/read/cfb.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

// `records`: a workbook of Excel 5 that lies in no compound file. `flat`: an OpenDocument file that
// is one XML document.
enum class Kind { zip, gzip, compound, records, flat, text };

// One of these; anything else is refused by name.
[[nodiscard]] Result<Kind> sniff(std::string_view bytes);

// Which workbook a ZIP archive is; nothing when it is an archive of files.
[[nodiscard]] Result<std::optional<Format>>
sniff_zip(const Zip& zip, const Budgets& budgets, Spent& spent);

// The stream of a compound file that holds an XLS workbook.
[[nodiscard]] Result<std::string_view> sniff_compound(const Cfb& file);

} // namespace tidemark::parse

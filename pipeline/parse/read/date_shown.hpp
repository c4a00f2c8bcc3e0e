// date_shown: a day as a spreadsheet program shows it under a number format (ECMA-376 part 1,
// 18.8.31), so that a date in a header is the same text in XLSX and XLS as in ODS, which keeps it.
//
// Pure. Thread: any. Fails: never.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidemark::parse {

// `days`: since 1970-01-01. Nothing where the format shows something else than a day and a time of
// the day in English: an era, elapsed hours, the names of months in another language.
[[nodiscard]] std::optional<std::string> date_shown(double days, std::string_view format);

} // namespace tidemark::parse

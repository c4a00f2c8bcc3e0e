// Books: files and their sheets, for people who look and for evidence that is read again.
//
// Thread: any. Fails: as read_file and Parser::read.
#pragma once

#include "daemon/folders.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/outline.hpp"

#include <string>
#include <string_view>

namespace tidemark {

// A pattern that matches this text and no other.
[[nodiscard]] std::string exact_pattern(std::string_view text);

// Reads this one sheet, hidden or not; every sheet when the name is empty.
[[nodiscard]] Result<Read> read_sheet(std::string_view name);

// The file, read in the locked-down child under the limits of the folders' tidemark.toml.
[[nodiscard]] Result<Workbook>
open_book(const Folders& folders, const std::string& file, const std::string& sheet);

// What sheets the file has, hidden ones too; read as open_book() does.
[[nodiscard]] Result<Outline> outline_book(const Folders& folders, const std::string& file);

} // namespace tidemark

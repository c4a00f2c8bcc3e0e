// Books: files and their sheets, for people who look and for evidence that is read again.
//
// Thread: any. Fails: as read_file and Parser::read.
#pragma once

#include "daemon/arguments.hpp"
#include "daemon/folders.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/outline.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

// Reads this one sheet, hidden or not, as `how` has the rest; every sheet when the name is empty.
[[nodiscard]] Result<Read> read_sheet(std::string_view name, Read how = {});

// Reads these sheets, hidden or not; every sheet when there is no name.
[[nodiscard]] Result<Read> read_sheets(const std::vector<std::string>& names, Read how);

// How a person wants a file to be read: what [read] in a source file says, on the command line.
struct Reading {
    std::string member; // a pattern
    std::string encoding;
    std::string delimiter;
    std::string quote;
    std::string decimal;
};

void declare(Arguments& arguments, Reading& reading);

// The file, read in the locked-down child under the limits of the folders' tidemark.toml.
// `sheet`: as for read_sheet(); of it only the cells of `area`.
[[nodiscard]] Result<Workbook> open_book(const Folders& folders,
                                         const std::string& file,
                                         const Reading& reading,
                                         const std::string& sheet,
                                         const Area& area);

// What sheets the file has, hidden ones too; read as open_book() does.
[[nodiscard]] Result<Outline>
outline_book(const Folders& folders, const std::string& file, const Reading& reading);

} // namespace tidemark

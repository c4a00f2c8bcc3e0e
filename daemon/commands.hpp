// Commands: the table of all sub-commands, and the command line.
#pragma once

#include "daemon/command.hpp"

#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace tidemark {

[[nodiscard]] std::span<const CommandRow> command_table();

// Reads `arguments` (without the program's name), runs the command; its exit code.
[[nodiscard]] int run_command_line(std::vector<std::string> arguments,
                                   const Environment& environment,
                                   std::ostream& out,
                                   std::ostream& err);

} // namespace tidemark

// house_rules: what every file of the project must keep to, checked by reading its text.
//
//   includes  go down only: base <- model <- {fetch, parse, load, alert} <- run <- daemon and
//             base <- model <- config <- daemon; no stage knows another
//   sources   include their own header first, so that it is known to compile alone
//   headers   have #pragma once, and [[nodiscard]] on every function that returns a Result
//   files     have at most 400 lines
//
// Thread: any. Fails: never; what is wrong is said in one line a fault, "file:line: ...".
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tidemark::test {

// Path from the project's root, with "/", to the file's text.
using Tree = std::map<std::string, std::string>;

// All .hpp and .cpp files of the project's own folders.
[[nodiscard]] Tree read_tree(const std::filesystem::path& root);

[[nodiscard]] std::vector<std::string> faults(const Tree& tree);

} // namespace tidemark::test

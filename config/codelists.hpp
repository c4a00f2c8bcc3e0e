// Codelists: codelists.d/*.csv (lists) and codelists.d/*.toml (sets), in that folder and below.
//
// A list's id is its file's name. Columns: code,name,aliases,group,from,to,parent; aliases are
// separated by "|"; only code and name are required. Sets are read after all lists, and their
// members checked against them.
#pragma once

#include "config/problem.hpp"
#include "pipeline/model/codelist.hpp"

#include <map>
#include <string>
#include <string_view>

namespace tidemark::config {

// The codes of one list, indexed. Two codes that share a label on the same days are a problem.
[[nodiscard]] Codelist read_codelist(std::string id, std::string_view text, Problems& problems);

// Where each set was defined, to name both when one is defined twice.
using SetFiles = std::map<std::string, std::string>;

// The [[set]]s of one file into `codelists.sets`.
void read_sets(std::string_view text, Codelists& codelists, SetFiles& defined, Problems& problems);

} // namespace tidemark::config

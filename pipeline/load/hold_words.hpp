// hold_words: what the hold checks have in common: the reason a person can accept, names, codes.
//
// Pure. Thread: any. Fails: never.
#pragma once

#include "pipeline/load/files.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::load {

// A held_reason() that says how to let the release in.
[[nodiscard]] Error checked(const Source& source, const RawFile& file, std::string_view check);

// The same, and the key of [hold] that allows it for good: "gaps = \"allow\"".
[[nodiscard]] Error
checked(const Source& source, const RawFile& file, std::string_view check, std::string_view key);

// Sheet and cell of the figure.
void place(Error& error, const ParsedFile& file, const Observation& figure);

// Sheet and cell of the first figure of a code.
void place_first(Error& error,
                 const ParsedFile& file,
                 const std::vector<Observation>& figures,
                 const std::string& dim,
                 const std::string& code);

// "area=kent/offence=rape"; "the figure" where there is no dimension.
[[nodiscard]] std::string dims_text(const Dims& dims);

// At most three, by name where there is a list, then how many more: "'Kent', 'Essex', 2 more".
[[nodiscard]] std::string some(const Codelist* list, const std::vector<std::string>& codes);

// Those of `all` that are not among `these`.
[[nodiscard]] std::vector<std::string> without(const std::set<std::string>& all,
                                               const std::set<std::string>& these);

// Of one dimension; none when it is not there.
[[nodiscard]] const std::set<std::string>& codes_in(const Codes& codes, const std::string& dim);

} // namespace tidemark::load

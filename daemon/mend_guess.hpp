// mend_guess: for one reason why a file is held, the changes of the source file that may mend it.
//
// Only where a name changed: the sheet's, the anchor's, a column's. The nearest come first; whether
// one of them is right is not known here, but shown by reading the file with it.
// Thread: any. Fails: never; no proposals where the mend is a person's.
#pragma once

#include "config/patch.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/outline.hpp"
#include "pipeline/model/source.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

using Proposal = std::vector<config::NewValue>;

// Looks into the held file. Nothing when it cannot be read.
struct FileSeen {
    std::string name;
    std::function<std::optional<Outline>()> sheets;
    std::function<std::optional<Sheet>(const std::string& sheet)> top_of; // its first rows
};

[[nodiscard]] std::vector<Proposal>
guess_mends(const Error& reason, const Source& source, const FileSeen& file);

// The words that an expression asks for: "Table 4" of '^Table 4\b'.
[[nodiscard]] std::string plain_words(std::string_view expression);

} // namespace tidemark

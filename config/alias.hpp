// alias: one more spelling of a code, written into the text of its codelist.
//
// Pure: text in, text out; the file is the caller's. What is not the code's row stays byte for
// byte, line ends too. A list without the column "aliases" gets it as its last.
// Thread: any. Fails: usage, with the problem that the list would have (another code has the
// label on the same days), or has already.
#pragma once

#include "pipeline/base/result.hpp"

#include <string>
#include <string_view>

namespace tidemark::config {

struct NewAlias {
    std::string code;    // one of the list
    std::string alias;   // squeezed; no "|", which separates aliases
    std::string comment; // one line, without "#"; stands above the code's row
};

// `id`: of the list whose text it is.
[[nodiscard]] Result<std::string>
add_alias(const std::string& id, std::string_view text, const NewAlias& added);

} // namespace tidemark::config

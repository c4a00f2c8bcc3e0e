// checks: what a held file was held by, as a digest. Pure.
//
// A file that waits is read again once its layout or lists are others, and once the checks are: a
// person who mends [hold] has answered the hold as well as one who mends the layout.
#pragma once

#include "pipeline/model/source.hpp"

#include <string>
#include <string_view>

namespace tidemark::load {

// Of the parser's digest and the source's [hold], [key] and ids of [[derive]]: RawFile::parser of a
// file that was held.
[[nodiscard]] std::string checks_digest(std::string_view parser, const Source& source);

} // namespace tidemark::load

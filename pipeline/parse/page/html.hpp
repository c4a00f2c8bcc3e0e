// html: what an HTML page links to, by libxml2's HTML parser.
//
// The parser mends broken markup, opens no network and no files, and is bounded by the size of the
// page. Encodings are ICU's affair: libxml2 would load glibc's, and in the child nothing is opened.
// Thread: any. Never fails: what is not HTML has no links.
#pragma once

#include "pipeline/model/page.hpp"

#include <string_view>

namespace tidemark::parse {

// Its base and links.
[[nodiscard]] Page read_html(std::string_view content_type, std::string_view bytes);

} // namespace tidemark::parse

// ods_text: the text of a cell's paragraphs as it is displayed (ODF 1.3 part 3, 6.1).
//
// Blanks are collapsed as the standard says (6.1.2), text:s, text:tab and text:line-break expanded,
// paragraphs joined by \n. Notes, annotations and ruby texts are not the cell's text.
#pragma once

#include "pipeline/parse/read/xml_scanner.hpp"

#include <string>

namespace tidemark::parse {

// Appends the text:p or text:h element that has just started, to its end, to `out`.
// Fails: malformed, limit (`most` bytes of out).
[[nodiscard]] Result<void> append_paragraph(XmlScanner& xml, std::uint64_t most, std::string& out);

// The same for a whole <text:p>Kent</text:p> that lies ahead with nothing in it but plain text:
// nearly all cells are like that. False, with nothing consumed, for any other.
[[nodiscard]] bool append_plain_paragraph(XmlScanner& xml, std::uint64_t most, std::string& out);

} // namespace tidemark::parse

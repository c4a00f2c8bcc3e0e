// plain_text: texts of XML that display as they are written, found 16 bytes at a time.
//
// Thread: any. Fails: never.
#pragma once

namespace tidemark::parse {

// The '<' that ends the text at `from`; null when the text is empty or not plain: an entity, a
// control character, a blank at an end or two in a row (ODF collapses them), not UTF-8.
// A NUL ends the bytes, and 64 more behind it can be read (XmlScanner).
[[nodiscard]] const char* plain_text_end(const char* from);

} // namespace tidemark::parse

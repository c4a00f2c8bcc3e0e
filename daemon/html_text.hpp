// html_text: text from outside as text of an HTML page. UTF-8. Thread: any. Fails: never.
#pragma once

#include <string>
#include <string_view>

namespace tidemark {

// Nothing of it is markup, within quotes of an attribute neither; line breaks as &#10;, other
// control characters as blanks.
[[nodiscard]] std::string escaped(std::string_view text);

// As a Content-Security-Policy names an inline style or script: 'sha256-...' (W3C CSP Level 3).
[[nodiscard]] std::string csp_digest(std::string_view text);

} // namespace tidemark

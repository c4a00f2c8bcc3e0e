// xml_text: what XML's text means: entities, line ends, and that it is sound UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace tidemark::parse {

// Appends `raw` with its five named and all numeric entities decoded and line ends as \n.
// False when an entity is unknown, open or stands for no character.
[[nodiscard]] bool append_decoded(std::string& out, std::string_view raw);

// UTF-8 (RFC 3629) without NUL, other control characters than tab and line ends, U+FFFE, U+FFFF.
[[nodiscard]] bool is_sound_text(std::string_view text);

// RFC 3629 alone.
[[nodiscard]] bool is_utf8(std::string_view text);

// How many bytes from the first on are UTF-8.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);

void append_utf8(std::string& out, char32_t code);

} // namespace tidemark::parse

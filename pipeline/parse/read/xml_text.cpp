#include "pipeline/parse/read/xml_text.hpp"

#include "pipeline/parse/read/byte_masks.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

namespace tidemark::parse {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> named{
    {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};

bool is_character(std::uint32_t code) {
    if (code < 0x20) {
        return code == '\t' || code == '\n' || code == '\r';
    }
    return code < 0xD800 || (code > 0xDFFF && code < 0xFFFE) || (code > 0xFFFF && code <= 0x10FFFF);
}

bool append_entity(std::string& out, std::string_view name) {
    for (const auto& [known, letter] : named) {
        if (name == known) {
            out += letter;
            return true;
        }
    }
    if (name.size() < 2 || name[0] != '#') {
        return false;
    }
    const bool hex = name[1] == 'x';
    name.remove_prefix(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto* end = name.data() + name.size();
    const auto [stop, fault] = std::from_chars(name.data(), end, code, hex ? 16 : 10);
    if (fault != std::errc() || stop != end || !is_character(code)) {
        return false;
    }
    append_utf8(out, code);
    return true;
}

// The length of the UTF-8 sequence at the front; nothing when it is not one (RFC 3629, table 3-7
// of the Unicode standard).
std::optional<std::size_t> sequence(std::string_view text) {
    const auto at = [&text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&at](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const unsigned first = at(0);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF && follows(1)) {
        return 2;
    }
    if (first >= 0xE0 && first <= 0xEF && follows(1) && follows(2)) {
        const bool overlong = first == 0xE0 && at(1) < 0xA0;
        const bool surrogate = first == 0xED && at(1) > 0x9F;
        return overlong || surrogate ? std::nullopt : std::optional<std::size_t>(3);
    }
    if (first >= 0xF0 && first <= 0xF4 && follows(1) && follows(2) && follows(3)) {
        const bool overlong = first == 0xF0 && at(1) < 0x90;
        const bool beyond = first == 0xF4 && at(1) > 0x8F;
        return overlong || beyond ? std::nullopt : std::optional<std::size_t>(4);
    }
    return std::nullopt;
}

// How many of the bytes at the front are plain ASCII, eight at a time; with `printable` also free
// of control characters.
enum class Ascii { any, printable };

std::size_t ascii_run(std::string_view text, Ascii kind) {
    constexpr std::uint64_t high = 0x8080808080808080U;
    constexpr std::uint64_t blanks = 0x2020202020202020U;
    std::size_t at = 0;
    while (at + 8 <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        // A byte below 0x20 borrows into its high bit (no byte has it set itself).
        const bool control = kind == Ascii::printable && ((word - blanks) & high) != 0;
        if ((word & high) != 0 || control) {
            break;
        }
        at += 8;
    }
    return at;
}

} // namespace

void append_utf8(std::string& out, char32_t code) {
    const auto tail = [code](unsigned shift) {
        return static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
    };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += {static_cast<char>(0xC0U | (code >> 6U)), tail(0)};
    } else if (code < 0x10000) {
        out += {static_cast<char>(0xE0U | (code >> 12U)), tail(6), tail(0)};
    } else {
        out += {static_cast<char>(0xF0U | (code >> 18U)), tail(12), tail(6), tail(0)};
    }
}

bool append_decoded(std::string& out, std::string_view raw) {
    while (true) {
        const std::size_t plain = raw.find_first_of("&\r");
        out += raw.substr(0, plain);
        if (plain == std::string_view::npos) {
            return true;
        }
        raw.remove_prefix(plain);
        if (raw[0] == '\r') {
            out += '\n';
            raw.remove_prefix(raw.size() > 1 && raw[1] == '\n' ? 2 : 1);
            continue;
        }
        const std::size_t end = raw.find(';');
        if (end == std::string_view::npos || !append_entity(out, raw.substr(1, end - 1))) {
            return false;
        }
        raw.remove_prefix(end + 1);
    }
}

bool is_sound_text(std::string_view text) {
    while (true) {
        text.remove_prefix(ascii_run(text, Ascii::printable));
        if (text.empty()) {
            return true;
        }
        const auto first = static_cast<unsigned char>(text[0]);
        if (first < 0x80) { // the last few bytes of most texts
            if (!is_character(first)) {
                return false;
            }
            text.remove_prefix(1);
            continue;
        }
        const auto size = sequence(text);
        if (!size) {
            return false;
        }
        if (*size == 3 && (text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF"))) {
            return false;
        }
        text.remove_prefix(*size);
    }
}

std::size_t utf8_prefix(std::string_view text) {
    std::string_view rest = text;
    while (true) {
        while (rest.size() >= mask_bytes && Block(rest.data()).high() == 0) {
            rest.remove_prefix(mask_bytes);
        }
        rest.remove_prefix(ascii_run(rest, Ascii::any));
        const auto size = rest.empty() ? std::nullopt : sequence(rest);
        if (!size) {
            return text.size() - rest.size();
        }
        rest.remove_prefix(*size);
    }
}

bool is_utf8(std::string_view text) {
    return utf8_prefix(text) == text.size();
}

} // namespace tidemark::parse

#include "pipeline/base/text.hpp"

#include <fmt/format.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace tidemark {

namespace {

struct Character {
    UChar32 code = 0; // negative: not UTF-8, one byte
    std::size_t size = 0;
};

Character character_at(std::string_view text, std::size_t at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    if (bytes[at] < 0x80U) {
        return {static_cast<UChar32>(bytes[at]), 1};
    }
    const auto size = static_cast<std::int64_t>(text.size());
    auto next = static_cast<std::int64_t>(at);
    UChar32 code = 0;
    U8_NEXT(bytes, next, size, code);
    return code < 0 ? Character{code, 1} : Character{code, static_cast<std::size_t>(next) - at};
}

// Shown as nothing: zero-width space, word joiner, byte-order mark.
constexpr bool is_invisible(UChar32 c) {
    return c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

constexpr bool is_space(UChar32 c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

constexpr std::optional<char> typed_form(UChar32 c) {
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) {
        return '-';
    }
    if (c == 0x2018 || c == 0x2019) {
        return '\'';
    }
    return std::nullopt;
}

// Ends a line, moves a terminal's cursor or turns the direction of what follows.
constexpr bool is_unsafe(UChar32 c) {
    return (c >= 0 && c < 0x20) || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string escaped(UChar32 c) {
    switch (c) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return c < 0x80 ? fmt::format("\\x{:02x}", c) : fmt::format("\\u{:04x}", c);
    }
}

// "&" in words, commas and full stops gone.
std::string without_punctuation(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 8);
    for (const char c : text) {
        if (c == '&') {
            out += " and ";
        } else if (c != ',' && c != '.') {
            out += c;
        }
    }
    return out;
}

bool is_ascii(std::string_view text) {
    return std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = character_at(text, at);
        if (code < 0) {
            return false;
        }
        at += size;
    }
    return true;
}

std::string ascii_lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return text;
}

std::string lower(std::string text) {
    // ICU would put U+FFFD for bytes that are not UTF-8; they pass through instead.
    if (is_ascii(text) || !is_utf8(text)) {
        return ascii_lower(std::move(text));
    }
    std::string out(3 * text.size(), '\0'); // no folding is longer than three times
    UErrorCode error = U_ZERO_ERROR;
    const auto size = icu::CaseMap::utf8Fold(U_FOLD_CASE_DEFAULT,
                                             text.data(),
                                             static_cast<std::int32_t>(text.size()),
                                             out.data(),
                                             static_cast<std::int32_t>(out.size()),
                                             nullptr,
                                             error);
    if (U_FAILURE(error)) {
        return ascii_lower(std::move(text));
    }
    out.resize(static_cast<std::size_t>(size));
    return out;
}

} // namespace

std::string_view trim(std::string_view text) {
    std::size_t first = text.size();
    std::size_t last = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = character_at(text, at);
        if (!is_space(code) && !is_invisible(code)) {
            first = std::min(first, at);
            last = at + size;
        }
        at += size;
    }
    return first < last ? text.substr(first, last - first) : std::string_view();
}

std::string shortened(std::string_view text, std::size_t most) {
    constexpr std::string_view mark = "...";
    if (text.size() <= most) {
        return std::string(text);
    }
    std::size_t end = most - mark.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end; // not inside a character
    }
    return std::string(text.substr(0, end)).append(mark);
}

bool is_blank(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = character_at(text, at);
        if (!is_space(code) && !is_invisible(code)) {
            return false;
        }
        at += size;
    }
    return true;
}

std::string squeeze(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = character_at(text, at);
        if (is_space(code)) {
            blank = !out.empty();
        } else if (!is_invisible(code)) {
            if (blank) {
                out += ' ';
                blank = false;
            }
            if (const auto typed = typed_form(code)) {
                out += *typed;
            } else {
                out += text.substr(at, size);
            }
        }
        at += size;
    }
    return out;
}

std::string fold(std::string_view text) {
    return squeeze(lower(without_punctuation(squeeze(text))));
}

std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = character_at(text, at);
        if (is_unsafe(code)) {
            out += escaped(code);
        } else {
            out += text.substr(at, size);
        }
        at += size;
    }
    return out;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

} // namespace tidemark

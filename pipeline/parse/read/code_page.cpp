#include "pipeline/parse/read/code_page.hpp"

#include "pipeline/parse/read/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tidemark::parse {

namespace {

constexpr std::string_view no_character = "\xEF\xBF\xBD"; // U+FFFD

// The numbers that do not name themselves. 1200 is no code page of BIFF5, but Gnumeric writes it:
// texts in ASCII as they are, others in UTF-16.
constexpr std::array<std::pair<std::uint16_t, std::string_view>, 11> names{{
    {367, "US-ASCII"},
    {1200, "UTF-16LE"},
    {10000, "macintosh"},
    {10006, "x-mac-greek"},
    {10007, "x-mac-cyrillic"},
    {10029, "x-mac-centraleurroman"},
    {10081, "x-mac-turkish"},
    {28591, "ISO-8859-1"},
    {28605, "ISO-8859-15"},
    {32768, "macintosh"},
    {32769, "windows-1252"},
}};

std::string name_of(std::uint16_t number) {
    for (const auto& [known, name] : names) {
        if (known == number) {
            return std::string(name);
        }
    }
    const bool windows = number >= 1250 && number <= 1258;
    return fmt::format("{}{}", windows ? "windows-" : "cp", number);
}

bool is_double_byte(std::uint16_t number) {
    return number == 932 || number == 936 || number == 949 || number == 950 || number == 1361;
}

// ASCII without NUL.
bool is_plain(std::string_view bytes) {
    return std::ranges::all_of(bytes, [](char c) { return static_cast<signed char>(c) > 0; });
}

// U+FFFD where there is none.
std::string decoded(char byte, const std::string& name) {
    Decoded text;
    const bool known = decode({&byte, 1}, name, text) && !text.text.empty();
    return known ? std::string(text.text) : std::string(no_character);
}

} // namespace

CodePage::CodePage(std::uint16_t number)
    : name_(name_of(number)) {
    characters_.fill(std::string(no_character)); // NUL among them
    for (std::size_t byte = 1; byte < 0x80; ++byte) {
        characters_.at(byte) = static_cast<char>(byte);
    }
    if (is_double_byte(number)) {
        return;
    }
    for (std::size_t byte = 0x80; byte < characters_.size(); ++byte) {
        characters_.at(byte) = decoded(static_cast<char>(byte), name_);
        // None at all: an unknown encoding, which decode() names when it is needed.
        single_byte_ = single_byte_ || characters_.at(byte) != no_character;
    }
}

Result<void> CodePage::append(std::string& out, std::string_view bytes) const {
    if (is_plain(bytes)) {
        out += bytes;
        return {};
    }
    if (!single_byte_) {
        Decoded text;
        auto read = decode(bytes, name_, text);
        out += text.text;
        return read;
    }
    for (const char c : bytes) {
        out += characters_.at(static_cast<unsigned char>(c));
    }
    return {};
}

} // namespace tidemark::parse

#include "pipeline/parse/read/code_page.hpp"

#include "pipeline/parse/read/encoding.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tidemark::parse {

namespace {

// The numbers that do not name themselves. 1200 would be UTF-16, which texts of BIFF5 are not:
// Gnumeric writes it above texts in windows-1252.
constexpr std::array<std::pair<std::uint16_t, std::string_view>, 11> names{{
    {367, "US-ASCII"},
    {1200, "windows-1252"},
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

bool is_ascii(std::string_view bytes) {
    return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string decoded(std::string_view bytes, const std::string& name) {
    Decoded text;
    return decode(bytes, name, text) ? std::string(text.text) : std::string();
}

} // namespace

CodePage::CodePage(std::uint16_t number)
    : name_(name_of(number))
    , single_byte_(!is_double_byte(number)) {
    for (std::size_t i = 0; single_byte_ && i < upper_.size(); ++i) {
        const char byte = static_cast<char>(i + 0x80);
        upper_.at(i) = decoded({&byte, 1}, name_);
    }
    if (std::ranges::all_of(upper_, &std::string::empty)) {
        single_byte_ = false; // double-byte, or unknown: decode() says so when it is needed
    }
}

Result<void> CodePage::append(std::string& out, std::string_view bytes) const {
    if (is_ascii(bytes)) {
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
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else if (const auto& known = upper_.at(byte - 0x80U); !known.empty()) {
            out += known;
        } else {
            append_utf8(out, 0xFFFD);
        }
    }
    return {};
}

} // namespace tidemark::parse

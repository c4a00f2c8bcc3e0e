// plain_label: the first thing done to a period's label.
#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/period_words.hpp"

#include <array>

namespace tidemark::parse {

namespace {

constexpr std::array<std::string_view, 12> superscripts{"\u00b9",
                                                        "\u00b2",
                                                        "\u00b3",
                                                        "\u2070",
                                                        "\u2074",
                                                        "\u2075",
                                                        "\u2076",
                                                        "\u2077",
                                                        "\u2078",
                                                        "\u2079",
                                                        "\u2020",
                                                        "\u2021"};

// What may stand in brackets after a label without changing the days that it means.
constexpr std::array<std::string_view, 11> remarks{
    "p", "r", "e", "f", "b", "u", "provisional", "revised", "estimated", "estimate", "forecast"};

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_remark(std::string_view inside) {
    for (const auto remark : remarks) {
        if (inside == remark) {
            return true;
        }
    }
    if (inside.starts_with("excluding ")) {
        return true;
    }
    take(inside, "notes ");
    take(inside, "note ");
    return !inside.empty() && inside.find_first_not_of("0123456789 ") == std::string_view::npos;
}

void drop_end(std::string& text, std::size_t size) {
    text.erase(text.size() - size);
    text.erase(text.find_last_not_of(' ') + 1);
}

// "[p]", "(provisional)" off the end.
bool drop_brackets(std::string& text) {
    if (!text.ends_with(']') && !text.ends_with(')')) {
        return false;
    }
    const auto open = text.rfind(text.back() == ']' ? '[' : '(');
    if (open == std::string::npos || open == 0) {
        return false;
    }
    const auto inside = std::string_view(text).substr(open + 1, text.size() - open - 2);
    if (!is_remark(inside)) {
        return false;
    }
    drop_end(text, text.size() - open);
    return true;
}

bool drop_sign(std::string& text) {
    for (const auto sign : superscripts) {
        if (text.ends_with(sign)) {
            drop_end(text, sign.size());
            return true;
        }
    }
    if (text.ends_with('*')) {
        drop_end(text, 1);
        return true;
    }
    // "2019p": only straight after a digit.
    if (text.size() > 4 && (text.ends_with('p') || text.ends_with('r')) &&
        is_digit(text[text.size() - 2])) {
        drop_end(text, 1);
        return true;
    }
    return false;
}

// Blanks around what joins, commas, and the full stop of "Sept." (but not those of an address).
bool is_dropped(std::string_view text, std::size_t at, char before) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (c == ' ') {
        return before == '-' || before == '/' || next == '-' || next == '/' || next == '_';
    }
    return c == ',' || (c == '.' && is_letter(before) && (next == ' ' || next == '-'));
}

std::string lower_and_plain(std::string_view label) {
    const auto text = squeeze(label);
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_dropped(text, at, out.empty() ? ' ' : out.back())) {
            continue;
        }
        const char c = text[at] == '_' ? '-' : text[at];
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

} // namespace

std::string plain_label(std::string_view label) {
    auto text = lower_and_plain(label);
    while (drop_brackets(text) || drop_sign(text)) {
    }
    return text;
}

} // namespace tidemark::parse

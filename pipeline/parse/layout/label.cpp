#include "pipeline/parse/layout/label.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace tidemark::parse {
namespace {

constexpr std::array<std::string_view, 13> marks{
    "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "†", "‡", "*"};

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

// "note 3", "note 12": what stands between brackets when a note is referred to.
bool is_note(std::string_view inside) {
    constexpr std::string_view word = "note";
    if (inside.size() <= word.size() ||
        !std::ranges::equal(inside.substr(0, word.size()), word, [](char a, char b) {
            return std::tolower(static_cast<unsigned char>(a)) == b;
        })) {
        return false;
    }
    return all_digits(trim(inside.substr(word.size())));
}

std::string without_notes(std::string_view label) {
    std::string kept;
    while (!label.empty()) {
        const std::size_t open = label.find('[');
        const std::size_t close = open == std::string_view::npos ? open : label.find(']', open);
        if (close == std::string_view::npos) {
            break;
        }
        const bool note = is_note(label.substr(open + 1, close - open - 1));
        kept += label.substr(0, note ? open : close + 1);
        label.remove_prefix(close + 1);
    }
    return kept += label;
}

// A mark in brackets at the end, and where it begins.
std::optional<std::size_t> bracketed(std::string_view label) {
    constexpr std::size_t longest = 12;
    const char close = label.back();
    if (close != ']' && close != ')') {
        return std::nullopt;
    }
    const std::size_t open = label.rfind(close == ']' ? '[' : '(');
    if (open == std::string_view::npos || label.size() - open > longest) {
        return std::nullopt;
    }
    const std::string_view inside = label.substr(open + 1, label.size() - open - 2);
    const bool mark =
        close == ']' || is_note(inside) || all_digits(inside) || gss_marker(inside).has_value();
    return mark ? std::optional(open) : std::nullopt;
}

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 ||
           static_cast<unsigned char>(c) >= 0x80;
}

// Footnote digits at the end, "8", " 9", "8, 12", and where they begin: behind a word only, never
// part of a longer number or a code ("104", "5D1").
std::optional<std::size_t> glued_digits(std::string_view label) {
    const std::size_t last = label.find_last_not_of("0123456789, ");
    const bool digits =
        last != std::string_view::npos && std::ranges::any_of(label.substr(last + 1), is_digit);
    if (!digits) {
        return std::nullopt;
    }
    const bool word = last > 0 && is_letter(label[last]) && is_letter(label[last - 1]);
    return word || label[last] == ')' ? std::optional(last + 1) : std::nullopt;
}

} // namespace

std::string clean_label(std::string_view raw, const Pattern& strip) {
    std::string label = squeeze(raw);
    if (!strip.empty()) {
        label = strip.without(label);
    }
    return squeeze(without_notes(label));
}

std::string put_into(std::string_view frame, const std::string& label) {
    const std::size_t at = frame.find("{}");
    if (at == std::string_view::npos) {
        return label;
    }
    return std::string(frame.substr(0, at)) + label + std::string(frame.substr(at + 2));
}

std::optional<std::string> without_mark(std::string_view label, Digits digits) {
    label = trim(label);
    if (label.empty()) {
        return std::nullopt;
    }
    if (const auto open = bracketed(label)) {
        return std::string(trim(label.substr(0, *open)));
    }
    for (const std::string_view mark : marks) {
        if (label.ends_with(mark)) {
            return std::string(trim(label.substr(0, label.size() - mark.size())));
        }
    }
    const auto glued = digits == Digits::are_marks ? glued_digits(label) : std::nullopt;
    return glued ? std::optional(std::string(trim(label.substr(0, *glued)))) : std::nullopt;
}

Status status_of_label(std::string_view raw, std::string_view cleaned) {
    Status status = Status::normal;
    for (const std::string_view token : bracket_tokens(raw)) {
        const auto known = gss_marker(token);
        const bool cut = cleaned.find("[" + std::string(token) + "]") == std::string_view::npos;
        if (known && cut && has_value(*known)) {
            status = stronger(status, *known);
        }
    }
    return status;
}

} // namespace tidemark::parse

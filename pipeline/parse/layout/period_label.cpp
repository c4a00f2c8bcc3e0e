#include "pipeline/parse/layout/period_label.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/period_words.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

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

// What stands in brackets of either kind and says how good the figures are; in square brackets
// the rest of the GSS set does too. "(b)" may as well be a footnote.
constexpr std::array<std::pair<std::string_view, Status>, 9> marks{{
    {"p", Status::provisional},
    {"provisional", Status::provisional},
    {"r", Status::revised},
    {"revised", Status::revised},
    {"e", Status::estimated},
    {"estimated", Status::estimated},
    {"estimate", Status::estimated},
    {"f", Status::forecast},
    {"forecast", Status::forecast},
}};

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void drop_end(std::string& text, std::size_t size) {
    text.erase(text.size() - size);
    text.erase(text.find_last_not_of(' ') + 1);
}

// `inside` in lower case.
std::optional<Status> status_of_mark(char bracket, std::string_view inside) {
    for (const auto& [word, status] : marks) {
        if (inside == word) {
            return status;
        }
    }
    const auto known = bracket == '[' ? gss_marker(inside) : std::nullopt;
    const bool marks_figures = known && has_value(*known) && *known != Status::normal;
    return marks_figures ? known : std::nullopt;
}

// "1", "note 2", "notes 3 and 4", "see note 5". Of four digits it is a year, and no note.
bool is_note(std::string_view inside) {
    constexpr std::size_t most_digits = 3;
    bool number = false;
    while (!inside.empty()) {
        const auto end = std::min(inside.find_first_of(" ,&"), inside.size());
        auto word = inside.substr(0, end);
        inside.remove_prefix(std::min(end + 1, inside.size()));
        if (word == "see" || word == "and") {
            continue;
        }
        if (!take(word, "notes")) {
            take(word, "note");
        }
        if (digits_ahead(word) != word.size() || word.size() > most_digits) {
            return false;
        }
        number = number || !word.empty();
    }
    return number;
}

// Brackets at the end, and where they open: never before all of a label.
std::optional<std::size_t> opening(std::string_view text) {
    if (!text.ends_with(']') && !text.ends_with(')')) {
        return std::nullopt;
    }
    const auto open = text.rfind(text.back() == ']' ? '[' : '(');
    return open == std::string_view::npos || open == 0 ? std::nullopt : std::optional(open);
}

// "[p]", "(Provisional)", "(note 1)" off the end.
bool drop_mark(std::string& text) {
    const auto open = opening(text);
    if (!open) {
        return false;
    }
    std::string inside = text.substr(*open + 1, text.size() - *open - 2);
    std::transform(inside.begin(), inside.end(), inside.begin(), lower);
    if (!is_note(inside) && !status_of_mark(text[*open], inside)) {
        return false;
    }
    drop_end(text, text.size() - *open);
    return true;
}

bool drop_brackets(std::string& text) {
    const auto open = opening(text);
    if (open) {
        drop_end(text, text.size() - *open);
    }
    return open.has_value();
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
        out += lower(c);
    }
    return out;
}

} // namespace

std::string plain_label(std::string_view label) {
    auto text = lower_and_plain(label);
    while (drop_mark(text) || drop_sign(text)) {
    }
    return text;
}

std::string without_marks(std::string_view label) {
    auto text = squeeze(label);
    while (drop_mark(text)) {
    }
    return text;
}

std::string without_brackets(std::string_view label) {
    auto text = squeeze(label);
    while (drop_brackets(text) || drop_sign(text)) {
    }
    return text;
}

Status status_of_period(std::string_view raw) {
    const auto text = lower_and_plain(raw);
    Status status = Status::normal;
    for (auto at = text.find_first_of("[("); at != std::string::npos;
         at = text.find_first_of("[(", at + 1)) {
        const auto close = text.find(text[at] == '[' ? ']' : ')', at);
        const auto inside = std::string_view(text).substr(at + 1, close - at - 1);
        const auto mark =
            close == std::string::npos ? std::nullopt : status_of_mark(text[at], inside);
        status = stronger(status, mark.value_or(Status::normal));
    }
    for (std::size_t at = 4; at < text.size(); ++at) { // "2019p"
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        if (is_digit(text[at - 1]) && !is_letter(next) && !is_digit(next)) {
            status = text[at] == 'p'   ? stronger(status, Status::provisional)
                     : text[at] == 'r' ? stronger(status, Status::revised)
                                       : status;
        }
    }
    return status;
}

} // namespace tidemark::parse

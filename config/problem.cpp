#include "config/problem.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace tidemark::config {

namespace {

constexpr std::size_t excerpt_width = 120; // characters: one line of a terminal

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Byte offset of the n-th character of UTF-8 text, or its size.
std::size_t offset_of(std::string_view text, std::size_t character) {
    std::size_t at = 0;
    while (at < text.size() && character > 0) {
        ++at;
        while (at < text.size() && continues(text[at])) {
            ++at;
        }
        --character;
    }
    return at;
}

// The part of the line around the column, with tabs and control characters as blanks, so that the
// caret stands under its character, and the column within that part.
std::pair<std::string, std::size_t> window(std::string_view line, std::size_t column) {
    const std::size_t first = column > excerpt_width - 20 ? column - (excerpt_width / 2) : 0;
    const auto from = offset_of(line, first);
    const auto to = from + offset_of(line.substr(from), excerpt_width);
    std::string shown(line.substr(from, to - from));
    for (char& byte : shown) {
        if (static_cast<unsigned char>(byte) < 0x20U || byte == 0x7F) {
            byte = ' ';
        }
    }
    return {shown, column - first};
}

} // namespace

std::string Problem::to_text() const {
    std::string message = one_line(text);
    if (!hint.empty()) {
        message += ", " + one_line(hint);
    }
    if (line == 0) {
        return fmt::format("{}: {}", file, message);
    }
    std::string all = fmt::format("{}:{}:{}: {}", file, line, column, message);
    if (!excerpt.empty()) {
        const auto [shown, at] = window(excerpt, static_cast<std::size_t>(std::max(column, 1)) - 1);
        all += fmt::format("\n  {}\n  {}^", shown, std::string(at, ' '));
    }
    return all;
}

bool comes_before(const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
}

Problems::Problems(std::string file, std::string_view content)
    : file_(std::move(file)) {
    while (!content.empty()) {
        const auto end = content.find('\n');
        std::string line(content.substr(0, end));
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        lines_.push_back(std::move(line));
        content = end == std::string_view::npos ? std::string_view{} : content.substr(end + 1);
    }
}

void Problems::add(Place place, std::string text, std::string hint) {
    Problem problem{file_, place.line, place.column, std::move(text), std::move(hint), {}};
    if (place.line > 0 && static_cast<std::size_t>(place.line) <= lines_.size()) {
        problem.excerpt = lines_[static_cast<std::size_t>(place.line) - 1];
    }
    found_.push_back(std::move(problem));
}

std::vector<Problem> Problems::take() {
    std::stable_sort(found_.begin(), found_.end(), comes_before);
    return std::exchange(found_, {});
}

std::string one_of(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            text += i + 1 == words.size() ? " or " : ", ";
        }
        text += "'" + words[i] + "'";
    }
    return text;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const auto near = nearest(word, candidates, 1);
    if (near.empty()) {
        return {};
    }
    // A slip changes a letter, swaps two, and does not change most of a short word.
    const auto edits = edit_distance(fold(word), fold(near.front()));
    const std::size_t most = word.size() < 4 ? 1 : word.size() < 9 ? 2 : 3;
    return edits <= most ? fmt::format("did you mean '{}'?", near.front()) : std::string{};
}

} // namespace tidemark::config

#include "config/patch.hpp"

#include "config/edit.hpp"
#include "config/node.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace tidemark::config {

namespace {

const Node* step_into(const Node& node, const std::string& step) {
    if (node.kind == Node::Kind::table) {
        const auto* const entry = node.find(step);
        return entry == nullptr ? nullptr : &entry->value;
    }
    std::size_t index = 0;
    const auto read = std::from_chars(step.data(), step.data() + step.size(), index);
    if (read.ec != std::errc()) {
        return nullptr;
    }
    if (node.kind == Node::Kind::text && index == 0) {
        return &node;
    }
    return node.kind == Node::Kind::list && index < node.items.size() ? &node.items[index]
                                                                      : nullptr;
}

const Node* find(const Node& root, const ValuePath& path) {
    const Node* at = &root;
    for (const auto& step : path) {
        at = at == nullptr ? nullptr : step_into(*at, step);
    }
    return at != nullptr && at->kind == Node::Kind::text ? at : nullptr;
}

// Byte offset of a place; columns count characters.
std::size_t offset_of(std::string_view text, Place place) {
    std::size_t at = 0;
    for (int line = 1; line < place.line && at != std::string_view::npos; ++line) {
        const auto end = text.find('\n', at);
        at = end == std::string_view::npos ? text.size() : end + 1;
    }
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    at += at == 0 && text.starts_with(mark) ? mark.size() : 0;
    for (int column = 1; column < place.column && at < text.size(); ++column) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
            ++at;
        }
    }
    return at;
}

// Where the text that begins at `begin` ends, its quotation mark with it. Nothing for one of
// several lines.
std::optional<std::size_t> end_of_text(std::string_view text, std::size_t begin) {
    if (begin >= text.size() || (text[begin] != '"' && text[begin] != '\'')) {
        return std::nullopt;
    }
    const char quote = text[begin];
    if (text.substr(begin, 3) == std::string(3, quote)) {
        return std::nullopt;
    }
    for (std::size_t at = begin + 1; at < text.size() && text[at] != '\n'; ++at) {
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (text[at] == quote) {
            return at + 1;
        }
    }
    return std::nullopt;
}

std::string as_toml(std::string_view text) {
    const bool literal = text.find('\'') == text.npos && one_line(text) == text;
    if (literal) {
        return "'" + std::string(text) + "'";
    }
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            out += fmt::format("\\u{:04X}", byte);
        } else {
            out += c;
        }
    }
    return one_line(out) + "\""; // what is unsafe beyond ASCII, as \u and four digits
}

// A comment on a line of its own, indented as the line at whose begin it is put.
std::string
comment(std::string_view text, std::size_t line, std::string_view what, std::string_view by) {
    const auto first = text.find_first_not_of(" \t", line);
    const auto indent = text.substr(line, first == std::string_view::npos ? 0 : first - line);
    const bool carriage = line > 1 && text[line - 2] == '\r';
    return fmt::format("{}# {} ({}){}", indent, what, by, carriage ? "\r\n" : "\n");
}

} // namespace

std::optional<std::string> with_values(std::string_view text,
                                       const std::vector<NewValue>& values,
                                       std::string_view day,
                                       std::string_view by) {
    Problems ignored({}, {});
    const auto root = parse_toml(text, ignored);
    if (!root) {
        return std::nullopt;
    }
    std::vector<Edit> edits;
    std::set<std::size_t> lines; // that have their comment
    for (const auto& value : values) {
        const auto* const node = find(*root, value.path);
        const auto begin = node == nullptr ? text.size() : offset_of(text, node->place);
        const auto end = end_of_text(text, begin);
        if (!end) {
            return std::nullopt;
        }
        const auto before = text.rfind('\n', begin);
        const auto line = before == std::string_view::npos ? 0 : before + 1;
        if (lines.insert(line).second) {
            const auto was =
                fmt::format("{}: {} was {}", day, value.what, text.substr(begin, *end - begin));
            edits.push_back({line, line, comment(text, line, was, by)});
        }
        edits.push_back({begin, *end, as_toml(value.text)});
    }
    return apply(text, std::move(edits));
}

} // namespace tidemark::config

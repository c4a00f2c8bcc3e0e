#include "pipeline/parse/read/xlsx_strings.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

// The character of "_x000D_" at the front.
std::optional<std::uint32_t> escape(std::string_view text) {
    constexpr std::size_t size = 7;
    if (text.size() < size || !text.starts_with("_x") || text[size - 1] != '_') {
        return std::nullopt;
    }
    std::uint32_t code = 0;
    const auto [end, fault] = std::from_chars(text.data() + 2, text.data() + size - 1, code, 16);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (fault != std::errc() || end != text.data() + size - 1 || surrogate || code == 0) {
        return std::nullopt;
    }
    return code;
}

} // namespace

std::string unescape(std::string text) {
    std::size_t at = text.find("_x");
    if (at == std::string::npos) {
        return text;
    }
    std::string out;
    std::string_view rest = text;
    while (at != std::string_view::npos) {
        out += rest.substr(0, at);
        rest.remove_prefix(at);
        if (const auto code = escape(rest)) {
            append_utf8(out, *code);
            rest.remove_prefix(7);
        } else {
            out += rest.substr(0, 2);
            rest.remove_prefix(2);
        }
        at = rest.find("_x");
    }
    out += rest;
    return out;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): a scanner's loop
Result<void> read_rich_text(XmlScanner& xml, std::uint64_t most, std::string& out) {
    const std::size_t outside = xml.depth() - 1;
    out.clear();
    bool in_text = false;
    while (true) {
        switch (xml.next()) {
        case Token::start:
            if (xml.is(Space::sheet, "rPh")) {
                if (!xml.skip_element()) {
                    return fail(xml.error());
                }
            } else {
                in_text = xml.is(Space::sheet, "t");
            }
            break;
        case Token::text:
            if (in_text && !xml.append_text(out)) {
                return fail(xml.error());
            }
            if (out.size() > most) {
                return fail(over_budget("length of a cell's text", "cell_text", most, "bytes"));
            }
            break;
        case Token::end:
            in_text = false;
            if (xml.depth() == outside) {
                if (!is_sound_text(out)) {
                    return fail(malformed("text", "text in UTF-8", "bytes that are none"));
                }
                if (out.find("_x") != std::string::npos) {
                    out = unescape(std::move(out));
                }
                return {};
            }
            break;
        case Token::done:
        case Token::failed:
            return fail(xml.error());
        }
    }
}

Result<std::vector<CellText>>
read_strings(const Zip& zip, const std::string& part, const Budgets& budgets, Spent& spent) {
    std::vector<CellText> strings;
    if (part.empty() || zip.find(part) == nullptr) {
        return strings;
    }
    auto chunks = zip.part(part, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, part);
    std::string text;
    while (true) {
        const Token token = xml.next();
        if (token == Token::failed) {
            return fail(xml.error());
        }
        if (token == Token::done) {
            return strings;
        }
        if (token == Token::start && xml.is(Space::sheet, "si")) {
            if (auto read = read_rich_text(xml, budgets.cell_text, text); !read) {
                return fail(at_part(std::move(read).error(),
                                    fmt::format("{}, string {}", part, strings.size())));
            }
            strings.emplace_back(text);
        }
    }
}

} // namespace tidemark::parse

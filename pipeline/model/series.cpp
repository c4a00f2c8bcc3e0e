#include "pipeline/model/series.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace tidemark {

namespace {

bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20U && byte != 0x7FU && c != '/' && c != '=' && c != '%';
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_plain(c)) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            if (!is_plain(text[at])) {
                return std::nullopt;
            }
            out += text[at];
            continue;
        }
        const auto hex = text.substr(at + 1, 2);
        unsigned byte = 0;
        const auto read = std::from_chars(hex.data(), hex.data() + hex.size(), byte, 16);
        if (hex.size() != 2 || read.ptr != hex.data() + 2) {
            return std::nullopt;
        }
        out += static_cast<char>(byte);
        at += 2;
    }
    return out;
}

Error unreadable(std::string_view text) {
    return {.fault = Fault::usage,
            .code = "series.text",
            .expected = "a series such as SOURCE/area=E23000030/offence=all",
            .found = fmt::format("'{}'", text),
            .next = "write each dimension once as name=code, with '/', '=' and '%' in a code "
                    "percent-encoded"};
}

// Adds "dim=code"; false when it is not that, or the dimension is there already.
bool add_dimension(Dims& dims, std::string_view part) {
    const auto equals = part.find('=');
    if (equals == 0 || equals == std::string_view::npos) {
        return false;
    }
    auto name = decoded(part.substr(0, equals));
    auto code = decoded(part.substr(equals + 1));
    return name && code && dims.emplace(std::move(*name), std::move(*code)).second;
}

} // namespace

std::string to_text(const SeriesKey& key) {
    auto text = encoded(key.source);
    for (const auto& [name, code] : key.dims) {
        text += fmt::format("/{}={}", encoded(name), encoded(code));
    }
    return text;
}

Result<SeriesKey> parse_series(std::string_view text) {
    const auto slash = text.find('/');
    auto source = decoded(text.substr(0, slash));
    if (!source || source->empty()) {
        return fail(unreadable(text));
    }
    SeriesKey key{std::move(*source), {}};
    for (auto at = slash; at != std::string_view::npos;) {
        const auto next = text.find('/', at + 1);
        const auto size = next == std::string_view::npos ? next : next - at - 1;
        if (!add_dimension(key.dims, text.substr(at + 1, size))) {
            return fail(unreadable(text));
        }
        at = next;
    }
    return key;
}

} // namespace tidemark

#include "pipeline/parse/read/xml_names.hpp"

#include <algorithm>
#include <utility>

namespace tidemark::parse {

namespace {

constexpr std::array<std::pair<std::string_view, Space>, 14> known{{
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", Space::sheet},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", Space::sheet},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", Space::relation},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", Space::relation},
    {"http://schemas.openxmlformats.org/package/2006/relationships", Space::package},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", Space::office},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", Space::table},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", Space::text},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", Space::style},
    {"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", Space::number},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", Space::calc},
    {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", Space::manifest},
    {"http://openoffice.org/2001/manifest", Space::manifest},
    {"", Space::none},
}};

} // namespace

void Bindings::bind(std::string_view prefix, std::string_view uri, std::size_t depth) {
    const auto* const found =
        std::ranges::find(known, uri, &std::pair<std::string_view, Space>::first);
    const Space space = found == known.end() ? Space::other : found->second;
    bound_.push_back({std::string(prefix), space, depth});
    renew();
}

void Bindings::unbind(std::size_t depth) {
    while (!bound_.empty() && bound_.back().depth > depth) {
        bound_.pop_back();
    }
    renew();
}

void Bindings::renew() {
    ++changes_;
    recent_.fill({});
    default_ = Space::none;
    for (const auto& binding : bound_) {
        if (binding.prefix.empty()) {
            default_ = binding.space;
        }
    }
}

Space Bindings::of(std::string_view prefix) {
    auto& recent = recent_[(prefix.size() * 3 + static_cast<unsigned char>(prefix[0])) % 16];
    if (recent.prefix == prefix) {
        return recent.space;
    }
    for (auto binding = bound_.rbegin(); binding != bound_.rend(); ++binding) {
        if (binding->prefix == prefix) {
            recent = {std::string(prefix), binding->space};
            return binding->space;
        }
    }
    return Space::other;
}

} // namespace tidemark::parse

// The tags of XmlScanner: names, attributes, what opens and closes.
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_bytes.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>

namespace tidemark::parse {

void XmlScanner::set_name(std::string_view qualified) {
    qualified_ = qualified;
    const std::size_t colon = qualified.find(':');
    if (colon == std::string_view::npos || colon == 0) {
        name_ = qualified;
        space_ = bindings_.of_default();
        return;
    }
    name_ = qualified.substr(colon + 1);
    space_ = bindings_.of(qualified.substr(0, colon));
}

XmlScanner::Token XmlScanner::end_tag() {
    while (true) {
        const char* name_end = skip_name(at_ + 2);
        const char* p = skip_blanks(name_end);
        if (*p == '>') {
            const auto name = between(at_ + 2, name_end);
            if (depth_ == 0 || open_[depth_ - 1] != name) {
                return fail_malformed(fmt::format("'</{}>' that closes nothing", name));
            }
            at_ = p + 1;
            return close();
        }
        if (p != limit()) {
            return fail_malformed("a damaged closing tag");
        }
        if (!fill()) {
            return failed_ ? Token::failed : fail_malformed("the end inside a tag");
        }
    }
}

XmlScanner::Token XmlScanner::close() {
    set_name(open_[depth_ - 1]);
    --depth_;
    bindings_.leave(depth_);
    return Token::end;
}

// Past the attributes, at '>' or '/'; null when the buffer ends first, or after a failure.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): a scanner's loop
const char* XmlScanner::scan_attributes(const char* p) {
    while (true) {
        const char* from = skip_blanks(p);
        if (*from == '>' || *from == '/') {
            return from;
        }
        const char* name_end = skip_name(from);
        const char* equals = skip_blanks(name_end);
        const char* quote = *equals == '=' ? skip_blanks(equals + 1) : equals;
        if (*equals != '=' || (*quote != '"' && *quote != '\'') || from == name_end) {
            if (equals != limit() && quote != limit()) {
                fail_malformed("a damaged attribute");
            }
            return nullptr;
        }
        const char* value_end = quote + 1;
        while (*value_end != *quote && *value_end != '<' && *value_end != '\0') {
            ++value_end;
        }
        if (*value_end != *quote) {
            if (value_end != limit()) {
                fail_malformed("a damaged attribute");
            }
            return nullptr;
        }
        const auto name = between(from, name_end);
        const std::size_t colon = name.find(':');
        const bool prefixed = colon != std::string_view::npos;
        attributes_.push_back({prefixed ? name.substr(0, colon) : std::string_view(),
                               prefixed ? name.substr(colon + 1) : name,
                               between(quote + 1, value_end)});
        p = value_end + 1;
    }
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): a scanner's loop
XmlScanner::Token XmlScanner::start_tag() {
    while (true) {
        attributes_.clear();
        const char* name_end = skip_name(at_ + 1);
        const char* p = scan_attributes(name_end);
        if (failed_) {
            return Token::failed;
        }
        const bool empty = p != nullptr && *p == '/';
        if (p != nullptr && p + (empty ? 1 : 0) < limit()) {
            if (name_end == at_ + 1 || (empty && p[1] != '>')) {
                return fail_malformed("a damaged tag");
            }
            const auto name = between(at_ + 1, name_end);
            qualified_ = name;
            return opened(p + (empty ? 2 : 1), empty);
        }
        if (!fill()) {
            return failed_ ? Token::failed : fail_malformed("the end inside a tag");
        }
    }
}

XmlScanner::Token XmlScanner::opened(const char* after, bool empty) {
    if (depth_ == most_depth_) {
        return fail_with(
            at_part(over_budget("depth of XML elements", "depth", most_depth_), part_));
    }
    if (depth_ == 0 && rooted_) {
        return fail_malformed("a second root element");
    }
    rooted_ = true;
    open_[depth_].assign(qualified_);
    ++depth_;
    for (const auto& attribute : attributes_) {
        if (attribute.prefix == "xmlns" ||
            (attribute.prefix.empty() && attribute.name == "xmlns")) {
            std::string uri;
            if (!append_decoded(uri, attribute.value)) {
                return fail_malformed("an entity that XML does not have");
            }
            bindings_.bind(attribute.prefix.empty() ? "" : attribute.name, uri, depth_);
        }
    }
    set_name(qualified_);
    at_ = after;
    pending_end_ = empty;
    return Token::start;
}

} // namespace tidemark::parse

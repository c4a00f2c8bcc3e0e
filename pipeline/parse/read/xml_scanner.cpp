#include "pipeline/parse/read/xml_scanner.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_bytes.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace tidemark::parse {

namespace {

bool is_blank(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return kind_of(c) == ByteKind::blank; });
}

} // namespace

XmlScanner::XmlScanner(Chunks& chunks, std::uint64_t depth, std::uint64_t longest, std::string part)
    : chunks_(chunks)
    , most_depth_(depth)
    , longest_(longest)
    , part_(std::move(part))
    , buffer_(chunk_size + slack, '\0')
    , at_(buffer_.data()) {
    open_.resize(static_cast<std::size_t>(depth));
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    while (filled_ < byte_order_mark.size() && fill()) {
    }
    if (between(at_, limit()).starts_with(byte_order_mark)) {
        at_ += byte_order_mark.size();
    }
}

// Moves what is not yet consumed to the front and reads more behind it, growing when the whole
// buffer is one unfinished token, of at most `most` bytes. False at the end or after a failure.
bool XmlScanner::fill(std::size_t most) {
    if (ended_ || failed_) {
        return false;
    }
    const std::size_t kept = static_cast<std::size_t>(limit() - at_);
    if (kept > most) {
        fail_with(over_budget("length of an XML tag", "cell_text", longest_, "bytes"));
        return false;
    }
    const std::size_t offset = static_cast<std::size_t>(at_ - buffer_.data());
    if (offset > 0) {
        std::memmove(buffer_.data(), at_, kept);
    }
    if (kept + slack >= buffer_.size() / 2) {
        buffer_.resize(buffer_.size() * 2);
    }
    at_ = buffer_.data();
    filled_ = kept;
    auto size = chunks_.read(buffer_.data() + kept, buffer_.size() - slack - kept);
    if (!size) {
        fail_with(std::move(size).error());
        return false;
    }
    filled_ += *size;
    buffer_[filled_] = '\0';
    ended_ = *size == 0;
    return !ended_;
}

void XmlScanner::look_ahead(std::size_t size) {
    while (static_cast<std::size_t>(limit() - at_) < size &&
           fill(size)) { // whole tokens, as far as known
    }
}

XmlScanner::Token XmlScanner::fail_with(Error error) {
    if (!failed_) {
        failed_ = true;
        error_ = std::move(error);
    }
    return Token::failed;
}

XmlScanner::Token XmlScanner::fail_malformed(std::string_view found) {
    return fail_with(at_part(malformed("xml", "well-formed XML", std::string(found)), part_));
}

XmlScanner::Token XmlScanner::next() {
    if (failed_) {
        return Token::failed;
    }
    if (pending_end_) {
        pending_end_ = false;
        return close();
    }
    if (mode_ == Mode::cdata) {
        return cdata();
    }
    while (true) {
        if (at_ == limit() && !fill()) {
            return failed_ ? Token::failed : finish();
        }
        if (*at_ != '<') {
            if (text() == Token::failed) {
                return Token::failed;
            }
            if (!text_.empty()) {
                return Token::text;
            }
            continue;
        }
        if (const auto token = markup()) {
            return *token;
        }
    }
}

XmlScanner::Token XmlScanner::finish() {
    if (depth_ > 0) {
        return fail_malformed(fmt::format("the end inside '{}'", open_[depth_ - 1]));
    }
    return rooted_ ? Token::done : fail_malformed("no element");
}

// A piece of text up to the next '<' or the end of the buffer, without cutting an entity in two.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): a scanner's loop
XmlScanner::Token XmlScanner::text() {
    constexpr std::size_t longest_entity = 16;
    text_raw_ = false;
    while (true) {
        const auto rest = between(at_, limit());
        const std::size_t end = rest.find('<');
        text_ = rest.substr(0, end);
        if (end == std::string_view::npos) {
            const std::size_t tail = text_.size() - std::min(text_.size(), longest_entity);
            const std::size_t open = text_.find('&', tail);
            const bool cut = open != std::string_view::npos &&
                             text_.find(';', text_.rfind('&')) == std::string_view::npos;
            if (cut) {
                text_ = text_.substr(0, text_.rfind('&'));
            }
            if (!text_.empty() && text_.back() == '\r') { // its \n may follow
                text_.remove_suffix(1);
            }
            if (text_.empty() && fill()) {
                continue;
            }
            if (text_.empty() && !failed_) {
                text_ = between(at_, limit());
            }
        }
        break;
    }
    if (failed_) {
        return Token::failed;
    }
    at_ += text_.size();
    if (depth_ == 0) {
        if (!is_blank(text_)) {
            return fail_malformed("text outside the root element");
        }
        text_ = {};
    }
    return Token::text;
}

XmlScanner::Token XmlScanner::cdata() {
    constexpr std::string_view terminator = "]]>";
    while (true) {
        const auto rest = between(at_, limit());
        const std::size_t end = rest.find(terminator);
        if (end == 0) {
            at_ += terminator.size();
            mode_ = Mode::content;
            return next();
        }
        // Two bytes stay: they may begin the terminator.
        const std::size_t here =
            end != std::string_view::npos
                ? end
                : std::max(rest.size(), terminator.size() - 1) - (terminator.size() - 1);
        if (here > 0) {
            text_ = rest.substr(0, here);
            text_raw_ = true;
            at_ += here;
            return Token::text;
        }
        if (!fill()) {
            return failed_ ? Token::failed : fail_malformed("the end inside a CDATA section");
        }
    }
}

bool XmlScanner::append_text(std::string& out) {
    if (text_raw_) {
        out += text_;
        return true;
    }
    if (append_decoded(out, text_)) {
        return true;
    }
    fail_malformed("an entity that XML does not have");
    return false;
}

// '<' is at at_. Nothing when what it opened is of no interest.
std::optional<XmlScanner::Token> XmlScanner::markup() {
    while (between(at_, limit()).size() < 2) {
        if (!fill()) {
            return failed_ ? Token::failed : fail_malformed("the end inside a tag");
        }
    }
    if (at_[1] == '/') {
        return end_tag();
    }
    if (at_[1] == '?') {
        if (!check_declaration() || !skip_past("<?", "?>")) {
            return Token::failed;
        }
        return std::nullopt;
    }
    if (at_[1] != '!') {
        return start_tag();
    }
    constexpr std::string_view cdata_opening = "<![CDATA[";
    look_ahead(cdata_opening.size());
    const auto rest = between(at_, limit());
    if (rest.starts_with("<!--")) {
        return skip_past("<!--", "-->") ? std::nullopt : std::optional(Token::failed);
    }
    if (rest.starts_with(cdata_opening) && depth_ > 0) {
        at_ += cdata_opening.size();
        mode_ = Mode::cdata;
        return cdata();
    }
    if (failed_) {
        return Token::failed;
    }
    return fail_malformed("a DOCTYPE or other declaration");
}

bool XmlScanner::skip_past(std::string_view opening, std::string_view terminator) {
    at_ += opening.size();
    while (true) {
        const auto rest = between(at_, limit());
        const std::size_t end = rest.find(terminator);
        if (end != std::string_view::npos) {
            at_ += end + terminator.size();
            return true;
        }
        const std::size_t keep = std::min(rest.size(), terminator.size() - 1);
        at_ += rest.size() - keep;
        if (!fill()) {
            if (!failed_) {
                fail_malformed("the end inside a comment");
            }
            return false;
        }
    }
}

// The encoding of <?xml ...?> must be UTF-8 or silent.
bool XmlScanner::check_declaration() {
    constexpr std::size_t longest_declaration = 256;
    if (rooted_) {
        return true;
    }
    look_ahead(longest_declaration);
    auto rest = between(at_, limit());
    rest = rest.substr(0, rest.find("?>"));
    const std::size_t at = rest.starts_with("<?xml ") ? rest.find("encoding") : std::string::npos;
    if (at == std::string_view::npos) {
        return !failed_;
    }
    rest = rest.substr(std::min(rest.find_first_of("\"'", at), rest.size()));
    rest = rest.substr(0, std::min<std::size_t>(rest.size(), 16));
    std::string encoding(rest.substr(rest.empty() ? 0 : 1));
    encoding = encoding.substr(0, encoding.find_first_of("\"'"));
    std::ranges::transform(encoding, encoding.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    if (encoding != "utf-8" && encoding != "us-ascii") {
        fail_malformed(fmt::format("XML in {}, which is not read", encoding));
        return false;
    }
    return !failed_;
}

std::optional<std::string_view> XmlScanner::raw_attribute(Space space, std::string_view name) {
    for (const auto& attribute : attributes_) {
        if (attribute.name == name && space_of(attribute) == space) {
            return attribute.value;
        }
    }
    return std::nullopt;
}

std::string XmlScanner::attribute(Space space, std::string_view name) {
    std::string value;
    if (const auto raw = raw_attribute(space, name)) {
        if (!append_decoded(value, *raw) || !is_sound_text(value)) {
            fail_malformed(fmt::format("a damaged text in attribute '{}'", name));
        }
    }
    return value;
}

bool XmlScanner::skip_element() {
    const std::size_t outside = depth_ - 1;
    while (depth_ > outside) {
        if (next() == Token::failed) {
            return false;
        }
    }
    return true;
}

} // namespace tidemark::parse

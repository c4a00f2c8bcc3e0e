// XmlScanner: a pull scanner for the XML of spreadsheets, over chunks, at the speed of inflating.
//
// XML 1.0 and Namespaces as far as OOXML and ODF use them. UTF-8 only, no DOCTYPE (so no entities
// but the five and numbers, and no expansion bombs). Tags must match and nest at most
// Budgets::depth. Not checked: duplicate attributes, the characters of names.
// Owns its buffer; the chunks outlive it. Views are good until the next next().
// Fails: next() gives Token::failed, error() says why: malformed, limit.
#pragma once

#include "pipeline/parse/read/chunks.hpp"
#include "pipeline/parse/read/xml_names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

class XmlScanner {
  public:
    enum class Token : std::uint8_t {
        start, // an element opens: space(), name(), attribute()
        end,   // it closes (also after <empty/>): space(), name()
        text,  // a piece of text; an element's text may come in several
        done,  // the document is whole and its chunks are read to the end
        failed,
    };

    // `longest`: bytes of one tag. `part`: for messages.
    XmlScanner(Chunks& chunks, std::uint64_t depth, std::uint64_t longest, std::string part = {});

    [[nodiscard]] Token next();

    [[nodiscard]] Space space() const { return space_; }

    [[nodiscard]] std::string_view name() const { return name_; } // without prefix

    [[nodiscard]] bool is(Space space, std::string_view name) const {
        return name_ == name && space_ == space;
    }

    // Elements open now, the one just started among them.
    [[nodiscard]] std::size_t depth() const { return depth_; }

    struct Attribute {
        std::string_view prefix;
        std::string_view name;
        std::string_view value; // as written, entities not decoded
    };

    // Of the element that just started.
    [[nodiscard]] const std::vector<Attribute>& attributes() const { return attributes_; }

    [[nodiscard]] Space space_of(const Attribute& attribute) {
        return attribute.prefix.empty() ? Space::none : bindings_.of(attribute.prefix);
    }

    // As written, entities not decoded: for numbers and references.
    [[nodiscard]] std::optional<std::string_view> raw_attribute(Space space, std::string_view name);

    // Decoded; empty when absent.
    [[nodiscard]] std::string attribute(Space space, std::string_view name);

    // Appends the piece of text, decoded. False after a failure, which next() then reports.
    bool append_text(std::string& out);

    // Leaves the element that just started; its end is the last token consumed.
    [[nodiscard]] bool skip_element();

    [[nodiscard]] const Error& error() const { return error_; }

    // For fast paths: the bytes that follow the last token, as far as they are here, followed by a
    // NUL. Empty when the scanner is inside a CDATA section or about to report an end.
    [[nodiscard]] std::string_view ahead() const {
        return pending_end_ || mode_ != Mode::content
                   ? std::string_view()
                   : std::string_view(at_, static_cast<std::size_t>(limit() - at_));
    }

    // Passes over bytes of ahead() that are whole, matched tags.
    void pass(const char* to) { at_ = to; }

    // For fast paths: makes sure that ahead() holds at least `size` bytes, or all that is left.
    void look_ahead(std::size_t size);

    [[nodiscard]] Space space_of_prefix(std::string_view prefix) { return bindings_.of(prefix); }

    [[nodiscard]] Space default_space() const { return bindings_.of_default(); }

    // Bindings::changes(): what a fast path has learnt of tags holds while it stays the same.
    [[nodiscard]] std::uint64_t binding_changes() const { return bindings_.changes(); }

    [[nodiscard]] double progress() const { return chunks_.progress(); }

  private:
    enum class Mode : std::uint8_t { content, cdata };

    [[nodiscard]] const char* limit() const { return buffer_.data() + filled_; }

    bool fill() { return fill(longest_); }

    bool fill(std::size_t most);
    Token fail_with(Error error);
    Token fail_malformed(std::string_view found);
    Token finish();
    Token text();
    Token cdata();
    Token close();
    Token end_tag();
    Token start_tag();
    const char* scan_attributes(const char* p);
    Token opened(const char* after, bool empty);
    std::optional<Token> markup();
    bool skip_past(std::string_view opening, std::string_view terminator);
    bool check_declaration();
    void set_name(std::string_view qualified);

    Chunks& chunks_;
    std::uint64_t most_depth_;
    std::uint64_t longest_;
    std::string part_;

    std::string buffer_; // bytes, then a NUL at filled_
    std::size_t filled_ = 0;
    const char* at_ = nullptr;
    bool ended_ = false; // the chunks gave all

    Mode mode_ = Mode::content;
    bool pending_end_ = false;
    bool failed_ = false;
    bool rooted_ = false;
    bool text_raw_ = false; // of a CDATA section
    std::size_t depth_ = 0;
    std::vector<std::string> open_; // qualified names; reused, depth_ of them are valid
    std::string_view name_;
    std::string_view qualified_;
    Space space_ = Space::none;
    std::string_view text_;
    std::vector<Attribute> attributes_;
    Bindings bindings_;
    Error error_;
};

} // namespace tidemark::parse

#include "pipeline/parse/read/ods_text.hpp"

#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <algorithm>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Collapses blanks in what was appended since `from`. `blank`: whether a blank there would follow
// another or begin the paragraph, and so be dropped; updated.
void collapse(std::string& out, std::size_t from, bool& blank) {
    std::size_t to = from;
    for (std::size_t i = from; i < out.size(); ++i) {
        if (!is_blank(out[i])) {
            out[to++] = out[i];
            blank = false;
        } else if (!blank) {
            out[to++] = ' ';
            blank = true;
        }
    }
    out.resize(to);
}

// The characters that an element stands for; nothing for one that only wraps text.
std::string_view stands_for(const XmlScanner& xml) {
    if (xml.is(Space::text, "s")) {
        return " ";
    }
    if (xml.is(Space::text, "tab")) {
        return "\t";
    }
    return xml.is(Space::text, "line-break") ? "\n" : "";
}

// Text that displays as it is written: no entities, no line ends, no blanks that collapse.
bool is_plain(std::string_view text) {
    if (!text.empty() && (text.front() == ' ' || text.back() == ' ')) {
        return false;
    }
    unsigned char before = 0;
    bool ascii = true;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == '&' || (byte == ' ' && before == ' ')) {
            return false;
        }
        ascii = ascii && byte < 0x80;
        before = byte;
    }
    return ascii || is_sound_text(text);
}

bool is_beside(const XmlScanner& xml) {
    if (xml.space() == Space::office) {
        return true; // annotations
    }
    return xml.space() == Space::text && (xml.name() == "note" || xml.name() == "ruby-text");
}

} // namespace

// NOLINTNEXTLINE(readability-function-cognitive-complexity): a scanner's loop
Result<void> append_paragraph(XmlScanner& xml, std::uint64_t most, std::string& out) {
    const std::size_t outside = xml.depth() - 1;
    const auto over = [most] {
        return over_budget("length of a cell's text", "cell_text", most, "bytes");
    };
    bool blank = true; // a blank now would be dropped
    bool soft = false; // the last byte is a collapsed blank, dropped at the end
    while (true) {
        switch (xml.next()) {
        case Token::start: {
            if (is_beside(xml)) {
                if (!xml.skip_element()) {
                    return fail(xml.error());
                }
                break;
            }
            const auto letter = stands_for(xml);
            if (letter.empty()) {
                break;
            }
            const auto raw = xml.raw_attribute(Space::text, "c");
            const auto count = letter == " " && raw ? parse_index(*raw) : std::optional(1U);
            if (!count) {
                return fail(malformed("cell", "a number of blanks", std::string(*raw)));
            }
            if (*count > most - std::min<std::uint64_t>(out.size(), most)) {
                return fail(over());
            }
            out.append(*count, letter[0]);
            blank = false;
            soft = false;
            break;
        }
        case Token::text: {
            const std::size_t from = out.size();
            if (!xml.append_text(out)) {
                return fail(xml.error());
            }
            collapse(out, from, blank);
            soft = out.size() > from ? blank : soft;
            if (out.size() > most) {
                return fail(over());
            }
            break;
        }
        case Token::end:
            if (xml.depth() == outside) {
                if (soft) {
                    out.pop_back();
                }
                return is_sound_text(out)
                           ? Result<void>()
                           : fail(malformed("text", "text in UTF-8", "bytes that are none"));
            }
            break;
        case Token::done:
        case Token::failed:
            return fail(xml.error());
        }
    }
}

bool append_plain_paragraph(XmlScanner& xml, std::uint64_t most, std::string& out) {
    constexpr std::string_view opening = "<text:p>";
    constexpr std::string_view closing = "</text:p>";
    constexpr std::size_t usual = 256;
    xml.look_ahead(usual);
    const auto ahead = xml.ahead();
    if (!ahead.starts_with(opening) || xml.space_of_prefix("text") != Space::text) {
        return false;
    }
    const auto rest = ahead.substr(opening.size());
    const auto text = rest.substr(0, rest.find('<'));
    if (!rest.substr(text.size()).starts_with(closing) || out.size() + text.size() > most ||
        !is_plain(text)) {
        return false;
    }
    out += text;
    xml.pass(text.data() + text.size() + closing.size());
    return true;
}

} // namespace tidemark::parse

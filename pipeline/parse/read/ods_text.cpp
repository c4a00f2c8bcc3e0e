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

bool is_beside(const XmlScanner& xml) {
    if (xml.space() == Space::office) {
        return true; // annotations
    }
    return xml.space() == Space::text && (xml.name() == "note" || xml.name() == "ruby-text");
}

} // namespace

Result<void> append_paragraph(XmlScanner& xml, std::uint64_t most, std::string& out) {
    const std::size_t outside = xml.depth() - 1;
    const auto over = [most] { return over_budget("length of a cell's text", most, "bytes"); };
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

} // namespace tidemark::parse

#include "pipeline/parse/read/ods_formats.hpp"

#include "pipeline/parse/read/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

// A number of digits; nothing when it is not stated or no such number.
std::optional<std::size_t> digits(XmlScanner& xml, std::string_view name) {
    constexpr std::uint32_t most = 30;
    const auto count = parse_index(xml.raw_attribute(Space::number, name).value_or(""));
    return count && *count <= most ? std::optional<std::size_t>(*count) : std::nullopt;
}

bool says(XmlScanner& xml, std::string_view name, std::string_view word) {
    return xml.raw_attribute(Space::number, name) == word;
}

std::string decimals_of(XmlScanner& xml) {
    const std::size_t places = digits(xml, "decimal-places").value_or(0);
    const std::size_t least = std::min(places, digits(xml, "min-decimal-places").value_or(places));
    return places == 0 ? "" : '.' + std::string(least, '0') + std::string(places - least, '#');
}

std::string whole_of(XmlScanner& xml) {
    const std::string least(digits(xml, "min-integer-digits").value_or(0), '0');
    if (!says(xml, "grouping", "true")) {
        return least.empty() ? "#" : least;
    }
    constexpr std::size_t shown = 4; // "#,##0"
    std::string code = std::string(shown - std::min(shown, least.size()), '#') + least;
    for (std::size_t at = code.size(); at > 3; at -= 3) {
        code.insert(at - 3, ",");
    }
    return code;
}

std::string number(XmlScanner& xml) {
    const bool general = !digits(xml, "decimal-places") && !says(xml, "grouping", "true") &&
                         digits(xml, "min-integer-digits").value_or(1) == 1;
    if (general) {
        return "General";
    }
    const std::string thousands = says(xml, "display-factor", "1000")      ? ","
                                  : says(xml, "display-factor", "1000000") ? ",,"
                                                                           : "";
    return whole_of(xml) + decimals_of(xml) + thousands;
}

std::string scientific(XmlScanner& xml) {
    const std::size_t digits_of_power = digits(xml, "min-exponent-digits").value_or(2);
    return whole_of(xml) + decimals_of(xml) + "E+" + std::string(digits_of_power, '0');
}

// `brief`, or when the style is long `full`.
std::string lengths(XmlScanner& xml, std::string_view brief, std::string_view full) {
    return std::string(says(xml, "style", "long") ? full : brief);
}

std::string month(XmlScanner& xml) {
    return says(xml, "textual", "true") ? lengths(xml, "mmm", "mmmm") : lengths(xml, "m", "mm");
}

std::string seconds(XmlScanner& xml) {
    return lengths(xml, "s", "ss") + decimals_of(xml);
}

// What an element stands for; its literal text, where it has one, comes later.
std::string piece(XmlScanner& xml) {
    const std::string_view name = xml.name();
    if (name == "number") {
        return number(xml);
    }
    if (name == "scientific-number") {
        return scientific(xml);
    }
    if (name == "month") {
        return month(xml);
    }
    if (name == "seconds") {
        return seconds(xml);
    }

    struct Word {
        std::string_view name, brief, full;
    };

    constexpr std::array<Word, 10> words{{
        {"fraction", "# ?/?", "# ?/?"},
        {"day", "d", "dd"},
        {"day-of-week", "ddd", "dddd"},
        {"year", "yy", "yyyy"},
        {"quarter", "q", "qq"},
        {"hours", "h", "hh"},
        {"minutes", "m", "mm"},
        {"am-pm", "AM/PM", "AM/PM"},
        {"boolean", "BOOLEAN", "BOOLEAN"},
        {"text-content", "@", "@"},
    }};
    const auto* const word = std::ranges::find(words, name, &Word::name);
    return word == words.end() ? "" : lengths(xml, word->brief, word->full);
}

// As it may stand in a format.
std::string literal(const std::string& text, bool of_percentage) {
    const std::string_view plain = of_percentage ? " -/():%" : " -/():";
    if (text.find_first_not_of(plain) == std::string::npos) {
        return text;
    }
    std::string bare = text;
    std::erase(bare, '"');
    return '"' + bare + '"';
}

class Reading {
  public:
    explicit Reading(XmlScanner& xml)
        : xml_(xml)
        , outside_(xml.depth() - 1)
        , percentage_(xml.name() == "percentage-style")
        , elapsed_(says(xml, "truncate-on-overflow", "false")) {}

    // To the end of the format, or of what can be read: the next token says why.
    void read(std::vector<std::pair<std::string, std::string>>& instead) {
        while (true) {
            switch (xml_.next()) {
            case Token::start:
                start(instead);
                break;
            case Token::text:
                if (in_text_ && !xml_.append_text(text_)) {
                    return;
                }
                break;
            case Token::end:
                if (xml_.depth() == outside_) {
                    return;
                }
                if (in_text_) {
                    code_ += literal(text_, percentage_);
                    in_text_ = false;
                }
                break;
            case Token::done:
            case Token::failed:
                return;
            }
        }
    }

    [[nodiscard]] std::string code() && { return std::move(code_); }

  private:
    void start(std::vector<std::pair<std::string, std::string>>& instead) {
        if (xml_.is(Space::style, "map")) {
            instead.emplace_back(xml_.attribute(Space::style, "condition"),
                                 xml_.attribute(Space::style, "apply-style-name"));
        } else if (xml_.is(Space::style, "text-properties") &&
                   xml_.attribute(Space::fo, "color") == "#ff0000") {
            code_ += "[Red]";
        } else if (xml_.space() == Space::number) {
            in_text_ = xml_.name() == "text" || xml_.name() == "currency-symbol";
            text_.clear();
            const std::string one = piece(xml_);
            code_ += elapsed_ && xml_.name() == "hours" ? '[' + one + ']' : one;
        }
    }

    XmlScanner& xml_;
    std::size_t outside_;
    bool percentage_;
    bool elapsed_; // hours beyond a day
    bool in_text_ = false;
    std::string text_;
    std::string code_;
};

} // namespace

bool OdsFormats::element(XmlScanner& xml) {
    if (xml.space() != Space::number || !xml.name().ends_with("-style")) {
        return false;
    }
    Stated& stated = stated_[xml.attribute(Space::style, "name")];
    stated = {};
    Reading reading(xml);
    reading.read(stated.instead);
    stated.code = std::move(reading).code();
    return true;
}

// "P0;own" where the first is for values of at least zero, as Excel has it too; other conditions
// are written out.
std::string OdsFormats::of(std::string_view name) const {
    const auto found = stated_.find(name);
    if (found == stated_.end()) {
        return {};
    }
    constexpr std::string_view value = "value()";
    std::string all;
    for (const auto& [condition, other] : found->second.instead) {
        const auto part = stated_.find(other);
        if (part == stated_.end() || !condition.starts_with(value)) {
            continue;
        }
        const auto rest = std::string_view(condition).substr(value.size());
        const bool usual = rest == ">=0" || rest == ">0" || rest == "<0";
        all += fmt::format("{}{};", usual ? "" : fmt::format("[{}]", rest), part->second.code);
    }
    return all + found->second.code;
}

} // namespace tidemark::parse

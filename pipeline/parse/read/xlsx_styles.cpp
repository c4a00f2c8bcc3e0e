#include "pipeline/parse/read/xlsx_styles.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

// The sections of the part in their order: number formats, fonts, fills, then the styles that
// number them. Those for conditional formats, which look alike, are left out.
class StylesReader {
  public:
    explicit StylesReader(XmlScanner& xml)
        : xml_(xml) {}

    [[nodiscard]] Result<Styles> read() {
        while (true) {
            switch (xml_.next()) {
            case Token::start:
                if (xml_.space() == Space::sheet) {
                    start();
                }
                break;
            case Token::end:
            case Token::text:
                break;
            case Token::done:
                return finish();
            case Token::failed:
                return fail(xml_.error());
            }
        }
    }

  private:
    struct CellFormat {
        std::uint32_t number = 0;
        std::uint32_t font = 0;
        std::uint32_t fill = 0;
        std::uint32_t indent = 0;
    };

    [[nodiscard]] std::uint32_t index(std::string_view name) {
        return parse_index(xml_.raw_attribute(Space::none, name).value_or("0")).value_or(0);
    }

    [[nodiscard]] bool is(std::size_t depth, std::string_view name) const {
        return xml_.depth() == depth && xml_.name() == name;
    }

    void start() {
        constexpr std::size_t section = 2;
        if (xml_.depth() == section) {
            section_ = xml_.name();
        } else if (section_ == "numFmts" && xml_.name() == "numFmt") {
            own_[index("numFmtId")] = xml_.attribute(Space::none, "formatCode");
        } else if (section_ == "fonts") {
            font();
        } else if (section_ == "fills") {
            fill();
        } else if (section_ == "cellXfs") {
            cell_format();
        }
    }

    void font() {
        if (is(3, "font")) {
            bold_.push_back(false);
        } else if (is(4, "b") && !bold_.empty()) {
            const auto value = xml_.raw_attribute(Space::none, "val").value_or("1");
            bold_.back() = value != "0" && value != "false";
        }
    }

    void fill() {
        if (is(3, "fill")) {
            fills_.emplace_back();
        } else if (fills_.empty()) {
            return;
        } else if (is(4, "gradientFill")) {
            fills_.back() = "gradient";
        } else if (is(4, "patternFill")) {
            const auto pattern = xml_.attribute(Space::none, "patternType");
            fills_.back() = pattern == "none" ? std::string() : pattern;
        } else if (is(5, "fgColor") && fills_.back() == "solid") {
            fills_.back() = colour();
        }
    }

    // Of a theme or palette its number is said: what it looks like is the program's affair.
    [[nodiscard]] std::string colour() {
        auto rgb = rgb_of(xml_.attribute(Space::none, "rgb"));
        if (!rgb.empty()) {
            return rgb;
        }
        for (const std::string_view of : {"theme", "indexed"}) {
            if (xml_.raw_attribute(Space::none, of)) {
                return fmt::format("{} {}", of, index(of));
            }
        }
        return "solid";
    }

    void cell_format() {
        if (is(3, "xf")) {
            formats_.push_back({.number = index("numFmtId"),
                                .font = index("fontId"),
                                .fill = index("fillId"),
                                .indent = 0});
        } else if (is(4, "alignment") && !formats_.empty()) {
            formats_.back().indent = index("indent");
        }
    }

    [[nodiscard]] Styles finish() {
        constexpr std::uint32_t most_indent = 250; // of the standard
        Styles styles;
        for (const auto& format : formats_) {
            styles.add(style_of(
                format.number,
                own_,
                {.format = {},
                 .bold = format.font < bold_.size() && bold_[format.font],
                 .indent = static_cast<std::uint16_t>(std::min(format.indent, most_indent)),
                 .fill = format.fill < fills_.size() ? fills_[format.fill] : std::string()}));
        }
        return styles;
    }

    XmlScanner& xml_;
    std::string section_;
    OwnFormats own_;
    std::vector<bool> bold_; // of each font
    std::vector<std::string> fills_;
    std::vector<CellFormat> formats_;
};

} // namespace

Result<Styles>
read_styles(const Zip& zip, const std::string& part, const Budgets& budgets, Spent& spent) {
    if (part.empty() || zip.find(part) == nullptr) {
        return Styles();
    }
    auto chunks = zip.part(part, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, part);
    return StylesReader(xml).read();
}

} // namespace tidemark::parse

#include "pipeline/parse/read/xlsx_styles.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <map>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

// 18.8.30: formats that have a number but no text in the file. 27 to 36 and 50 to 58 are dates in
// the languages that use them.
const std::map<std::uint32_t, std::string_view>& built_in() {
    static const std::map<std::uint32_t, std::string_view> formats{
        {1, "0"},
        {2, "0.00"},
        {3, "#,##0"},
        {4, "#,##0.00"},
        {9, "0%"},
        {10, "0.00%"},
        {11, "0.00E+00"},
        {12, "# ?/?"},
        {13, "# \?\?/\?\?"},
        {14, "dd/mm/yyyy"},
        {15, "d-mmm-yy"},
        {16, "d-mmm"},
        {17, "mmm-yy"},
        {18, "h:mm AM/PM"},
        {19, "h:mm:ss AM/PM"},
        {20, "h:mm"},
        {21, "h:mm:ss"},
        {22, "dd/mm/yyyy h:mm"},
        {37, "#,##0 ;(#,##0)"},
        {38, "#,##0 ;[Red](#,##0)"},
        {39, "#,##0.00;(#,##0.00)"},
        {40, "#,##0.00;[Red](#,##0.00)"},
        {45, "mm:ss"},
        {46, "[h]:mm:ss"},
        {47, "mm:ss.0"},
        {48, "##0.0E+0"},
        {49, "@"},
    };
    return formats;
}

Style style_of(std::uint32_t number, const std::map<std::uint32_t, std::string>& own) {
    if (const auto found = own.find(number); found != own.end()) {
        const bool general = found->second == "General";
        return {shown_by(found->second), general ? SharedText() : SharedText(found->second)};
    }
    if (const auto found = built_in().find(number); found != built_in().end()) {
        return {shown_by(found->second), SharedText(found->second)};
    }
    const bool date = (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
    return date ? Style{Shown::date, SharedText(std::string_view("yyyy-mm-dd"))} : Style{};
}

} // namespace

Result<Styles>
read_styles(const Zip& zip, const std::string& part, const Budgets& budgets, Spent& spent) {
    Styles styles;
    if (part.empty() || zip.find(part) == nullptr) {
        return styles;
    }
    auto chunks = zip.part(part, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, part);
    std::map<std::uint32_t, std::string> own;
    bool in_cell_styles = false;
    const auto number = [&xml] {
        return parse_index(xml.raw_attribute(Space::none, "numFmtId").value_or("0")).value_or(0);
    };
    while (true) {
        const Token token = xml.next();
        if (token == Token::failed) {
            return fail(xml.error());
        }
        if (token == Token::done) {
            return styles;
        }
        if (xml.is(Space::sheet, "cellXfs")) {
            in_cell_styles = token == Token::start;
        }
        if (token != Token::start) {
            continue;
        }
        if (xml.is(Space::sheet, "numFmt")) {
            own[number()] = xml.attribute(Space::none, "formatCode");
        }
        if (in_cell_styles && xml.is(Space::sheet, "xf")) {
            styles.add(style_of(number(), own));
        }
    }
}

} // namespace tidemark::parse

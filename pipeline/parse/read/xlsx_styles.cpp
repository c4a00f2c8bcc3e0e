#include "pipeline/parse/read/xlsx_styles.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

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
    OwnFormats own;
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

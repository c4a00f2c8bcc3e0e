#include "pipeline/base/text.hpp"
#include "tests/support/books/book.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <algorithm>

namespace tidemark::test {

namespace {

constexpr std::string_view opening =
    R"(<?xml version="1.0" encoding="UTF-8"?>)"
    "\n"
    R"(<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
    R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
    R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
    R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3">)"
    R"(<office:automatic-styles><style:style style:name="ta1" style:family="table">)"
    R"(<style:table-properties table:display="true"/></style:style>)"
    R"(<style:style style:name="ta2" style:family="table">)"
    R"(<style:table-properties table:display="false"/></style:style></office:automatic-styles>)"
    R"(<office:body><office:spreadsheet>)";
constexpr std::string_view closing =
    "</office:spreadsheet></office:body></office:document-content>";
constexpr std::string_view manifest =
    R"(<?xml version="1.0" encoding="UTF-8"?>)"
    "\n"
    R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0")"
    R"( manifest:version="1.3"><manifest:file-entry manifest:full-path="/")"
    R"( manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>)"
    R"(<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>)"
    R"(</manifest:manifest>)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

// Paragraphs, with blanks that would collapse written as elements.
std::string paragraphs(std::string_view text) {
    std::string out = "<text:p>";
    bool after_text = false; // a blank here is kept as it is
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool last = i + 1 == text.size() || text[i + 1] == '\n';
        if (text[i] == '\n') {
            out += "</text:p><text:p>";
            after_text = false;
        } else if (text[i] == '\t') {
            out += "<text:tab/>";
            after_text = false;
        } else if (text[i] == ' ' && (!after_text || last)) {
            out += "<text:s/>";
        } else {
            out += escaped(text.substr(i, 1));
            after_text = text[i] != ' ';
        }
    }
    return out + "</text:p>";
}

std::string cell(const Value& value, const std::string& span) {
    const std::string start = "<table:table-cell" + span;
    const std::string end = "</table:table-cell>";
    if (const auto* number = std::get_if<double>(&value)) {
        return start + R"( office:value-type="float" office:value=")" + plain(*number) + "\">" +
               paragraphs(plain(*number)) + end;
    }
    if (const auto* day = std::get_if<Day>(&value)) {
        return start + R"( office:value-type="date" office:date-value=")" + day_text(*day) + "\">" +
               paragraphs(day_text(*day)) + end;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return start + R"( office:value-type="string">)" + paragraphs(*text) + end;
    }
    return start + "/>";
}

// How a cell begins or lies under a merged area.
struct Place {
    std::string span;
    bool covered = false;
};

Place place(const BookSheet& sheet, std::uint32_t row, std::uint32_t column) {
    for (const auto& merge : sheet.merges) {
        if (row < merge.first_row || row > merge.last_row || column < merge.first_column ||
            column > merge.last_column) {
            continue;
        }
        if (row != merge.first_row || column != merge.first_column) {
            return {"", true};
        }
        return {R"( table:number-columns-spanned=")" +
                    std::to_string(merge.last_column - merge.first_column + 1) +
                    R"(" table:number-rows-spanned=")" +
                    std::to_string(merge.last_row - merge.first_row + 1) + "\"",
                false};
    }
    return {};
}

void append_row(std::string& out, const BookSheet& sheet, std::uint32_t row) {
    const auto& values = sheet.rows[row];
    auto width = static_cast<std::uint32_t>(values.size());
    for (const auto& merge : sheet.merges) {
        if (row >= merge.first_row && row <= merge.last_row) {
            width = std::max(width, merge.last_column + 1);
        }
    }
    out += "<table:table-row>";
    std::uint32_t empty = width == 0 ? 1 : 0; // cells saved up: written as one, repeated
    const auto flush = [&out, &empty] {
        if (empty > 0) {
            out += R"(<table:table-cell table:number-columns-repeated=")" + std::to_string(empty) +
                   "\"/>";
        }
        empty = 0;
    };
    for (std::uint32_t column = 0; column < width; ++column) {
        const auto [span, covered] = place(sheet, row, column);
        const Value value = column < values.size() ? values[column] : Value{};
        if (!covered && span.empty() && std::holds_alternative<std::monostate>(value)) {
            ++empty;
            continue;
        }
        flush();
        out += covered ? "<table:covered-table-cell/>" : cell(value, span);
    }
    flush();
    out += "</table:table-row>";
}

} // namespace

std::string ods_content(const Book& book) {
    std::string out(opening);
    for (const auto& sheet : book) {
        out += "<table:table table:name=\"" + escaped(sheet.name) + "\" table:style-name=\"" +
               (sheet.shown == Shown::yes ? "ta1" : "ta2") + "\">";
        for (std::uint32_t row = 0; row < sheet.rows.size(); ++row) {
            append_row(out, sheet, row);
        }
        // Nearly every real file ends its sheets like this.
        out += R"(<table:table-row table:number-rows-repeated="1000">)"
               R"(<table:table-cell table:number-columns-repeated="16384"/></table:table-row>)"
               "</table:table>";
    }
    out += closing;
    return out;
}

std::string to_ods(const Book& book) {
    ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml", ods_content(book));
    zip.add("META-INF/manifest.xml", manifest);
    return zip.finish();
}

} // namespace tidemark::test

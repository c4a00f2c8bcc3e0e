#include "bench/books.hpp"
#include "pipeline/base/text.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tidemark::bench {

namespace {

constexpr std::string_view opening =
    R"(<?xml version="1.0" encoding="UTF-8"?>)"
    "\n"
    R"(<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
    R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
    R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
    R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
    R"( xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0")"
    R"( xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")"
    R"( office:version="1.3"><office:automatic-styles><style:style style:name="ta1")"
    R"( style:family="table"><style:table-properties table:display="true"/></style:style>)"
    R"(<style:style style:name="ce1" style:family="table-cell"/><number:number-style)"
    R"( style:name="N3"><number:number number:decimal-places="0" number:grouping="true"/>)"
    R"(</number:number-style><style:style style:name="ce2" style:family="table-cell")"
    R"( style:data-style-name="N3"/></office:automatic-styles>)"
    R"(<office:body><office:spreadsheet>)";
constexpr std::string_view closing =
    "</office:spreadsheet></office:body></office:document-content>";

class ContentWriter {
  public:
    explicit ContentWriter(Program program)
        : program_(program) {}

    void table(const test::BookSheet& sheet) {
        fmt::format_to(
            put_,
            R"(<table:table table:name="{}" table:style-name="ta1">)"
            R"(<table:table-column table:style-name="co1" table:number-columns-repeated=)"
            R"("16384" table:default-cell-style-name="Default"/>)",
            sheet.name);
        for (const auto& row : sheet.rows) {
            out_ += R"(<table:table-row table:style-name="ro1">)";
            for (const auto& value : row) {
                cell(value);
            }
            out_ += "</table:table-row>";
        }
        fmt::format_to(put_,
                       R"(<table:table-row table:style-name="ro1" table:number-rows-repeated="{}">)"
                       R"(<table:table-cell table:number-columns-repeated="16384"/>)"
                       "</table:table-row></table:table>",
                       1'048'576 - sheet.rows.size());
    }

    [[nodiscard]] std::string finish() && {
        out_ += closing;
        return std::move(out_);
    }

  private:
    void cell(const test::Value& value) {
        if (const auto* number = std::get_if<double>(&value)) {
            const auto text = plain(*number);
            typed("ce2", "float", fmt::format(R"( office:value="{}")", text), text);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            typed("ce1", "string", "", *text);
        }
    }

    void typed(std::string_view style,
               std::string_view type,
               std::string_view value,
               std::string_view text) {
        if (program_ == Program::libreoffice) {
            fmt::format_to(put_,
                           R"(<table:table-cell table:style-name="{0}" office:value-type="{1}"{2})"
                           R"( calcext:value-type="{1}"><text:p>{3}</text:p></table:table-cell>)",
                           style,
                           type,
                           value,
                           text);
        } else {
            fmt::format_to(put_,
                           R"(<table:table-cell office:value-type="{1}"{2})"
                           R"( table:style-name="{0}"><text:p>{3}</text:p></table:table-cell>)",
                           style,
                           type,
                           value,
                           text);
        }
    }

    Program program_;
    std::string out_{opening};
    std::back_insert_iterator<std::string> put_{out_};
};

} // namespace

std::string ods_book(const test::Book& book, Program program) {
    ContentWriter content(program);
    for (const auto& sheet : book) {
        content.table(sheet);
    }
    test::ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml", std::move(content).finish(), test::Packing::deflated);
    zip.add("META-INF/manifest.xml",
            R"(<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest=)"
            R"("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">)"
            R"(<manifest:file-entry manifest:full-path="/" manifest:media-type=)"
            R"("application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry )"
            R"(manifest:full-path="content.xml" manifest:media-type="text/xml"/>)"
            R"(</manifest:manifest>)");
    return zip.finish();
}

} // namespace tidemark::bench

// helpers: small books by hand, and the cells of a sheet as text.
#pragma once

#include "pipeline/parse/read/read.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::test {

// Throws with the error's line, so that a test fails with it.
inline Workbook read_or_throw(std::string_view bytes, const Read& how = {}) {
    auto book = parse::read_workbook(bytes, how);
    if (!book) {
        throw std::runtime_error(book.error().to_text());
    }
    return std::move(*book);
}

inline Error
refusal(std::string_view bytes, const parse::Budgets& budgets = {}, const Read& how = {}) {
    auto book = parse::read_workbook(bytes, how, {}, budgets);
    EXPECT_FALSE(book.has_value());
    return book ? Error{} : book.error();
}

inline std::string_view type_name(CellType type) {
    switch (type) {
    case CellType::empty:
        return "empty";
    case CellType::number:
        return "number";
    case CellType::text:
        return "text";
    case CellType::date:
        return "date";
    case CellType::boolean:
        return "boolean";
    case CellType::error:
        return "error";
    }
    return "?";
}

// "A1 number 5 | B2 text Kent": type and text of every cell.
inline std::string cells_of(const Sheet& sheet) {
    std::vector<std::string> all;
    for (const auto& cell : sheet.cells) {
        all.push_back(
            fmt::format("{} {} {}", to_text(cell.at), type_name(cell.type), cell.text.view()));
    }
    return fmt::format("{}", fmt::join(all, " | "));
}

struct XlsxParts {
    std::string sheet_data;  // inside <sheetData>
    std::string after_data;  // after it
    std::string strings;     // inside <sst>
    std::string styles;      // inside <styleSheet>
    std::string workbook_pr; // before <sheets>
    std::string target = "worksheets/sheet1.xml";
    std::string state;   // of the sheet
    std::string doctype; // before <sst>
};

inline constexpr std::string_view sheet_ns =
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

inline std::string whole_sheet(std::string_view data, std::string_view after = {}) {
    return fmt::format(
        R"(<worksheet xmlns="{}"><sheetData>{}</sheetData>{}</worksheet>)", sheet_ns, data, after);
}

inline void add_frame(ZipWriter& zip, const XlsxParts& parts) {
    constexpr std::string_view rel =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    constexpr std::string_view package =
        "http://schemas.openxmlformats.org/package/2006/relationships";
    zip.add("_rels/.rels",
            fmt::format(R"(<Relationships xmlns="{}"><Relationship Id="rId1")"
                        R"( Type="{}/officeDocument" Target="xl/workbook.xml"/></Relationships>)",
                        package,
                        rel));
    zip.add("xl/workbook.xml",
            fmt::format(R"(<workbook xmlns="{}" xmlns:r="{}">{}<sheets><sheet name="S" sheetId="1")"
                        R"( state="{}" r:id="rId1"/></sheets></workbook>)",
                        sheet_ns,
                        rel,
                        parts.workbook_pr,
                        parts.state.empty() ? "visible" : parts.state));
    zip.add("xl/_rels/workbook.xml.rels",
            fmt::format(R"(<Relationships xmlns="{0}"><Relationship Id="rId1")"
                        R"( Type="{1}/worksheet" Target="{2}"/><Relationship Id="rId2")"
                        R"( Type="{1}/sharedStrings" Target="sharedStrings.xml"/>)"
                        R"(<Relationship Id="rId3" Type="{1}/styles" Target="styles.xml"/>)"
                        R"(</Relationships>)",
                        package,
                        rel,
                        parts.target));
    zip.add("xl/sharedStrings.xml",
            fmt::format(R"({}<sst xmlns="{}">{}</sst>)", parts.doctype, sheet_ns, parts.strings),
            Packing::deflated);
    zip.add("xl/styles.xml",
            fmt::format(R"(<styleSheet xmlns="{}">{}</styleSheet>)", sheet_ns, parts.styles));
}

inline std::string xlsx(const XlsxParts& parts) {
    ZipWriter zip;
    add_frame(zip, parts);
    zip.add("xl/worksheets/sheet1.xml",
            whole_sheet(parts.sheet_data, parts.after_data),
            Packing::deflated);
    return zip.finish();
}

inline std::string xlsx_of(std::string_view sheet_data) {
    XlsxParts parts;
    parts.sheet_data = sheet_data;
    parts.strings = "<si><t>hello</t></si>";
    return xlsx(parts);
}

// An ODS book of one table, "S", with these rows; `before`: what stands before the root element.
inline std::string ods_of(std::string_view rows, std::string_view before = {}) {
    ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml",
            fmt::format(
                R"({}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:)"
                R"(office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
                R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>)"
                R"(<office:spreadsheet><table:table table:name="S">{}</table:table>)"
                R"(</office:spreadsheet></office:body></office:document-content>)",
                before,
                rows),
            Packing::deflated);
    return zip.finish();
}

} // namespace tidemark::test

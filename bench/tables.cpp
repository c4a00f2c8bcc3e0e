#include "bench/tables.hpp"

#include "pipeline/base/text.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <random>
#include <unordered_map>

namespace tidemark::bench {

namespace {

using test::Packing;
using test::Row;
using test::Value;

constexpr std::array<std::string_view, 8> header{"Financial Year",
                                                 "Financial Quarter",
                                                 "Force Name",
                                                 "Offence Description",
                                                 "Offence Group",
                                                 "Offence Subgroup",
                                                 "Number of Offences",
                                                 "Number of Outcomes"};
constexpr std::array<std::string_view, 8> forces{"Avon and Somerset",
                                                 "Bedfordshire",
                                                 "City of London",
                                                 "Devon and Cornwall",
                                                 "Dyfed-Powys",
                                                 "Greater Manchester",
                                                 "Kent",
                                                 "Metropolitan Police"};
constexpr std::array<std::string_view, 5> groups{"Violence against the person",
                                                 "Sexual offences",
                                                 "Theft offences",
                                                 "Criminal damage and arson",
                                                 "Miscellaneous crimes against society"};

Row made_up_row(std::uint32_t i, std::mt19937& random) {
    const std::uint32_t year = 2012 + i / 40'000;
    const std::uint32_t offence = i % 130;
    return {fmt::format("{}/{:02}", year, (year + 1) % 100),
            static_cast<double>(1 + i / 10'000 % 4),
            std::string(forces[i % forces.size()]),
            fmt::format("Offence number {} as it is described", offence),
            std::string(groups[offence % groups.size()]),
            fmt::format("Subgroup {}", offence % 37),
            static_cast<double>(random() % 1000),
            static_cast<double>(random() % 30)};
}

constexpr std::string_view ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relations_xml(std::string_view body) {
    return fmt::format(
        R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/)"
        R"(2006/relationships">{}</Relationships>)",
        body);
}

std::string relation_xml(std::string_view id, std::string_view type, std::string_view target) {
    return fmt::format(
        R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, relationships, type, target);
}

struct Parts {
    std::string sheet;
    std::string strings;
};

Parts excel_parts(const std::vector<Row>& table) {
    std::unordered_map<std::string, std::size_t> known;
    std::string items;
    std::string sheet =
        fmt::format(R"(<?xml version="1.0"?><worksheet xmlns="{}"><sheetData>)", ns);
    for (std::size_t row = 0; row < table.size(); ++row) {
        sheet += fmt::format(R"(<row r="{}" spans="1:8">)", row + 1);
        for (std::size_t column = 0; column < table[row].size(); ++column) {
            const char letter = static_cast<char>('A' + column);
            const Value& value = table[row][column];
            if (const auto* number = std::get_if<double>(&value)) {
                sheet += fmt::format(
                    R"(<c r="{}{}" s="1"><v>{}</v></c>)", letter, row + 1, plain(*number));
                continue;
            }
            const auto& text = std::get<std::string>(value);
            const auto [entry, added] = known.try_emplace(text, known.size());
            if (added) {
                items += fmt::format("<si><t>{}</t></si>", text);
            }
            sheet +=
                fmt::format(R"(<c r="{}{}" t="s"><v>{}</v></c>)", letter, row + 1, entry->second);
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    return {std::move(sheet),
            fmt::format(R"(<?xml version="1.0"?><sst xmlns="{}">{}</sst>)", ns, items)};
}

} // namespace

std::vector<Row> big_table(std::uint32_t rows) {
    std::mt19937 random(20260712); // NOLINT(cert-msc51-cpp): the same table each time
    std::vector<Row> table;
    table.reserve(rows + 1);
    table.emplace_back();
    for (const auto text : header) {
        table.front().emplace_back(std::string(text));
    }
    for (std::uint32_t i = 0; i < rows; ++i) {
        table.push_back(made_up_row(i, random));
    }
    return table;
}

std::string big_xlsx(const std::vector<Row>& table) {
    const auto [sheet, strings] = excel_parts(table);
    test::ZipWriter zip;
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add("_rels/.rels",
            relations_xml(relation_xml("rId1", "officeDocument", "xl/workbook.xml")));
    zip.add(
        "xl/workbook.xml",
        fmt::format(R"(<workbook xmlns="{}" xmlns:r="{}"><sheets><sheet name="Data" sheetId="1")"
                    R"( r:id="rId1"/></sheets></workbook>)",
                    ns,
                    relationships));
    zip.add("xl/_rels/workbook.xml.rels",
            relations_xml(relation_xml("rId1", "worksheet", "worksheets/sheet1.xml") +
                          relation_xml("rId2", "sharedStrings", "sharedStrings.xml") +
                          relation_xml("rId3", "styles", "styles.xml")));
    zip.add("xl/styles.xml",
            fmt::format(R"(<styleSheet xmlns="{}"><cellXfs><xf numFmtId="0"/><xf numFmtId="3"/>)"
                        R"(</cellXfs></styleSheet>)",
                        ns));
    zip.add("xl/sharedStrings.xml", strings, Packing::deflated);
    zip.add("xl/worksheets/sheet1.xml", sheet, Packing::deflated);
    return zip.finish();
}

std::string big_ods(const std::vector<Row>& table) {
    test::BookSheet sheet;
    sheet.name = "Data";
    sheet.rows = table;
    test::ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml", test::ods_content({sheet}), Packing::deflated);
    return zip.finish();
}

} // namespace tidemark::bench

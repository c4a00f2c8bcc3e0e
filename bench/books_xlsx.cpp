#include "bench/books.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/model/cell.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <fmt/format.h>

#include <iterator>
#include <unordered_map>

namespace tidemark::bench {

namespace {

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

// Other programs look here for what each part is.
std::string content_types_xml(std::size_t sheets) {
    constexpr std::string_view kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    const auto part = [kind](std::string_view name, std::string_view type) {
        return fmt::format(
            R"(<Override PartName="/xl/{}.xml" ContentType="{}.{}+xml"/>)", name, kind, type);
    };
    std::string out =
        R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/)"
        R"(content-types"><Default Extension="rels" ContentType="application/)"
        R"(vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Default Extension="xml" ContentType="application/xml"/>)";
    out += part("workbook", "sheet.main") + part("styles", "styles") +
           part("sharedStrings", "sharedStrings");
    for (std::size_t i = 1; i <= sheets; ++i) {
        out += part(fmt::format("worksheets/sheet{}", i), "worksheet");
    }
    return out + "</Types>";
}

class SharedStrings {
  public:
    std::size_t index_of(const std::string& text) {
        const auto [entry, added] = known_.try_emplace(text, known_.size());
        if (added) {
            items_ += "<si><t>" + text + "</t></si>";
        }
        return entry->second;
    }

    [[nodiscard]] std::string xml() const {
        return fmt::format(R"(<?xml version="1.0"?><sst xmlns="{}">{}</sst>)", ns, items_);
    }

  private:
    std::unordered_map<std::string, std::size_t> known_;
    std::string items_;
};

std::string sheet_xml(const test::BookSheet& sheet, SharedStrings& strings) {
    std::string out = fmt::format(R"(<?xml version="1.0"?><worksheet xmlns="{}"><sheetData>)", ns);
    const auto put = std::back_inserter(out);
    for (std::uint32_t row = 0; row < sheet.rows.size(); ++row) {
        const auto& values = sheet.rows[row];
        fmt::format_to(put, R"(<row r="{}" spans="1:{}">)", row + 1, values.size());
        for (std::uint32_t column = 0; column < values.size(); ++column) {
            const auto at = to_text(Address{row, column});
            if (const auto* number = std::get_if<double>(&values[column])) {
                fmt::format_to(put, R"(<c r="{}" s="1"><v>{}</v></c>)", at, plain(*number));
            } else if (const auto* text = std::get_if<std::string>(&values[column])) {
                fmt::format_to(
                    put, R"(<c r="{}" t="s"><v>{}</v></c>)", at, strings.index_of(*text));
            }
        }
        out += "</row>";
    }
    return out + "</sheetData></worksheet>";
}

} // namespace

std::string xlsx_book(const test::Book& book) {
    test::ZipWriter zip;
    zip.add("[Content_Types].xml", content_types_xml(book.size()));
    zip.add("_rels/.rels",
            relations_xml(relation_xml("rId1", "officeDocument", "xl/workbook.xml")));
    SharedStrings strings;
    std::string sheets;
    std::string relations;
    for (std::size_t i = 0; i < book.size(); ++i) {
        const auto id = fmt::format("rId{}", i + 1);
        sheets +=
            fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="{}"/>)", book[i].name, i + 1, id);
        relations += relation_xml(id, "worksheet", fmt::format("worksheets/sheet{}.xml", i + 1));
        zip.add(fmt::format("xl/worksheets/sheet{}.xml", i + 1),
                sheet_xml(book[i], strings),
                test::Packing::deflated);
    }
    zip.add("xl/workbook.xml",
            fmt::format(R"(<workbook xmlns="{}" xmlns:r="{}"><sheets>{}</sheets></workbook>)",
                        ns,
                        relationships,
                        sheets));
    zip.add("xl/_rels/workbook.xml.rels",
            relations_xml(relations +
                          relation_xml("strings", "sharedStrings", "sharedStrings.xml") +
                          relation_xml("styles", "styles", "styles.xml")));
    zip.add("xl/styles.xml",
            fmt::format(R"(<styleSheet xmlns="{}"><cellXfs><xf numFmtId="0"/><xf numFmtId="3"/>)"
                        R"(</cellXfs></styleSheet>)",
                        ns));
    zip.add("xl/sharedStrings.xml", strings.xml(), test::Packing::deflated);
    return zip.finish();
}

} // namespace tidemark::bench

// The parts of an XLSX package (support/parts.hpp), stored in a ZIP archive. Parts that say where
// the others are stand in when the input has none, so that a sheet alone is an input.
#include "tests/fuzz/support/book_check.hpp"
#include "tests/fuzz/support/check.hpp"
#include "tests/fuzz/support/parts.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <array>

namespace tidemark::fuzz {

namespace {

constexpr std::array<Part, 3> stand_ins{{
    {"_rels/.rels",
     R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
     R"(<Relationship Id="rId1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org)"
     R"(/officeDocument/2006/relationships/officeDocument"/></Relationships>)"},
    {"xl/_rels/workbook.xml.rels",
     R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
     R"(<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="http://x/worksheet"/>)"
     R"(<Relationship Id="rId2" Target="sharedStrings.xml" Type="http://x/sharedStrings"/>)"
     R"(<Relationship Id="rId3" Target="styles.xml" Type="http://x/styles"/></Relationships>)"},
    {"xl/workbook.xml",
     R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r=)"
     R"("http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>)"
     R"(<sheet name="Table 1" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
}};

std::string packed(const std::vector<Part>& parts) {
    test::ZipWriter zip;
    for (const Part& part : stand_ins) {
        if (find_part(parts, part.name) == nullptr) {
            zip.add(part.name, part.text);
        }
    }
    for (const Part& part : parts) {
        zip.add(part.name.empty() ? "xl/worksheets/sheet1.xml" : part.name, part.text);
    }
    return zip.finish();
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark::fuzz;
    check_reading(packed(parts_of(text_of(data, size))));
    return 0;
}

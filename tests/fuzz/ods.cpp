// The content.xml of an ODS workbook, or several parts (support/parts.hpp), stored in a ZIP
// archive.
#include "tests/fuzz/support/book_check.hpp"
#include "tests/fuzz/support/check.hpp"
#include "tests/fuzz/support/parts.hpp"
#include "tests/support/books/zip_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark;
    const std::vector<fuzz::Part> parts = fuzz::parts_of(fuzz::text_of(data, size));
    test::ZipWriter zip;
    if (fuzz::find_part(parts, "mimetype") == nullptr) {
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    }
    for (const fuzz::Part& part : parts) {
        zip.add(part.name.empty() ? "content.xml" : part.name, part.text);
    }
    fuzz::check_reading(zip.finish());
    return 0;
}

// The bytes of a ZIP archive, lies and all: its directory, every part, and the workbook in it.
#include "pipeline/parse/read/zip.hpp"

#include "tests/fuzz/support/book_check.hpp"
#include "tests/fuzz/support/check.hpp"

#include <array>

namespace tidemark::fuzz {

namespace {

// Reads a part to its end or its error; gives the number of its bytes.
std::uint64_t drain(const parse::Zip& zip, std::string_view name, parse::Spent& spent) {
    auto part = zip.part(name, spent);
    if (!part) {
        check_error(part.error());
        return 0;
    }
    std::array<char, 4096> buffer{};
    std::uint64_t bytes = 0;
    while (true) {
        const auto got = (*part)->read(buffer.data(), buffer.size());
        if (!got) {
            check_error(got.error());
            return bytes;
        }
        if (*got == 0) {
            return bytes;
        }
        check(*got <= buffer.size(), "no more bytes are given than there is room");
        check((*part)->progress() >= 0 && (*part)->progress() <= 1, "progress is between 0 and 1");
        bytes += *got;
    }
}

void check_archive(const parse::Zip& zip, const parse::Budgets& budgets) {
    check(zip.entries().size() <= budgets.entries, "entries are within their budget");
    parse::Spent spent;
    std::uint64_t given = 0;
    for (const auto& entry : zip.entries()) {
        check(entry.name.ends_with('/') || zip.find(entry.name) != nullptr,
              "an entry that is no folder is found by its name",
              entry.name);
        given += drain(zip, entry.name, spent);
    }
    check(given <= budgets.inflated, "inflated bytes are within their budget");
    check(given <= spent.inflated, "all that was given is counted");
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark;
    const std::string_view bytes = fuzz::text_of(data, size);
    const auto budgets = fuzz::small_budgets();
    const auto zip = parse::Zip::open(bytes, budgets);
    if (zip) {
        fuzz::check_archive(*zip, budgets);
    } else {
        fuzz::check_error(zip.error());
    }
    fuzz::check_reading(bytes);
    return 0;
}

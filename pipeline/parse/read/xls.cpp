#include "pipeline/parse/read/xls.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xls_globals.hpp"
#include "pipeline/parse/read/xls_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::parse {

namespace {

std::string decided(const XlsGlobals& globals) {
    return globals.texts.biff == Biff::eight
               ? "XLS, BIFF8"
               : fmt::format("XLS, BIFF5, {}", globals.texts.code_page.name());
}

class BookReader {
  public:
    BookReader(Records& records,
               const XlsGlobals& globals,
               const SheetFilter& wanted,
               const Budgets& budgets,
               Spent& spent)
        : records_(records)
        , shared_{globals, {}}
        , wanted_(wanted)
        , budgets_(budgets)
        , spent_(spent)
        , size_(records.size()) {
        for (const auto& place : globals.sheets) {
            starts_.push_back(place.offset);
        }
        std::ranges::sort(starts_);
    }

    [[nodiscard]] Result<Workbook> read();

  private:
    [[nodiscard]] bool chosen(const XlsSheetPlace& place) const {
        return place.has_cells && (!wanted_ || wanted_(place.name, place.visibility));
    }

    [[nodiscard]] Result<void> read_sheet(const XlsSheetPlace& place, Sheet& sheet);

    Records& records_;
    XlsShared shared_;
    const SheetFilter& wanted_;
    const Budgets& budgets_;
    Spent& spent_;
    std::uint64_t size_;
    std::vector<std::uint64_t> starts_; // of the sheets, sorted
    std::uint64_t walked_ = 0;          // bytes of sheets
};

Result<Workbook> BookReader::read() {
    const auto& globals = shared_.globals;
    Workbook book{.format = Format::xls, .decided = decided(globals), .sheets = {}};
    if (std::ranges::any_of(globals.sheets, [this](const auto& place) { return chosen(place); })) {
        auto strings = read_xls_strings(records_, globals);
        if (!strings) {
            return propagate(strings);
        }
        shared_.strings = std::move(*strings);
    }
    for (const auto& place : globals.sheets) {
        Sheet& sheet = book.sheets.emplace_back();
        sheet.name = place.name;
        sheet.visibility = place.visibility;
        if (!chosen(place)) {
            continue;
        }
        if (auto read = read_sheet(place, sheet); !read) {
            return fail(at_sheet(std::move(read).error(), place.name));
        }
    }
    return book;
}

Result<void> BookReader::read_sheet(const XlsSheetPlace& place, Sheet& sheet) {
    if (!records_.seek(place.offset)) {
        return fail(malformed("record",
                              "the beginning of the sheet",
                              fmt::format("byte {}, beyond the end", place.offset)));
    }
    const auto next = std::ranges::upper_bound(starts_, place.offset);
    const auto end = next == starts_.end() ? size_ : *next;
    if (auto read = read_xls_sheet(records_, end, shared_, budgets_, spent_, sheet); !read) {
        return read;
    }
    // Else ten thousand sheets could share the bytes of one.
    walked_ += records_.offset() - place.offset;
    if (walked_ > size_) {
        return fail(malformed("workbook", "sheets that lie apart", "some that overlap"));
    }
    return {};
}

} // namespace

Result<Workbook>
read_xls(const Pieces& stream, const SheetFilter& wanted, const Budgets& budgets, Spent& spent) {
    Records records(stream);
    const auto globals = read_xls_globals(records, budgets);
    if (!globals) {
        return fail(globals.error());
    }
    return BookReader(records, *globals, wanted, budgets, spent).read();
}

} // namespace tidemark::parse

#include "pipeline/parse/read/xls.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xls_globals.hpp"
#include "pipeline/parse/read/xls_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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
               BookSink& sink,
               const Budgets& budgets,
               Spent& spent)
        : records_(records)
        , shared_{globals, {}}
        , sink_(sink)
        , budgets_(budgets)
        , spent_(spent)
        , size_(records.size()) {
        for (const auto& place : globals.sheets) {
            starts_.push_back(place.offset);
        }
        std::ranges::sort(starts_);
    }

    [[nodiscard]] Result<ReadAs> read();

  private:
    [[nodiscard]] Result<void> read_sheet(const XlsSheetPlace& place, SheetSink& sink);

    Records& records_;
    XlsShared shared_;
    BookSink& sink_;
    const Budgets& budgets_;
    Spent& spent_;
    std::uint64_t size_;
    std::vector<std::uint64_t> starts_; // of the sheets, sorted
    std::uint64_t walked_ = 0;          // bytes of sheets
};

Result<ReadAs> BookReader::read() {
    const auto& globals = shared_.globals;
    std::vector<std::pair<const XlsSheetPlace*, SheetSink*>> chosen;
    for (const auto& place : globals.sheets) {
        SheetSink* sheet = sink_.sheet(place.name, place.visibility);
        if (sheet != nullptr && place.has_cells) {
            chosen.emplace_back(&place, sheet);
        }
    }
    if (!chosen.empty()) {
        auto strings = read_xls_strings(records_, globals);
        if (!strings) {
            return propagate(strings);
        }
        shared_.strings = std::move(*strings);
    }
    for (const auto& [place, sheet] : chosen) {
        if (auto read = read_sheet(*place, *sheet); !read) {
            return fail(at_sheet(std::move(read).error(), place->name));
        }
    }
    return ReadAs{Format::xls, decided(globals)};
}

Result<void> BookReader::read_sheet(const XlsSheetPlace& place, SheetSink& sink) {
    if (!records_.seek(place.offset)) {
        return fail(malformed("record",
                              "the beginning of the sheet",
                              fmt::format("byte {}, beyond the end", place.offset)));
    }
    const auto next = std::ranges::upper_bound(starts_, place.offset);
    const auto end = next == starts_.end() ? size_ : *next;
    if (auto read = read_xls_sheet(records_, end, shared_, budgets_, spent_, sink); !read) {
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

Result<ReadAs>
read_xls(const Pieces& stream, BookSink& sink, const Budgets& budgets, Spent& spent) {
    Records records(stream);
    const auto globals = read_xls_globals(records, budgets);
    if (!globals) {
        return fail(globals.error());
    }
    return BookReader(records, *globals, sink, budgets, spent).read();
}

} // namespace tidemark::parse

#include "pipeline/parse/read/xls_globals.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xls_looks.hpp"
#include "pipeline/parse/read/xls_names.hpp"

#include <fmt/format.h>

#include <utility>

namespace tidemark::parse {

namespace {

constexpr std::uint16_t version_5 = 0x0500;
constexpr std::uint16_t version_8 = 0x0600;
constexpr std::uint16_t of_globals = 0x0005;

Error cut_record(std::string_view name) {
    return malformed("record", fmt::format("a whole {} record", name), "a shorter one");
}

std::string release_of(std::uint16_t bof, std::uint16_t version) {
    switch (bof) {
    case 0x0009:
        return "an Excel 2 workbook";
    case 0x0209:
        return "an Excel 3 workbook";
    case 0x0409:
        return "an Excel 4 workbook";
    case xls::bof:
        return fmt::format("a workbook of BIFF version {:04X}", version);
    default:
        return fmt::format("a record of type {:04X}", bof);
    }
}

class GlobalsReader {
  public:
    GlobalsReader(Records& records, const Budgets& budgets)
        : records_(records) {
        globals_.texts.most = budgets.cell_text;
    }

    [[nodiscard]] Result<XlsGlobals> read() {
        if (auto begun = begin(); !begun) {
            return propagate(begun);
        }
        while (true) {
            const auto offset = records_.offset();
            if (!records_.next()) {
                return fail(records_.error());
            }
            if (records_.type() == xls::eof) {
                return finish();
            }
            if (records_.type() == xls::sst) {
                globals_.shared_strings = offset;
                continue;
            }
            if (auto read = record(); !read) {
                return propagate(read);
            }
        }
    }

  private:
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> record();
    [[nodiscard]] Result<void> sheet();
    [[nodiscard]] Result<void> format();
    [[nodiscard]] Result<XlsGlobals> finish();

    Records& records_;
    XlsGlobals globals_;
    OwnFormats formats_;
    XlsLooks looks_;
};

Result<void> GlobalsReader::begin() {
    if (!records_.next()) {
        return fail(records_.error());
    }
    const auto body = records_.body();
    const auto version = body.size() < 4 ? std::uint16_t{0} : u16(body, 0);
    if (records_.type() != xls::bof || (version != version_5 && version != version_8)) {
        Error error = malformed(
            "kind", "an XLS workbook of Excel 5 to 2003", release_of(records_.type(), version));
        error.next = "ask the publisher for XLSX, ODS or CSV";
        return fail(std::move(error));
    }
    if (u16(body, 2) != of_globals) {
        return fail(malformed("workbook", "a workbook with a list of sheets", "a sheet alone"));
    }
    globals_.texts.biff = version == version_5 ? Biff::five : Biff::eight;
    return {};
}

Result<void> GlobalsReader::record() {
    const auto body = records_.body();
    const auto flag = [body] { return body.size() < 2 ? std::uint16_t{0} : u16(body, 0); };
    switch (records_.type()) {
    case xls::file_pass: {
        Error error = malformed("encrypted", "a readable file", "an encrypted XLS workbook");
        error.next = "ask the publisher for a file without a password";
        return fail(std::move(error));
    }
    case xls::code_page:
        if (globals_.texts.biff == Biff::five) {
            globals_.texts.code_page = CodePage(flag());
        }
        return {};
    case xls::date_mode:
        globals_.epoch = flag() == 1 ? Epoch::y1904 : Epoch::y1900;
        return {};
    case xls::bound_sheet:
        return sheet();
    case xls::format:
        return format();
    case xls::xf:
        return looks_.xf(body, globals_.texts.biff) ? Result<void>() : fail(cut_record("XF"));
    case xls::font:
        looks_.font(body);
        return {};
    case xls::palette:
        looks_.palette(body);
        return {};
    default:
        return {};
    }
}

Result<void> GlobalsReader::sheet() {
    constexpr std::size_t before_name = 6;
    const auto body = records_.body();
    if (body.size() <= before_name) {
        return fail(cut_record("BOUNDSHEET"));
    }
    XlsSheetPlace place;
    place.offset = u32(body, 0);
    const unsigned state = u8(body, 4) & 3U;
    place.visibility = state == 0   ? Visibility::visible
                       : state == 1 ? Visibility::hidden
                                    : Visibility::very_hidden;
    place.has_cells = u8(body, 5) == 0;
    auto read =
        RecordText(records_, globals_.texts, before_name).string(Count::one_byte, place.name);
    globals_.sheets.push_back(std::move(place));
    return read;
}

Result<void> GlobalsReader::format() {
    const auto body = records_.body();
    if (body.size() < 3) {
        return fail(cut_record("FORMAT"));
    }
    const auto number = u16(body, 0);
    const auto count = globals_.texts.biff == Biff::five ? Count::one_byte : Count::two_bytes;
    return RecordText(records_, globals_.texts, 2).string(count, formats_[number]);
}

Result<XlsGlobals> GlobalsReader::finish() {
    if (globals_.sheets.empty()) {
        return fail(malformed("workbook", "a workbook with sheets", "one without"));
    }
    globals_.styles = looks_.styles(formats_);
    return std::move(globals_);
}

} // namespace

Result<XlsGlobals> read_xls_globals(Records& records, const Budgets& budgets) {
    return GlobalsReader(records, budgets).read();
}

Result<std::vector<CellText>> read_xls_strings(Records& records, const XlsGlobals& globals) {
    constexpr std::size_t counts = 8; // all uses, all strings
    std::vector<CellText> strings;
    if (!globals.shared_strings) {
        return strings;
    }
    if (!records.seek(*globals.shared_strings) || !records.next()) {
        return fail(records.error());
    }
    if (records.body().size() < counts) {
        return fail(cut_record("SST"));
    }
    const auto stated = u32(records.body(), 4);
    RecordText text(records, globals.texts, counts);
    std::string string;
    while (text.more()) {
        auto read = text.string(Count::two_bytes, string);
        if (!read && strings.size() >= stated) {
            return strings; // bytes behind the last are not of the table
        }
        if (!read) {
            return fail(
                at_part(std::move(read).error(), fmt::format("shared string {}", strings.size())));
        }
        strings.emplace_back(string);
    }
    return strings;
}

} // namespace tidemark::parse

#include "pipeline/parse/read/xls_sheet.hpp"

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xls_names.hpp"
#include "pipeline/parse/read/xls_values.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace tidemark::parse {

namespace {

constexpr std::size_t cell_size = 6; // row, column, XF: how each cell's record begins
constexpr std::uint32_t most_columns_of_xls = 256;

// Where a cell is, and its XF.
struct Place {
    Address at;
    std::uint16_t style = 0;
};

// How far the reading of a sheet has come, to foresee how many cells there will be.
struct Progress {
    std::uint64_t from = 0;
    std::uint64_t at = 0;
    std::uint64_t end = 0;

    [[nodiscard]] double progress() const {
        return end <= from ? 0 : static_cast<double>(at - from) / static_cast<double>(end - from);
    }
};

class XlsSheetReader {
  public:
    XlsSheetReader(Records& records,
                   std::uint64_t end,
                   const XlsShared& shared,
                   const Budgets& budgets,
                   Spent& spent,
                   SheetSink& sink)
        : records_(records)
        , shared_(shared)
        , builder_(sink, budgets, spent)
        , end_(end) {}

    [[nodiscard]] Result<void> read();

  private:
    [[nodiscard]] Result<void> record();
    [[nodiscard]] Result<void> shared_text();
    [[nodiscard]] Result<void> own_text();
    [[nodiscard]] Result<void> rk();
    [[nodiscard]] Result<void> several_rk();
    [[nodiscard]] Result<void> number();
    [[nodiscard]] Result<void> boolean_or_error();
    [[nodiscard]] Result<void> formula();
    [[nodiscard]] Result<void> formula_text();
    [[nodiscard]] Result<void> merges();

    [[nodiscard]] Cell* add(const Place& place, CellType type);
    [[nodiscard]] Error refused(const Place& place) const;
    [[nodiscard]] Result<void> put_number(const Place& place, double value);
    [[nodiscard]] Result<void>
    put(const Place& place, CellType type, const CellText& text, double value = 0);
    [[nodiscard]] Result<void> put_error(const Place& place, std::uint8_t code);
    [[nodiscard]] Result<void> put_boolean(const Place& place, std::uint8_t value);

    [[nodiscard]] std::optional<Place> place(std::size_t size);
    [[nodiscard]] Error cut_cell(std::string_view name) const;
    [[nodiscard]] Error no_text() const;

    Records& records_;
    const XlsShared& shared_;
    SheetBuilder builder_;
    std::uint64_t end_;
    std::uint64_t from_ = 0;
    std::uint32_t row_ = 0;
    std::optional<Place> awaiting_; // a formula whose text is in the STRING record to come
    std::string text_;
};

Result<void> XlsSheetReader::read() {
    from_ = records_.offset();
    if (!records_.next()) {
        return fail(records_.error());
    }
    if (records_.type() != xls::bof) {
        return fail(malformed("record",
                              "the beginning of the sheet",
                              fmt::format("a record of type {:04X}", records_.type())));
    }
    std::size_t depth = 1; // of substreams: charts lie within sheets
    while (depth > 0) {
        if (!records_.next()) {
            return fail(records_.error());
        }
        if (records_.type() == xls::bof) {
            ++depth;
        } else if (records_.type() == xls::eof) {
            --depth;
        } else if (depth == 1) {
            if (auto read = record(); !read) {
                return read;
            }
        }
    }
    if (awaiting_) {
        return fail(no_text());
    }
    return builder_.finish();
}

Result<void> XlsSheetReader::record() {
    switch (records_.type()) {
    case xls::label_sst:
        return shared_text();
    case xls::rk:
        return rk();
    case xls::mul_rk:
        return several_rk();
    case xls::number:
        return number();
    case xls::label:
    case xls::r_string:
        return own_text();
    case xls::bool_err:
        return boolean_or_error();
    case xls::formula:
    case xls::formula_3:
    case xls::formula_4:
        return formula();
    case xls::string:
        return formula_text();
    case xls::merged_cells:
        return merges();
    default:
        return {};
    }
}

// Of a record that is at least so long; nothing when it is not.
std::optional<Place> XlsSheetReader::place(std::size_t size) {
    const auto body = records_.body();
    if (body.size() < size) {
        return std::nullopt;
    }
    const Place found{{u16(body, 0), u16(body, 2)}, u16(body, 4)};
    if (found.at.row != row_) {
        row_ = found.at.row;
        builder_.row(Progress{from_, records_.offset(), end_});
    }
    return found;
}

Error XlsSheetReader::cut_cell(std::string_view name) const {
    return malformed("record",
                     fmt::format("a whole {} record", name),
                     fmt::format("{} bytes at byte {}", records_.body().size(), records_.offset()));
}

Error XlsSheetReader::no_text() const {
    Error error = malformed("record", "the text that the formula gave", "another record");
    error.cell = to_text(awaiting_->at);
    return error;
}

// Null when it must not be: refused() says why.
Cell* XlsSheetReader::add(const Place& place, CellType type) {
    const bool allowed = !awaiting_ && place.at.column < most_columns_of_xls;
    return allowed ? builder_.add(place.at, type) : nullptr;
}

Error XlsSheetReader::refused(const Place& place) const {
    if (awaiting_) {
        return no_text();
    }
    if (place.at.column >= most_columns_of_xls) {
        return malformed("cell", "an address from A1 to IV65536", to_text(place.at));
    }
    return builder_.over();
}

Result<void>
XlsSheetReader::put(const Place& place, CellType type, const CellText& text, double value) {
    if (text.empty() && !awaiting_) {
        return {};
    }
    Cell* cell = add(place, type);
    if (cell == nullptr) {
        return fail(refused(place));
    }
    cell->text = text;
    cell->number = value;
    cell->style = shared_.globals.styles.of(place.style).look;
    return {};
}

Result<void> XlsSheetReader::put_number(const Place& place, double value) {
    if (!std::isfinite(value)) {
        return put_error(place, 0x24); // #NUM!
    }
    Cell* cell = add(place, CellType::number);
    if (cell == nullptr) {
        return fail(refused(place));
    }
    const double no_negative_zero = value == 0 ? 0.0 : value;
    show(*cell, no_negative_zero, shared_.globals.styles.of(place.style), shared_.globals.epoch);
    return {};
}

Result<void> XlsSheetReader::put_error(const Place& place, std::uint8_t code) {
    return put(place, CellType::error, error_text(code));
}

Result<void> XlsSheetReader::put_boolean(const Place& place, std::uint8_t value) {
    return value == 0 ? put(place, CellType::boolean, "FALSE")
                      : put(place, CellType::boolean, "TRUE", 1);
}

Result<void> XlsSheetReader::shared_text() {
    const auto at = place(cell_size + 4);
    if (!at) {
        return fail(cut_cell("LABELSST"));
    }
    const auto index = u32(records_.body(), cell_size);
    if (index >= shared_.strings.size()) {
        Error error = malformed("cell",
                                fmt::format("one of {} shared strings", shared_.strings.size()),
                                fmt::format("index '{}'", index));
        error.cell = to_text(at->at);
        return fail(std::move(error));
    }
    return put(*at, CellType::text, shared_.strings[index]);
}

Result<void> XlsSheetReader::own_text() {
    const auto at = place(cell_size + 2);
    if (!at) {
        return fail(cut_cell("LABEL"));
    }
    RecordText text(records_, shared_.globals.texts, cell_size);
    if (auto read = text.string(Count::two_bytes, text_); !read) {
        Error error = std::move(read).error();
        error.cell = to_text(at->at);
        return fail(std::move(error));
    }
    return put(*at, CellType::text, builder_.text(text_));
}

Result<void> XlsSheetReader::rk() {
    const auto at = place(cell_size + 4);
    return at ? put_number(*at, number_of_rk(u32(records_.body(), cell_size)))
              : fail(cut_cell("RK"));
}

// Row, first column, then an XF and a number for each column, then the last column.
Result<void> XlsSheetReader::several_rk() {
    constexpr std::size_t each = 6;
    auto at = place(cell_size);
    const auto body = records_.body();
    if (!at || body.size() % each != 0) {
        return fail(cut_cell("MULRK"));
    }
    for (std::size_t from = 4; from + each < body.size(); from += each) {
        at->style = u16(body, from);
        if (auto put = put_number(*at, number_of_rk(u32(body, from + 2))); !put) {
            return put;
        }
        ++at->at.column;
    }
    return {};
}

Result<void> XlsSheetReader::number() {
    const auto at = place(cell_size + 8);
    return at ? put_number(*at, f64(records_.body(), cell_size)) : fail(cut_cell("NUMBER"));
}

Result<void> XlsSheetReader::boolean_or_error() {
    const auto at = place(cell_size + 2);
    if (!at) {
        return fail(cut_cell("BOOLERR"));
    }
    const auto value = u8(records_.body(), cell_size);
    const bool is_error = u8(records_.body(), cell_size + 1) != 0;
    return is_error ? put_error(*at, value) : put_boolean(*at, value);
}

// The last result ([MS-XLS] 2.5.133 FormulaValue): a number, or a kind and FFFF.
Result<void> XlsSheetReader::formula() {
    enum class Kind : std::uint8_t { text, boolean, error, empty };
    const auto at = place(cell_size + 8);
    if (!at) {
        return fail(cut_cell("FORMULA"));
    }
    const auto result = records_.body().substr(cell_size, 8);
    if (u16(result, 6) != 0xFFFF) {
        return put_number(*at, f64(result, 0));
    }
    switch (static_cast<Kind>(u8(result, 0))) {
    case Kind::text:
        if (awaiting_) {
            return fail(no_text());
        }
        awaiting_ = at;
        return {};
    case Kind::boolean:
        return put_boolean(*at, u8(result, 2));
    case Kind::error:
        return put_error(*at, u8(result, 2));
    case Kind::empty:
        return put(*at, CellType::text, "");
    }
    return fail(malformed("record", "a formula's result", "one of an unknown kind"));
}

Result<void> XlsSheetReader::formula_text() {
    if (!awaiting_) {
        return {};
    }
    const auto at = *awaiting_;
    awaiting_.reset();
    RecordText text(records_, shared_.globals.texts, 0);
    if (auto read = text.string(Count::two_bytes, text_); !read) {
        Error error = std::move(read).error();
        error.cell = to_text(at.at);
        return fail(std::move(error));
    }
    return put(at, CellType::text, builder_.text(text_));
}

Result<void> XlsSheetReader::merges() {
    constexpr std::size_t each = 8;
    const auto body = records_.body();
    const std::size_t count = body.size() < 2 ? 0 : u16(body, 0);
    if (body.size() < 2 + count * each) {
        return fail(cut_cell("MERGEDCELLS"));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t from = 2 + i * each;
        const Area area{{u16(body, from), u16(body, from + 4)},
                        {u16(body, from + 2), u16(body, from + 6)}};
        if (area.first.row > area.last.row || area.first.column > area.last.column) {
            return fail(malformed("cell",
                                  "a merged area",
                                  fmt::format("'{}:{}'", to_text(area.first), to_text(area.last))));
        }
        builder_.merge(area);
    }
    return {};
}

} // namespace

Result<void> read_xls_sheet(Records& records,
                            std::uint64_t end,
                            const XlsShared& shared,
                            const Budgets& budgets,
                            Spent& spent,
                            SheetSink& sink) {
    return XlsSheetReader(records, end, shared, budgets, spent, sink).read();
}

} // namespace tidemark::parse

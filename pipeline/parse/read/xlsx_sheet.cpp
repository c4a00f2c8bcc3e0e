#include "pipeline/parse/read/xlsx_sheet.hpp"

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xlsx_cells.hpp"
#include "pipeline/parse/read/xlsx_scan.hpp"
#include "pipeline/parse/read/xlsx_strings.hpp"
#include "pipeline/parse/read/xml_bytes.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

constexpr std::string_view row_opening = "<row r=\"";

// Behind </v></c>, blanks allowed between the two; null when p is null or something else follows.
const char* value_end(const char* p) {
    if (p == nullptr || !starts(p, "</v>")) {
        return nullptr;
    }
    p = skip_blanks(p + 4);
    return starts(p, "</c>") ? p + 4 : nullptr;
}

class SheetReader {
  public:
    SheetReader(XmlScanner& xml,
                const XlsxShared& shared,
                const Budgets& budgets,
                SheetSink& sink,
                Spent& spent)
        : xml_(xml)
        , builder_(sink, budgets, spent)
        , cells_(shared, builder_)
        , most_text_(budgets.cell_text) {}

    [[nodiscard]] Result<void> read() {
        while (true) {
            note_row_tag();
            const Token token = xml_.next();
            if (token == Token::failed) {
                return fail(xml_.error());
            }
            if (token == Token::done) {
                builder_.finish();
                return {};
            }
            if (token != Token::start) {
                continue;
            }
            Result<void> read;
            if (xml_.is(Space::sheet, "row")) {
                read = row();
            } else if (xml_.is(Space::sheet, "mergeCell")) {
                read = merge();
            }
            if (!read) {
                return read;
            }
        }
    }

  private:
    [[nodiscard]] Result<void> row();
    [[nodiscard]] Result<void> cell();
    [[nodiscard]] Result<void> value(std::string& out);
    [[nodiscard]] Result<void> merge();
    void note_row_tag();
    void fast_cells();
    [[nodiscard]] const char* fast_cell(const char* p);
    [[nodiscard]] const char* fast_number(const char* p, Address at, std::uint32_t style);
    [[nodiscard]] const char* next_row(const char* p);
    [[nodiscard]] const char*
    fast_value(const char* p, Address at, std::uint32_t style, Written written);

    XmlScanner& xml_;
    SheetBuilder builder_;
    XlsxCells cells_;
    std::uint64_t most_text_;
    Address next_;                // of a row or cell without address
    std::string row_tail_;        // of this row's tag, behind its number; empty: unusual
    const char* limit_ = nullptr; // of the bytes ahead
    std::string text_;
};

Result<void> SheetReader::row() {
    if (const auto raw = xml_.raw_attribute(Space::none, "r")) {
        const auto row = parse_index(*raw);
        if (!row || *row == 0 || *row > most_rows) {
            return fail(malformed(
                "cell", fmt::format("a row from 1 to {}", most_rows), fmt::format("'{}'", *raw)));
        }
        next_.row = *row - 1;
    }
    next_.column = 0;
    builder_.row(xml_);
    const std::size_t outside = xml_.depth() - 1;
    fast_cells();
    while (true) {
        switch (xml_.next()) {
        case Token::start:
            if (xml_.is(Space::sheet, "c")) {
                if (auto read = cell(); !read) {
                    return read;
                }
                fast_cells();
            } else if (!xml_.skip_element()) {
                return fail(xml_.error());
            }
            break;
        case Token::end:
            if (xml_.depth() == outside) {
                ++next_.row;
                return {};
            }
            break;
        case Token::text:
            break;
        case Token::done:
        case Token::failed:
            return fail(xml_.error());
        }
    }
}

Result<void> SheetReader::cell() {
    if (const auto raw = xml_.raw_attribute(Space::none, "r")) {
        const auto at = address_of(*raw);
        if (!at) {
            return fail(
                malformed("cell", "an address from A1 to XFD1048576", fmt::format("'{}'", *raw)));
        }
        next_ = *at;
    }
    const Address at = next_;
    if (at.column >= most_columns || at.row >= most_rows) {
        return fail(malformed("cell", "an address from A1 to XFD1048576", "a cell beyond"));
    }
    const std::string type = xml_.attribute(Space::none, "t");
    const auto written = type.empty() ? Written::number : written_as(type);
    const auto style = parse_index(xml_.raw_attribute(Space::none, "s").value_or("0"));
    auto read = value(text_);
    if (read && !written) {
        read = fail(malformed("cell", "a cell type of the standard", fmt::format("'{}'", type)));
    }
    if (read) {
        read = cells_.put(at, *written, style.value_or(0), text_);
    }
    if (!read) {
        Error error = std::move(read).error();
        error.cell = error.cell.empty() ? to_text(at) : error.cell;
        return fail(std::move(error));
    }
    ++next_.column;
    return {};
}

// The text of <v> or <is> of the cell that has just started, to its end.
Result<void> SheetReader::value(std::string& out) {
    const std::size_t outside = xml_.depth() - 1;
    out.clear();
    bool in_value = false;
    while (true) {
        switch (xml_.next()) {
        case Token::start:
            in_value = xml_.is(Space::sheet, "v");
            if (xml_.is(Space::sheet, "is")) {
                if (auto read = read_rich_text(xml_, most_text_, out); !read) {
                    return read;
                }
            }
            break;
        case Token::text:
            if (in_value && !xml_.append_text(out)) {
                return fail(xml_.error());
            }
            if (out.size() > most_text_) {
                return fail(
                    over_budget("length of a cell's text", "cell_text", most_text_, "bytes"));
            }
            break;
        case Token::end:
            in_value = false;
            if (xml_.depth() == outside) {
                return {};
            }
            break;
        case Token::done:
        case Token::failed:
            return fail(xml_.error());
        }
    }
}

Result<void> SheetReader::merge() {
    const std::string reference = xml_.attribute(Space::none, "ref");
    const auto area = parse_area(reference);
    if (!area) {
        return fail(malformed("cell", "a merged area", fmt::format("'{}'", reference)));
    }
    builder_.merge(*area);
    return {};
}

// Cells in the form in which nearly all are written, as far as they are in the buffer, without the
// general scanner: <c r="B7" s="3" t="s"><v>12</v></c> with digits only, or without a value. What
// differs in the least is left to it, so the result is the same, only sooner.
void SheetReader::fast_cells() {
    if (xml_.default_space() != Space::sheet) {
        return;
    }
    constexpr std::size_t longest_cell = 512;
    while (true) {
        xml_.look_ahead(longest_cell);
        const auto ahead = xml_.ahead();
        if (ahead.empty()) {
            return;
        }
        const char* const from = ahead.data();
        limit_ = from + ahead.size();
        const char* to = from;
        // The bytes end in a NUL that no cell holds: a cell cut off by it is not recognised.
        while (const char* end = fast_cell(skip_blanks(to))) {
            to = end;
        }
        xml_.pass(to);
        if (to == from) {
            return;
        }
    }
}

// The end of one whole cell at p, which is then put; null when it is to be read in general.
const char* SheetReader::fast_cell(const char* p) {
    if (!starts(p, "<c r=\"")) {
        return starts(p, "</row>") ? next_row(p) : nullptr;
    }
    const auto [at, address_end] = scan_address(p + 6);
    if (address_end == nullptr || *address_end != '"') {
        return nullptr;
    }
    p = address_end + 1;
    std::uint32_t style = 0;
    bool shared = false;
    if (starts(p, " s=\"")) {
        const auto [value, end] = scan_digits(p + 4);
        if (end == nullptr || *end != '"') {
            return nullptr;
        }
        style = value;
        p = end + 1;
    }
    if (starts(p, " t=\"")) {
        shared = p[4] == 's';
        if ((!shared && p[4] != 'n') || p[5] != '"') {
            return nullptr;
        }
        p += 6;
    }
    if (starts(p, "/>")) {
        next_ = {at.row, at.column + 1};
        return p + 2;
    }
    if (*p != '>') {
        return nullptr;
    }
    p = skip_blanks(p + 1);
    if (!starts(p, "<v>")) {
        return nullptr;
    }
    return fast_value(p + 3, at, style, shared ? Written::shared : Written::number);
}

// The tag of the row to come, <row r="7" spans="1:8">, as far as it is likely to come again.
void SheetReader::note_row_tag() {
    constexpr std::size_t longest = 256;
    row_tail_.clear();
    xml_.look_ahead(longest);
    const auto ahead = xml_.ahead().substr(0, longest);
    if (!ahead.starts_with(row_opening)) {
        return;
    }
    const std::size_t number_end = ahead.find('"', row_opening.size());
    const std::size_t end = ahead.find('>');
    if (end == std::string_view::npos || number_end > end) {
        return;
    }
    const auto tail = ahead.substr(number_end, end + 1 - number_end);
    const bool alike = tail.find(" r=") == std::string_view::npos &&
                       tail.find("xmlns") == std::string_view::npos &&
                       tail.find('\'') == std::string_view::npos && !tail.ends_with("/>");
    if (alike && std::ranges::count(tail, '"') % 2 == 1) {
        row_tail_ = tail;
    }
}

// Behind the end of a row at p and the tag of the next; null when that is unusual.
const char* SheetReader::next_row(const char* p) {
    constexpr std::string_view closing = "</row>";
    p = skip_blanks(p + closing.size());
    if (row_tail_.empty() || !starts(p, "<row r=\"")) {
        return nullptr;
    }
    const auto number = scan_digits(p + row_opening.size());
    const auto size = static_cast<std::ptrdiff_t>(row_tail_.size());
    if (number.end == nullptr || number.value == 0 || number.value > most_rows ||
        limit_ - number.end < size || std::string_view(number.end, row_tail_.size()) != row_tail_) {
        return nullptr;
    }
    next_ = {number.value - 1, 0};
    builder_.row(xml_);
    return number.end + size;
}

const char*
SheetReader::fast_value(const char* p, Address at, std::uint32_t style, Written written) {
    const char* end = nullptr;
    if (written == Written::shared) {
        const auto index = scan_digits(p);
        end = value_end(index.end);
        if (end == nullptr || !cells_.put_shared(at, index.value)) {
            return nullptr;
        }
    } else {
        const auto number = plain_number(p);
        end = number.end == p ? nullptr : value_end(number.end);
        if (end == nullptr || !cells_.put_plain(at, style, number.value, between(p, number.end))) {
            return fast_number(p, at, style);
        }
    }
    next_ = {at.row, at.column + 1};
    return end;
}

// A number of more digits than a plain one, or one that is shown as a date.
const char* SheetReader::fast_number(const char* p, Address at, std::uint32_t style) {
    const char* number_end = p;
    while (is_digit(*number_end) || *number_end == '.' || *number_end == '-' ||
           *number_end == '+' || *number_end == 'E') {
        ++number_end;
    }
    const char* end = value_end(number_end);
    if (end == nullptr || number_end == p ||
        !cells_.put(at, Written::number, style, between(p, number_end))) {
        return nullptr;
    }
    next_ = {at.row, at.column + 1};
    return end;
}

} // namespace

Result<void> read_xlsx_sheet(const Zip& zip,
                             const std::string& part,
                             const XlsxShared& shared,
                             const Budgets& budgets,
                             Spent& spent,
                             SheetSink& sink) {
    auto chunks = zip.part(part, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, part);
    return SheetReader(xml, shared, budgets, sink, spent).read();
}

} // namespace tidemark::parse

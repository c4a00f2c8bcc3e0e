#include "pipeline/parse/read/xlsx_sheet.hpp"

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xlsx_cells.hpp"
#include "pipeline/parse/read/xlsx_strings.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// An address as cells write it: letters, digits; stops at the first other byte.
struct Scanned {
    Address at;
    const char* end = nullptr; // null: no address
};

Scanned scan_address(const char* p) {
    std::uint32_t column = 0;
    std::uint32_t row = 0;
    const char* letters = p;
    while (*p >= 'A' && *p <= 'Z' && p - letters < 4) {
        column = column * 26 + static_cast<std::uint32_t>(*p++ - 'A') + 1;
    }
    const char* numbers = p;
    while (is_digit(*p) && p - numbers < 8) {
        row = row * 10 + static_cast<std::uint32_t>(*p++ - '0');
    }
    if (numbers == letters || p == numbers || row == 0 || row > most_rows ||
        column > most_columns) {
        return {};
    }
    return {{row - 1, column - 1}, p};
}

// The bytes at p have slack behind them (XmlScanner): comparing never leaves the buffer.
template <std::size_t Size>
bool starts(const char* p, const char (&literal)[Size]) { // NOLINT(*-avoid-c-arrays)
    return std::memcmp(p, literal, Size - 1) == 0;
}

// At most nine digits.
struct Digits {
    std::uint32_t value = 0;
    const char* end = nullptr; // null: none, or more
};

Digits scan_digits(const char* p) {
    const char* from = p;
    std::uint32_t value = 0;
    while (is_digit(*p) && p - from < 10) {
        value = value * 10 + static_cast<std::uint32_t>(*p++ - '0');
    }
    const bool some = p != from && p - from < 10;
    return some ? Digits{value, p} : Digits{};
}

std::optional<Address> address_of(std::string_view raw) {
    const std::string text(raw); // with its NUL
    const auto scanned = scan_address(text.c_str());
    const bool whole = scanned.end != nullptr && scanned.end == text.c_str() + text.size();
    return whole ? std::optional(scanned.at) : std::nullopt;
}

class SheetReader {
  public:
    SheetReader(XmlScanner& xml,
                const XlsxShared& shared,
                const Budgets& budgets,
                Sheet& sheet,
                Spent& spent)
        : xml_(xml)
        , sheet_(sheet)
        , builder_(sheet, budgets, spent)
        , cells_(shared, builder_)
        , most_text_(budgets.cell_text) {}

    [[nodiscard]] Result<void> read() {
        while (true) {
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
    void fast_cells();
    [[nodiscard]] const char* fast_cell(const char* p);
    [[nodiscard]] const char*
    fast_value(const char* p, Address at, std::uint32_t style, Written written);

    XmlScanner& xml_;
    Sheet& sheet_;
    SheetBuilder builder_;
    XlsxCells cells_;
    std::uint64_t most_text_;
    Address next_; // of a row or cell without address
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
    builder_.make_room(xml_);
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
    sheet_.merges.push_back(*area);
    return {};
}

// Cells in the form in which nearly all are written, as far as they are in the buffer, without the
// general scanner: <c r="B7" s="3" t="s"><v>12</v></c> with digits only, or without a value. What
// differs in the least is left to it, so the result is the same, only sooner.
void SheetReader::fast_cells() {
    if (xml_.default_space() != Space::sheet) {
        return;
    }
    constexpr std::size_t longest_cell = 128;
    while (true) {
        xml_.look_ahead(longest_cell);
        const auto ahead = xml_.ahead();
        if (ahead.empty()) {
            return;
        }
        const char* const from = ahead.data();
        const char* to = from;
        // The bytes end in a NUL that no cell holds: a cell cut off by it is not recognised.
        while (const char* end = fast_cell(to)) {
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
        return nullptr;
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
    if (!starts(p, "><v>")) {
        return nullptr;
    }
    return fast_value(p + 4, at, style, shared ? Written::shared : Written::number);
}

const char*
SheetReader::fast_value(const char* p, Address at, std::uint32_t style, Written written) {
    constexpr std::string_view closing = "</v></c>";
    const char* end = nullptr;
    if (written == Written::shared) {
        const auto index = scan_digits(p);
        end = index.end;
        if (end == nullptr || !starts(end, "</v></c>") || !cells_.put_shared(at, index.value)) {
            return nullptr;
        }
    } else {
        const auto number = plain_number(p);
        end = number.end;
        if (end == p || !starts(end, "</v></c>") ||
            !cells_.put_plain(at, style, number.value, {p, static_cast<std::size_t>(end - p)})) {
            return nullptr;
        }
    }
    next_ = {at.row, at.column + 1};
    return end + closing.size();
}

} // namespace

Result<void> read_xlsx_sheet(const Zip& zip,
                             const std::string& part,
                             const XlsxShared& shared,
                             const Budgets& budgets,
                             Spent& spent,
                             Sheet& sheet) {
    auto chunks = zip.part(part, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, part);
    return SheetReader(xml, shared, budgets, sheet, spent).read();
}

} // namespace tidemark::parse

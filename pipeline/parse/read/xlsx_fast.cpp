#include "pipeline/parse/read/xlsx_fast.hpp"

#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/plain_text.hpp"
#include "pipeline/parse/read/xlsx_scan.hpp"
#include "pipeline/parse/read/xml_bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tidemark::parse {

namespace {

constexpr std::string_view row_opening = "<row r=\"";

// Behind </v></c>, blanks allowed between the two; null when p is null or something else follows.
const char* value_end(const char* p) {
    if (p == nullptr || !starts(p, "</v>")) {
        return nullptr;
    }
    p = skip_blanks(p + 4);
    return starts(p, "</c>") ? p + 4 : nullptr;
}

} // namespace

// Cells in the form in which nearly all are written, as far as they are in the buffer, without the
// general scanner: <c r="B7" s="3" t="s"><v>12</v></c> with digits only, or without a value. What
// differs in the least is left to it, so the result is the same, only sooner.
void XlsxFastRows::cells() {
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
const char* XlsxFastRows::fast_cell(const char* p) {
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
    if (starts(p, " t=\"inlineStr\"><is><t>")) {
        return fast_text(p + 22, at);
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
void XlsxFastRows::note_row_tag() {
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
const char* XlsxFastRows::next_row(const char* p) {
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
XlsxFastRows::fast_value(const char* p, Address at, std::uint32_t style, Written written) {
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

// The text of <is><t>, when it is one run that needs no decoding.
const char* XlsxFastRows::fast_text(const char* p, Address at) {
    constexpr std::string_view closing = "</t></is></c>";
    const char* end = plain_text_end(p);
    if (end == nullptr || between(end, end + closing.size()) != closing) {
        return nullptr;
    }
    const auto text = between(p, end);
    Cell* cell = text.find("_x") == std::string_view::npos && text.size() <= most_text_
                     ? builder_.add(at, CellType::text)
                     : nullptr;
    if (cell == nullptr) {
        return nullptr;
    }
    cell->text = builder_.text(text);
    next_ = {at.row, at.column + 1};
    return end + closing.size();
}

// A number of more digits than a plain one, or one that is shown as a date.
const char* XlsxFastRows::fast_number(const char* p, Address at, std::uint32_t style) {
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

} // namespace tidemark::parse

#include "pipeline/model/cell.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/base/words.hpp"

#include <algorithm>

namespace tidemark {

namespace {

constexpr std::uint32_t most_columns = 16'384; // XFD
constexpr std::uint32_t most_rows = 1'048'576;

constexpr Words<Format, 4> formats{
    {{Format::xlsx, "xlsx"}, {Format::xls, "xls"}, {Format::ods, "ods"}, {Format::csv, "csv"}}};

constexpr bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// 0 for A. Columns are numbers in base 26 without a zero.
std::optional<std::uint32_t> take_column(std::string_view& rest) {
    std::uint32_t column = 0;
    while (!rest.empty() && is_letter(rest.front())) {
        // Both cases end in the same five bits.
        column = column * 26 + (static_cast<std::uint32_t>(rest.front()) & 0x1FU);
        if (column > most_columns) {
            return std::nullopt;
        }
        rest.remove_prefix(1);
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
}

std::optional<std::uint32_t> take_row(std::string_view& rest) {
    const auto count = digits_ahead(rest);
    if (count == 0 || count > 7 || rest.front() == '0') {
        return std::nullopt;
    }
    const auto row = static_cast<std::uint32_t>(take_digits(rest, count).value_or(0));
    return row > most_rows ? std::nullopt : std::optional(row - 1);
}

} // namespace

std::string to_text(Address address) {
    std::string text;
    for (auto column = address.column + 1; column > 0; column = (column - 1) / 26) {
        text.insert(text.begin(), static_cast<char>('A' + (column - 1) % 26));
    }
    return text + std::to_string(address.row + 1);
}

std::optional<Address> parse_address(std::string_view text) {
    const auto column = take_column(text);
    if (!column) {
        return std::nullopt;
    }
    const auto row = take_row(text);
    if (!row || !text.empty()) {
        return std::nullopt;
    }
    return Address{*row, *column};
}

std::string to_text(const Area& area) {
    const auto first = to_text(area.first);
    return area.first == area.last ? first : first + ':' + to_text(area.last);
}

std::optional<Area> parse_area(std::string_view text) {
    const auto colon = text.find(':');
    const auto first = parse_address(text.substr(0, colon));
    const auto last =
        colon == std::string_view::npos ? first : parse_address(text.substr(colon + 1));
    if (!first || !last || first->row > last->row || first->column > last->column) {
        return std::nullopt;
    }
    return Area{*first, *last};
}

const Cell* Sheet::at(Address address) const {
    const auto found =
        std::lower_bound(cells.begin(), cells.end(), address, [](const Cell& cell, Address wanted) {
            return cell.at < wanted;
        });
    return found != cells.end() && found->at == address ? &*found : nullptr;
}

Area Sheet::extent() const {
    Area area;
    for (const auto& cell : cells) {
        area.last.row = std::max(area.last.row, cell.at.row);
        area.last.column = std::max(area.last.column, cell.at.column);
    }
    return area;
}

std::string_view to_text(Format format) {
    return word_of(formats, format);
}

} // namespace tidemark

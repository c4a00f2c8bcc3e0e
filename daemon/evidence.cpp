#include "daemon/evidence.hpp"

#include "daemon/books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tidemark {
namespace {

// The number of a cell, also of one that holds it as text: "2,145", " 230 [p]". `point`: before its
// decimals.
std::optional<double> number_of(const Cell& cell, char point) {
    if (cell.type == CellType::number) {
        return cell.number;
    }
    std::string digits;
    for (const char c : std::string(cell.text)) {
        if ((c >= '0' && c <= '9') || c == point || c == '-') {
            digits += c == point ? '.' : c;
        } else if (c != ',' && c != '.' && !digits.empty()) {
            break;
        }
    }
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(value)
                                                                        : std::nullopt;
}

bool same(double a, double b) {
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

Reread unreadable(std::string why) {
    return {.verdict = Reread::Verdict::unreadable, .found = std::move(why)};
}

} // namespace

std::string_view to_text(Reread::Verdict verdict) {
    switch (verdict) {
    case Reread::Verdict::equal:
        return "equal";
    case Reread::Verdict::differs:
        return "differs";
    case Reread::Verdict::unreadable:
        return "unreadable";
    }
    return "unreadable";
}

const Result<Workbook>& EvidenceReader::book(const Origin& origin) {
    const auto key = std::pair(origin.sha256, origin.sheet);
    if (const auto known = books_.find(key); known != books_.end()) {
        return known->second;
    }
    auto book = archive_.get(origin.sha256).and_then([&](const std::string& bytes) {
        return read_sheet(origin.sheet, how_).and_then([&](const Read& how) {
            return parser_.read(origin.file, bytes, how);
        });
    });
    return books_.emplace(key, std::move(book)).first->second;
}

Reread EvidenceReader::read(const Origin& origin, const std::optional<double>& value) {
    const Result<Workbook>& opened = book(origin);
    if (!opened) {
        return unreadable(opened.error().to_text());
    }
    const auto sheet = std::ranges::find(opened->sheets, origin.sheet, &Sheet::name);
    const auto address = parse_address(origin.cell);
    if (sheet == opened->sheets.end() || !address) {
        return unreadable(fmt::format("no cell {} in a sheet '{}'", origin.cell, origin.sheet));
    }
    const Cell* cell = sheet->at(*address);
    const std::string text = cell == nullptr ? std::string() : std::string(cell->text);
    const auto number =
        cell == nullptr ? std::nullopt : number_of(*cell, how_.decimal == "," ? ',' : '.');
    const bool equal = value ? number && same(*number, *value)
                             : cell == nullptr || !number || cell->type != CellType::number;
    return {.verdict = equal ? Reread::Verdict::equal : Reread::Verdict::differs, .found = text};
}

} // namespace tidemark

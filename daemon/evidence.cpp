#include "daemon/evidence.hpp"

#include "daemon/books.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tidemark {
namespace {

// The number of a cell, also of one that holds it as text: "2,145", " 230 [p]".
std::optional<double> number_of(const Cell& cell, const Read& how) {
    if (cell.type == CellType::number) {
        return cell.number;
    }
    const char point = how.decimal == "," ? ',' : '.';
    std::string digits;
    for (const char c :
         parse::plain_number(squeeze(cell.text), how.thousands, how.brackets_negative)) {
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

// In the thousands or units of one of the layouts.
bool is_value_of(double number, double value, const Recipe& recipe) {
    return same(number, value) || std::ranges::any_of(recipe.layouts, [&](const Layout& layout) {
               return same(parse::in_units(number, layout.unit_mult), value);
           });
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
        return read_sheet(origin.sheet, recipe_.read).and_then([&](const Read& how) {
            return parser_.read(origin.file, bytes, how);
        });
    });
    return books_.emplace(key, std::move(book)).first->second;
}

const Result<ParsedFile>& EvidenceReader::counted(const Origin& origin) {
    const auto known = counts_.find(origin.sha256);
    if (known != counts_.end()) {
        return known->second;
    }
    RawFile file;
    file.name = origin.file;
    file.sha256 = origin.sha256;
    auto parsed = archive_.get(origin.sha256).and_then([&](const std::string& bytes) {
        return parser_.parse(file, bytes, recipe_);
    });
    return counts_.emplace(origin.sha256, std::move(parsed)).first->second;
}

Reread EvidenceReader::count(const Origin& origin, const std::optional<double>& value) {
    const Result<ParsedFile>& parsed = counted(origin);
    if (!parsed) {
        return unreadable(parsed.error().to_text());
    }
    std::string found = "no such rows";
    for (const Observation& figure : parsed->observations) {
        const bool here =
            to_text(figure.cell) == origin.cell && parsed->sheets.at(figure.sheet) == origin.sheet;
        if (here && figure.value == value) {
            return {.verdict = Reread::Verdict::equal, .found = figure.raw};
        }
        found = here ? figure.raw : found;
    }
    return {.verdict = Reread::Verdict::differs, .found = found};
}

Reread EvidenceReader::read(const Origin& origin, const std::optional<double>& value) {
    if (counts_rows(recipe_)) {
        return count(origin, value);
    }
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
    const auto number = cell == nullptr ? std::nullopt : number_of(*cell, recipe_.read);
    const bool equal = value ? number && is_value_of(*number, *value, recipe_)
                             : cell == nullptr || !number || cell->type != CellType::number;
    return {.verdict = equal ? Reread::Verdict::equal : Reread::Verdict::differs, .found = text};
}

} // namespace tidemark

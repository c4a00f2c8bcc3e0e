#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace tidemark::parse {
namespace {

std::size_t digits_at(std::string_view text, std::size_t from) {
    std::size_t i = from;
    while (i < text.size() && is_digit(text[i])) {
        ++i;
    }
    return i - from;
}

// Whole part in `text` from `at`: "12145" or "12,145"; its length with commas. A leading zero is a
// code, not a count; a comma that does not group by three is not one of thousands.
std::optional<std::size_t> whole_part(std::string_view text, std::size_t at, std::string& digits) {
    std::size_t length = digits_at(text, at);
    if (length > 1 && text[at] == '0') {
        return std::nullopt;
    }
    digits += text.substr(at, length);
    if (length < 1 || length > 3 || text[at] == '0') {
        return length; // "0,123" is less than one, in another country
    }
    while (at + length < text.size() && text[at + length] == ',' &&
           digits_at(text, at + length + 1) == 3) {
        digits += text.substr(at + length + 1, 3);
        length += 4;
    }
    return length;
}

// "e+05", as R writes 100000.
std::size_t exponent(std::string_view text, std::size_t at) {
    if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) {
        return 0;
    }
    const std::size_t sign =
        at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-') ? 1 : 0;
    const std::size_t digits = digits_at(text, at + 1 + sign);
    return digits == 0 ? 0 : 1 + sign + digits;
}

// ".5" in `text` from `at`; its length, 0 when no digit follows the point.
std::size_t decimal_part(std::string_view text, std::size_t at, std::string& plain) {
    const std::size_t digits =
        at < text.size() && text[at] == '.' ? digits_at(text, at + 1) : std::size_t{0};
    const std::size_t length = digits == 0 ? 0 : 1 + digits;
    plain += text.substr(at, length);
    return length;
}

// A power of ten or "%" in `text` from `at`; its length.
std::size_t scale(std::string_view text, std::size_t at, std::string& plain) {
    if (const std::size_t power = exponent(text, at); power > 0) {
        plain += text.substr(at, power);
        return power;
    }
    if (at < text.size() && text[at] == '%') {
        plain += "e-2"; // exact: the decimal point moves before the text is read
        return 1;
    }
    return 0;
}

bool goes_on(std::string_view text, std::size_t at) {
    return at < text.size() && (is_digit(text[at]) || text[at] == ',' || text[at] == '.');
}

Grouping grouping_of(std::string_view whole, bool decimals) {
    const auto groups = std::ranges::count(whole, ',');
    if (groups == 0) {
        return Grouping::none;
    }
    return groups > 1 || decimals ? Grouping::thousands : Grouping::unsure;
}

} // namespace

std::optional<NumberRead> read_number(std::string_view text) {
    std::string plain = text.starts_with('-') ? "-" : "";
    std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const auto whole = whole_part(text, at, plain);
    if (!whole) {
        return std::nullopt;
    }
    const auto digits = text.substr(at, *whole);
    at += *whole;
    const std::size_t decimals = decimal_part(text, at, plain);
    at += decimals;
    if (*whole + decimals == 0) {
        return std::nullopt;
    }
    at += scale(text, at, plain);
    double value = 0;
    const auto read = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (goes_on(text, at) || read.ec != std::errc() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return NumberRead{.value = value + 0.0, // no minus zero
                      .grouping = grouping_of(digits, decimals > 0),
                      .rest = trim(text.substr(at))};
}

std::optional<NumberRead> read_number_with_comma(std::string_view text) {
    std::string swapped(text);
    for (char& c : swapped) {
        c = c == ',' ? '.' : c == '.' ? ',' : c;
    }
    auto number = read_number(swapped);
    if (number) { // the same place in the text as it is
        const auto from = static_cast<std::size_t>(number->rest.data() - swapped.data());
        number->rest =
            number->rest.empty() ? std::string_view() : text.substr(from, number->rest.size());
        number->grouping = Grouping::none; // it is said what they mean
    }
    return number;
}

double in_units(double value, int unit_mult) {
    constexpr int digits = 15; // that a double keeps of any decimal number
    const std::string text = fmt::format("{:.{}e}", value, digits - 1);
    const std::size_t e = text.find('e');
    if (e == std::string::npos) {
        return value; // no number
    }
    const std::string moved =
        fmt::format("{}e{}", text.substr(0, e), std::atoi(text.c_str() + e + 1) + unit_mult);
    return std::strtod(moved.c_str(), nullptr);
}

bool is_number(const Cell& cell) {
    return cell.type == CellType::number || read_number(squeeze(cell.text)).has_value();
}

} // namespace tidemark::parse

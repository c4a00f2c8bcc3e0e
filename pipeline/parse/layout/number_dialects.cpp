// What stands for a number in publishers' texts beside plain digits.
#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <cctype>
#include <cmath>

namespace tidemark::parse {
namespace {

// Digits that group by three behind one to three others: "1 234 567", not "1234 567".
bool groups_by(std::string_view text, std::size_t at, std::string_view separator) {
    const auto digit = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    std::size_t before = 0; // digits
    while (before < at && digit(at - 1 - before)) {
        ++before;
    }
    const std::size_t next = at + separator.size();
    return before >= 1 && before <= 3 && text.substr(at).starts_with(separator) && digit(next) &&
           digit(next + 1) && digit(next + 2) && !digit(next + 3);
}

std::string without_groups(std::string_view text, std::string_view separator) {
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        if (groups_by(text, i, separator)) {
            i += separator.size();
        } else {
            plain += text[i++];
        }
    }
    return plain;
}

// "At most 5" is under 6 where one counts; of fractions and shares nobody knows the next.
std::optional<NumberRead> next_count(std::optional<NumberRead> most, std::string_view text) {
    if (!most || most->value != std::floor(most->value) || text.find('%') != text.npos) {
        return std::nullopt;
    }
    most->value += 1;
    return most;
}

// "1-4", "0 to 4": what disclosure control puts for a small count.
std::optional<NumberRead> over_range(std::string_view text, const ReadNumber& number) {
    constexpr double least = 3; // "1-2" may be a score
    constexpr double most = 20;
    for (const std::string_view between : {"-", " to "}) {
        const std::size_t at = text.find(between);
        if (at == std::string_view::npos || at == 0) {
            continue;
        }
        const auto low = number(trim(text.substr(0, at)));
        const auto high = number(trim(text.substr(at + between.size())));
        if (low && high && (low->value == 0 || low->value == 1) && high->value >= least &&
            high->value <= most) {
            return next_count(high, text);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<NumberRead> read_bound(std::string_view text, const ReadNumber& number) {
    std::string lower(text);
    for (char& c : lower) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    std::string_view rest = lower;
    for (const std::string_view at_most : {"<=", "\u2264", "up to "}) {
        if (take(rest, at_most)) {
            return next_count(number(trim(rest)), rest);
        }
    }
    for (const std::string_view under : {"<", "fewer than ", "less than ", "under "}) {
        if (take(rest, under)) {
            return number(trim(rest));
        }
    }
    return over_range(lower, number);
}

std::string plain_number(std::string_view text, std::string_view thousands, bool brackets) {
    std::string_view rest = text;
    bool negative = false;
    if (brackets && rest.size() > 2 && rest.starts_with('(') && rest.ends_with(')')) {
        rest = trim(rest.substr(1, rest.size() - 2));
        negative = true;
    }
    negative = negative || take(rest, "-");
    std::string plain = negative ? "-" : "";
    return plain += thousands.empty() ? std::string(rest) : without_groups(rest, thousands);
}

} // namespace tidemark::parse

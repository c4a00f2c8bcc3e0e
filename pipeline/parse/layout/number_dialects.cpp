// What stands for a number in publishers' texts beside plain digits.
#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/values.hpp"

namespace tidemark::parse {
namespace {

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) {
        return false;
    }
    text.remove_prefix(word.size());
    return true;
}

// Digits that group by three behind one to three others: "1 234 567".
bool groups_by(std::string_view text, std::size_t at, std::string_view separator) {
    const auto digit = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    const std::size_t next = at + separator.size();
    return at > 0 && digit(at - 1) && text.substr(at).starts_with(separator) && digit(next) &&
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

std::optional<double> whole_number(std::string_view text) {
    const auto number = read_number(trim(text));
    const bool whole = number && number->rest.empty() && number->value >= 0;
    return whole ? std::optional(number->value) : std::nullopt;
}

// "1-4", "0 to 4": what disclosure control puts for a small count.
std::optional<double> top_of_range(std::string_view text) {
    constexpr double most = 20;
    for (const std::string_view between : {"-", " to "}) {
        const std::size_t at = text.find(between);
        if (at == std::string_view::npos || at == 0) {
            continue;
        }
        const auto low = whole_number(text.substr(0, at));
        const auto high = whole_number(text.substr(at + between.size()));
        if (low && high && *low <= 1 && *low < *high && *high <= most) {
            return high;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<double> read_bound(std::string_view text) {
    const std::string folded = fold(text);
    std::string_view rest = folded;
    for (const std::string_view word :
         {"<=", "<", "\u2264", "fewer than ", "less than ", "under ", "up to "}) {
        if (take(rest, word)) {
            return whole_number(rest);
        }
    }
    return top_of_range(folded);
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

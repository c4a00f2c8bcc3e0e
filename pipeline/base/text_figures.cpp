#include "pipeline/base/decimals.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tidemark {
namespace {

std::string with_commas(std::string text) {
    const std::size_t first = text.front() == '-' ? 1 : 0;
    const auto point = std::min(text.find('.'), text.size());
    for (auto at = point; at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Its digits without leading zeros: the same in every way of writing it.
std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c) && !(c == '0' && digits.empty())) {
            digits += c;
        }
    }
    return digits;
}

// Digits behind the last point or comma.
int behind_the_point(std::string_view text) {
    const auto point = text.find_last_of(".,");
    int count = 0;
    for (auto at = point; at != std::string_view::npos && at + 1 < text.size(); ++at) {
        if (!is_digit(text[at + 1])) {
            break;
        }
        ++count;
    }
    return count;
}

constexpr int most_decimals = 6;

} // namespace

std::string plain(double value) {
    if (value == 0) {
        return "0"; // no "-0"
    }
    // The longest: a sign, 1 + 323 places and 17 digits of a subnormal.
    std::array<char, 352> buffer{};
    auto* const end = buffer.data() + buffer.size();
    const auto written = std::to_chars(buffer.data(), end, value, std::chars_format::fixed);
    return {buffer.data(), written.ptr};
}

std::string grouped(double value) {
    auto text = plain(value);
    return std::isfinite(value) ? with_commas(std::move(text)) : text;
}

std::string grouped(double value, int decimals) {
    if (!std::isfinite(value)) {
        return plain(value);
    }
    // A half that lies a hair low in binary is still a half.
    constexpr double hair = 1 + 4 * std::numeric_limits<double>::epsilon();
    const double scale = std::pow(10.0, decimals);
    const double scaled = std::round(value * scale * hair);
    const double rounded = scaled == 0 ? 0 : std::isfinite(scaled) ? scaled / scale : value;
    return with_commas(fmt::format("{:.{}f}", rounded, decimals));
}

int decimals_in(std::string_view raw, double value) {
    for (const int decimals : {behind_the_point(raw), 0}) {
        if (decimals <= most_decimals && digits_of(raw) == digits_of(grouped(value, decimals))) {
            return decimals;
        }
    }
    constexpr int unrounded = 2;
    const int needed = behind_the_point(plain(value));
    return needed <= most_decimals ? needed : unrounded;
}

std::string signed_percent(double percent) {
    // A half that the division left a hair low is still a half.
    constexpr double hair = 1 + 4 * std::numeric_limits<double>::epsilon();
    const double tenths = std::round(percent * 10 * hair);
    if (tenths == 0) {
        return "0.0%";
    }
    return fmt::format("{:+.1f}%", tenths / 10);
}

} // namespace tidemark

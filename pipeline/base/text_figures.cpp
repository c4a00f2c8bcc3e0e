#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tidemark {

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
    if (!std::isfinite(value)) {
        return text;
    }
    const std::size_t first = text.front() == '-' ? 1 : 0;
    const auto point = std::min(text.find('.'), text.size());
    for (auto at = point; at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
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

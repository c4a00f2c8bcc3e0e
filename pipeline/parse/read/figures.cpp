#include "pipeline/parse/read/figures.hpp"

#include "pipeline/base/instant.hpp"
#include "pipeline/base/scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace tidemark::parse {

namespace {

constexpr double seconds_a_day = 86400;
constexpr double least_fixed = 1e-6; // smaller ones are written with an exponent

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t from = text.find_first_not_of(blanks);
    return from == std::string_view::npos
               ? std::string_view()
               : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::string date_text(std::int64_t day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

// A number of exactly `count` digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (!is_digit(c)) {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

CellDate with_time(std::int64_t day, double seconds) {
    std::string text = date_text(day);
    if (seconds > 0) {
        text += 'T' + clock_text(seconds / seconds_a_day);
    }
    return {static_cast<double>(day) + seconds / seconds_a_day, std::move(text)};
}

constexpr std::string_view general = "general";

// "General_)", "GENERAL": the word of a format that shows a number as it is.
bool is_general(std::string_view format) {
    return std::ranges::equal(format.substr(0, general.size()), general, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
}

// "E+00", "e-0": scientific (ECMA-376 part 1, 18.8.31); that e is no era.
bool is_power(std::string_view format) {
    return format.size() > 1 && (format[0] == 'e' || format[0] == 'E') &&
           (format[1] == '+' || format[1] == '-');
}

// What the letters of a format say. An m is a month, but a minute where there are hours or seconds.
struct Letters {
    bool day = false; // or year, or era
    bool month = false;
    bool time = false;

    void note(char letter) {
        day = day || std::string_view("yYdDeb").find(letter) != std::string_view::npos;
        month = month || letter == 'm' || letter == 'M';
        time = time || std::string_view("hHsS").find(letter) != std::string_view::npos;
    }

    [[nodiscard]] Shown shown() const {
        if (day || (month && !time)) {
            return time ? Shown::date_time : Shown::date;
        }
        return time ? Shown::time : Shown::number;
    }
};

} // namespace

std::optional<double> parse_number(std::string_view text) {
    text = without_blanks(text);
    const bool plus = text.starts_with('+'); // which from_chars does not know
    text.remove_prefix(plus ? 1 : 0);
    const std::size_t first = !plus && text.starts_with('-') ? 1 : 0;
    if (text.size() <= first || (!is_digit(text[first]) && text[first] != '.')) {
        return std::nullopt;
    }
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, value);
    if (fault != std::errc() || stop != end || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value == 0 ? 0.0 : value; // no negative zero
}

std::optional<std::uint32_t> parse_index(std::string_view text) {
    text = without_blanks(text);
    std::uint32_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, value);
    return fault == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

CellText number_text(double value) {
    std::array<char, 32> out{};
    const double size = std::abs(value);
    constexpr double exact = 9007199254740992; // below, all whole numbers are doubles of their own
    if (size < exact && value == std::trunc(value)) {
        const auto [end, fault] =
            std::to_chars(out.data(), out.data() + out.size(), static_cast<std::int64_t>(value));
        return std::string_view(out.data(), static_cast<std::size_t>(end - out.data()));
    }
    const bool fixed = size >= least_fixed && size < 1e21;
    const auto [end, fault] =
        std::to_chars(out.data(),
                      out.data() + out.size(),
                      value,
                      fixed ? std::chars_format::fixed : std::chars_format::scientific);
    return std::string_view(out.data(), static_cast<std::size_t>(end - out.data()));
}

PlainNumber plain_number(const char* text) {
    constexpr std::array<double, 16> powers{
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char* p = text + (*text == '-' ? 1 : 0);
    const char* whole = p;
    std::uint64_t value = 0;
    while (is_digit(*p)) {
        value = value * 10 + static_cast<std::uint64_t>(*p - '0');
        ++p;
    }
    const auto wholes = static_cast<std::size_t>(p - whole);
    const bool padded = wholes > 1 && *whole == '0';
    if (wholes == 0 || wholes > 15 || padded) {
        return {0, text};
    }
    std::size_t decimals = 0;
    if (*p == '.') {
        const char* point = p++;
        while (is_digit(*p) && p - whole <= 16) {
            value = value * 10 + static_cast<std::uint64_t>(*p - '0');
            ++p;
        }
        decimals = static_cast<std::size_t>(p - point - 1);
        if (decimals == 0 || wholes + decimals > 15 || p[-1] == '0') {
            return {0, text};
        }
    }
    const bool negative = whole != text;
    if (negative && value == 0) {
        return {0, text};
    }
    // At most 15 digits over a power of ten that a double holds exactly: correctly rounded.
    const double size = static_cast<double>(value) / powers[decimals];
    if (value != 0 && size < least_fixed) {
        return {0, text}; // whose shortest form has an exponent
    }
    return {negative ? -size : size, p};
}

Shown shown_by(std::string_view format) {
    Letters letters;
    for (std::size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
        const char c = format[i];
        if (is_general(format.substr(i))) {
            i += general.size() - 1; // its e is no era
        } else if (c == '"') {
            i = std::min(format.find('"', i + 1), format.size());
        } else if (c == '\\' || c == '_' || c == '*' || is_power(format.substr(i))) {
            ++i; // the next character is shown or measured as it is, or is the sign of a power
        } else if (c == '[') {
            const std::size_t end = std::min(format.find(']', i), format.size());
            const auto inside = format.substr(i + 1, end - i - 1);
            if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
                return Shown::number; // elapsed time: no moment
            }
            i = end;
        } else {
            letters.note(c);
        }
    }
    return letters.shown();
}

std::optional<CellDate> serial_date(double serial, Epoch epoch, Shown shown) {
    const double shift = epoch == Epoch::y1904 ? 24107 : 25569;
    constexpr double last = 2932897;                // 1 January 10000, in days since 1970
    if (!(serial >= 0) || serial - shift >= last) { // NaN too
        return std::nullopt;
    }
    double day = std::floor(serial);
    double seconds = std::round((serial - day) * seconds_a_day);
    if (seconds >= seconds_a_day) {
        seconds = 0;
        day += 1;
    }
    if (day - shift >= last) {
        return std::nullopt;
    }
    if (epoch == Epoch::y1900) {
        if (day < 1 || day == 60) {
            return std::nullopt;
        }
        day += day < 60 ? 1 : 0;
    }
    const auto since = static_cast<std::int64_t>(day - shift);
    if (shown == Shown::date) {
        return CellDate{static_cast<double>(since) + seconds / seconds_a_day, date_text(since)};
    }
    return with_time(since, seconds);
}

std::optional<CellDate> iso_date(std::string_view text) {
    text = without_blanks(text);
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    const auto since = std::chrono::sys_days{date}.time_since_epoch().count();
    if (text.size() == 10) {
        return with_time(since, 0);
    }
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = text.size() > 16 ? digits(text, 17, 2) : std::optional<int>(0);
    if (text[10] != 'T' || !hour || !minute || !second || text[13] != ':' || *hour > 23 ||
        *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    return with_time(since, *hour * 3600.0 + *minute * 60.0 + *second);
}

std::string clock_text(double days) {
    const auto seconds = static_cast<std::int64_t>(std::round(days * seconds_a_day));
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::optional<double> iso_duration(std::string_view text) {
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    if (!text.starts_with("PT") || text.size() == 2) {
        return std::nullopt;
    }
    text.remove_prefix(2);
    double seconds = 0;
    while (!text.empty()) {
        const std::size_t unit = text.find_first_of("HMS");
        const auto count =
            unit == std::string_view::npos ? std::nullopt : parse_number(text.substr(0, unit));
        if (!count) {
            return std::nullopt;
        }
        seconds += *count * (text[unit] == 'H' ? 3600 : text[unit] == 'M' ? 60 : 1);
        text.remove_prefix(unit + 1);
    }
    return (negative ? -seconds : seconds) / seconds_a_day;
}

} // namespace tidemark::parse

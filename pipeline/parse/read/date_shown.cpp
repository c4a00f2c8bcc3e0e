#include "pipeline/parse/read/date_shown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>
#include <vector>

namespace tidemark::parse {
namespace {

constexpr std::array<std::string_view, 12> months{"January",
                                                  "February",
                                                  "March",
                                                  "April",
                                                  "May",
                                                  "June",
                                                  "July",
                                                  "August",
                                                  "September",
                                                  "October",
                                                  "November",
                                                  "December"};
constexpr std::array<std::string_view, 7> weekdays{
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

// A run of one letter ('y', 'm', 'd', 'h', 's', 'n' for minutes, 'a' for AM/PM), or plain text (0).
struct Token {
    char letter = 0;
    std::size_t count = 0;
    std::string text{};
};

// What stands in brackets: a colour, or a language: the last two digits of "[$-409]" are 9 for
// English; [$-F800] is the reader's own, [h] is elapsed time.
enum class Inside { colour_or_english, other_language, unknown };

Inside meaning_of(std::string_view inside) {
    if (!inside.starts_with('$')) {
        return inside.find_first_of("hHmMsS<>=") == std::string_view::npos
                   ? Inside::colour_or_english
                   : Inside::unknown;
    }
    const std::size_t dash = inside.find('-');
    std::string_view id = dash == std::string_view::npos ? "" : inside.substr(dash + 1);
    id = id.substr(0, id.find(','));
    if (id.size() >= 4 && (id[0] == 'F' || id[0] == 'f')) {
        return Inside::unknown;
    }
    return id.empty() || id == "9" || id.ends_with("09") ? Inside::colour_or_english
                                                         : Inside::other_language;
}

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

class Scan {
  public:
    explicit Scan(std::string_view format)
        : format_(format) {}

    // Nothing: the format is another thing than a day and its time.
    [[nodiscard]] std::optional<std::vector<Token>> run() {
        while (sound_ && at_ < format_.size() && format_[at_] != ';') {
            step();
        }
        const bool names = std::ranges::any_of(tokens_, [](const Token& token) {
            return (token.letter == 'm' || token.letter == 'd') && token.count > 2;
        });
        if (!sound_ || (foreign_ && names)) {
            return std::nullopt;
        }
        tell_minutes();
        return std::move(tokens_);
    }

  private:
    void step() {
        const char c = format_[at_];
        const char letter = lower(c);
        constexpr std::string_view letters = "ymdhs";
        if (c == '"') {
            const std::size_t end = std::min(format_.find('"', at_ + 1), format_.size());
            put(format_.substr(at_ + 1, end - at_ - 1));
            at_ = end + 1;
        } else if (c == '\\') {
            put(format_.substr(std::min(at_ + 1, format_.size()), 1));
            at_ += 2;
        } else if (c == '_' || c == '*') {
            put(c == '_' ? " " : "");
            at_ += 2;
        } else if (c == '[') {
            const std::size_t end = std::min(format_.find(']', at_), format_.size());
            const Inside inside = meaning_of(format_.substr(at_ + 1, end - at_ - 1));
            sound_ = inside != Inside::unknown;
            foreign_ = foreign_ || inside == Inside::other_language;
            at_ = end + 1;
        } else if (is_half_of_day()) {
            tokens_.push_back({.letter = 'a', .count = 1});
            at_ += format_[at_ + 1] == '/' ? 3 : 5;
        } else if (letters.find(letter) != std::string_view::npos) {
            run_of(letter);
        } else {
            constexpr std::string_view signs = "-/ ,.:()'+";
            sound_ =
                signs.find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80U;
            put(format_.substr(at_, 1));
            ++at_;
        }
    }

    void run_of(char letter) {
        std::size_t end = at_;
        while (end < format_.size() && lower(format_[end]) == letter) {
            ++end;
        }
        tokens_.push_back({.letter = letter, .count = end - at_});
        at_ = end;
    }

    [[nodiscard]] bool is_half_of_day() const {
        std::string next(format_.substr(at_, 5));
        std::ranges::transform(next, next.begin(), [](unsigned char c) { return std::toupper(c); });
        return next == "AM/PM" || next.starts_with("A/P");
    }

    void put(std::string_view text) { tokens_.push_back({.text = std::string(text)}); }

    // An m behind hours, or before seconds, is minutes.
    void tell_minutes() {
        char last = 0;
        Token* month = nullptr;
        for (Token& token : tokens_) {
            if (token.letter == 0) {
                continue;
            }
            if (token.letter == 'm' && token.count <= 2 && last == 'h') {
                token.letter = 'n';
            } else if (token.letter == 's' && month != nullptr && last == 'm') {
                month->letter = 'n';
            }
            month = token.letter == 'm' && token.count <= 2 ? &token : nullptr;
            last = token.letter;
        }
    }

    std::string_view format_;
    std::size_t at_ = 0;
    bool sound_ = true;
    bool foreign_ = false; // names are in another language
    std::vector<Token> tokens_;
};

// A moment in the parts that formats show.
struct Moment {
    int year = 0;
    unsigned month = 0; // 1 to 12
    unsigned day = 0;
    unsigned weekday = 0; // 0 is Sunday
    int hour = 0;
    int minute = 0;
    int second = 0;
};

Moment moment_of(double days) {
    constexpr int seconds_a_day = 86400;
    const auto seconds = static_cast<std::int64_t>(std::llround(days * seconds_a_day));
    const auto day = std::chrono::floor<std::chrono::days>(std::chrono::seconds(seconds));
    const std::chrono::sys_days date{day};
    const std::chrono::year_month_day ymd{date};
    const auto rest = static_cast<int>(seconds - day.count() * seconds_a_day);
    return {.year = static_cast<int>(ymd.year()),
            .month = static_cast<unsigned>(ymd.month()),
            .day = static_cast<unsigned>(ymd.day()),
            .weekday = std::chrono::weekday{date}.c_encoding(),
            .hour = rest / 3600,
            .minute = rest / 60 % 60,
            .second = rest % 60};
}

std::string padded(int number, std::size_t count) {
    return count == 1 ? fmt::format("{}", number) : fmt::format("{:02}", number);
}

// "5", "05", "May", "May", "M".
std::string named(int number, std::size_t count, std::string_view name) {
    switch (count) {
    case 1:
    case 2:
        return padded(number, count);
    case 3:
        return std::string(name.substr(0, 3));
    case 5:
        return std::string(name.substr(0, 1));
    default:
        return std::string(name);
    }
}

std::string shown(const Token& token, const Moment& at, bool halves) {
    switch (token.letter) {
    case 'y':
        return token.count <= 2 ? fmt::format("{:02}", at.year % 100) : fmt::format("{}", at.year);
    case 'm':
        return named(static_cast<int>(at.month), token.count, months.at(at.month - 1));
    case 'd':
        return token.count <= 2 ? padded(static_cast<int>(at.day), token.count)
                                : named(0, token.count == 3 ? 3 : 4, weekdays.at(at.weekday));
    case 'h':
        return padded(halves ? (at.hour + 11) % 12 + 1 : at.hour, token.count);
    case 'n':
        return padded(at.minute, token.count);
    case 's':
        return padded(at.second, token.count);
    case 'a':
        return at.hour < 12 ? "AM" : "PM";
    default:
        return token.text;
    }
}

} // namespace

std::optional<std::string> date_shown(double days, std::string_view format) {
    const auto tokens = Scan(format).run();
    const auto says = [](const Token& token) { return token.letter != 0; };
    if (!tokens || std::ranges::none_of(*tokens, says)) {
        return std::nullopt;
    }
    const Moment at = moment_of(days);
    const bool halves = std::ranges::count(*tokens, 'a', &Token::letter) > 0;
    std::string text;
    for (const Token& token : *tokens) {
        text += shown(token, at, halves);
    }
    return text;
}

} // namespace tidemark::parse

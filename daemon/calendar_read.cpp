#include "daemon/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace tidemark {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> shorthands{{
    {"minutely", "*-*-* *:*:00"},
    {"hourly", "*-*-* *:00:00"},
    {"daily", "*-*-* 00:00:00"},
    {"monthly", "*-*-01 00:00:00"},
    {"weekly", "Mon *-*-* 00:00:00"},
    {"yearly", "*-01-01 00:00:00"},
    {"annually", "*-01-01 00:00:00"},
    {"anually", "*-01-01 00:00:00"},
    {"quarterly", "*-01,04,07,10-01 00:00:00"},
    {"semiannually", "*-01,07-01 00:00:00"},
    {"semi-annually", "*-01,07-01 00:00:00"},
    {"biannually", "*-01,07-01 00:00:00"},
    {"bi-annually", "*-01,07-01 00:00:00"},
}};

constexpr std::array<std::string_view, 7> day_names{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(
        out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

// Smallest and largest value of a field.
struct Bounds {
    std::string_view name;
    int low = 0;
    int high = 0;
};

// An open repeat must reach at least one further value, as systemd has it.
bool fits(const CalendarPart& part, const Bounds& bounds, bool from_end) {
    const int high = from_end ? bounds.high - 3 : bounds.high; // the 28 days every month has
    if (part.start < bounds.low || part.start > high) {
        return false;
    }
    if (part.stop) {
        return *part.stop >= part.start && *part.stop <= high;
    }
    return from_end ? part.start - part.repeat >= bounds.low : part.start + part.repeat <= high;
}

// 12 -> 2012, 89 -> 1989.
int four_digits(int year) {
    if (year < 70) {
        return year + 2000;
    }
    return year < 100 ? year + 1900 : year;
}

// Ends of ranges where a step lands, sorted, each part once.
void settle(CalendarParts& parts) {
    for (CalendarPart& part : parts) {
        if (part.stop && part.repeat > 0) {
            *part.stop -= (*part.stop - part.start) % part.repeat;
        }
        if (part.stop == part.start) {
            part = {.start = part.start};
        }
    }
    std::ranges::sort(parts);
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
}

} // namespace

// Reads left to right; the first thing that does not fit ends it.
class CalendarReader {
  public:
    explicit CalendarReader(std::string_view text)
        : text_(text) {}

    Result<Calendar> read() {
        return weekdays()
            .and_then([&] { return date(); })
            .and_then([&] { return time(); })
            .and_then([&] { return finish(); })
            .map([&] { return calendar_; });
    }

  private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void blanks() {
        while (peek() == ' ') {
            ++at_;
        }
    }

    [[nodiscard]] tl::unexpected<Error> wrong(std::string expected) const {
        const std::string_view rest = text_.substr(std::min(at_, text_.size()));
        return fail({.fault = Fault::usage,
                     .code = "schedule.calendar",
                     .expected = std::move(expected),
                     .found = rest.empty() ? fmt::format("the end of '{}'", text_)
                                           : fmt::format("'{}' in '{}'", rest, text_),
                     .next = "write it as systemd.time(7) says, such as 'Mon..Fri 09:30'"});
    }

    // The weekday that starts here; moves behind it.
    std::optional<int> weekday() {
        const std::string rest = lower(text_.substr(at_));
        for (std::size_t day = 0; day < day_names.size(); ++day) {
            for (const std::string_view name :
                 {day_names.at(day), day_names.at(day).substr(0, 3)}) {
                const char after = rest.size() > name.size() ? rest[name.size()] : ' ';
                if (rest.starts_with(name) && one_of(after, "-., ")) {
                    at_ += name.size();
                    return static_cast<int>(day);
                }
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] Result<void> weekdays();
    [[nodiscard]] Result<void> date();
    [[nodiscard]] Result<void> time();
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] Result<int> number();
    [[nodiscard]] Result<CalendarPart> part();
    [[nodiscard]] Result<CalendarParts> parts();

    std::string_view text_;
    std::size_t at_ = 0;
    Calendar calendar_;
};

// "Mon", "Mon..Fri", "Mon,Wed..Fri"; "Mon-Fri" as older units write it; a comma may trail.
Result<void> CalendarReader::weekdays() {
    std::optional<int> open; // first day of a range whose end is awaited
    for (bool first = true;; first = false) {
        const auto day = weekday();
        if (!day) {
            return first ? Result<void>{} : wrong("a weekday");
        }
        if (open && *open > *day) {
            return wrong("a weekday after the first of its range");
        }
        for (int d = open.value_or(*day); d <= *day; ++d) {
            calendar_.weekdays_ = static_cast<std::uint8_t>(calendar_.weekdays_ | (1U << d));
        }
        const bool range = (peek() == '.' && peek(1) == '.') || peek() == '-';
        if (range && open) {
            return wrong("one '..' in a range of weekdays");
        }
        open.reset();
        if (range) {
            at_ += peek() == '.' ? 2 : 1;
            open = *day;
        } else if (peek() == ',') {
            ++at_;
        } else if (peek() != ' ' && peek() != '\0') {
            return wrong("',', '..' or a blank after a weekday");
        }
        if (peek() == ' ' || peek() == '\0') {
            if (open) {
                return wrong("a weekday after '..'");
            }
            blanks();
            return {};
        }
    }
}

Result<int> CalendarReader::number() {
    int value = 0;
    const char* begin = text_.data() + at_;
    const char* end = text_.data() + text_.size();
    const auto [stop, error] = std::from_chars(begin, end, value);
    if (peek() == '-' || error != std::errc{} || value < 0) {
        return wrong("a number or '*'");
    }
    at_ += static_cast<std::size_t>(stop - begin);
    if (peek() == '.' && peek(1) != '.') {
        return wrong("whole seconds");
    }
    return value;
}

Result<CalendarPart> CalendarReader::part() {
    auto start = number();
    if (!start) {
        return propagate(start);
    }
    CalendarPart part{.start = *start};
    if (peek() == '.' && peek(1) == '.') {
        at_ += 2;
        auto stop = number();
        if (!stop) {
            return propagate(stop);
        }
        part.stop = *stop;
        part.repeat = 1;
    }
    if (peek() == '/') {
        ++at_;
        auto repeat = number();
        if (!repeat) {
            return propagate(repeat);
        }
        if (*repeat == 0) {
            return wrong("a step of at least 1");
        }
        part.repeat = *repeat;
    }
    return part;
}

// "*" or a list of parts.
Result<CalendarParts> CalendarReader::parts() {
    if (peek() == '*') {
        ++at_;
        return CalendarParts{};
    }
    CalendarParts all;
    for (;;) {
        auto one = part();
        if (!one) {
            return propagate(one);
        }
        all.push_back(*one);
        if (peek() != ',') {
            return all;
        }
        ++at_;
    }
}

// "Y-M-D", "M-D", the last separator "~" to count days from the end. Without a date: any day.
Result<void> CalendarReader::date() {
    const std::size_t start = at_;
    std::vector<CalendarParts> fields;
    while (peek() != '\0') {
        auto field = parts();
        if (!field) {
            return propagate(field);
        }
        if (fields.empty() && (peek() == ':' || peek() == '\0')) {
            at_ = start; // it was a time
            return {};
        }
        fields.push_back(std::move(*field));
        if (peek() == ' ' || peek() == '\0') {
            break;
        }
        if (fields.size() == 3 || calendar_.from_end_ || !one_of(peek(), "-~")) {
            return wrong("a date such as *-*-01");
        }
        calendar_.from_end_ = peek() == '~';
        ++at_;
    }
    if (fields.empty()) {
        return {};
    }
    if (fields.size() == 1) {
        return wrong("a month and a day, such as *-01");
    }
    calendar_.day_ = std::move(fields.back());
    calendar_.month_ = std::move(fields[fields.size() - 2]);
    if (fields.size() == 3) {
        calendar_.year_ = std::move(fields.front());
    }
    blanks();
    return {};
}

// "H:M", "H:M:S"; without a time midnight.
Result<void> CalendarReader::time() {
    const CalendarParts zero{{.start = 0}};
    calendar_.hour_ = calendar_.minute_ = calendar_.second_ = zero;
    if (peek() == '\0') {
        return {};
    }
    const std::array<CalendarParts*, 3> fields{
        &calendar_.hour_, &calendar_.minute_, &calendar_.second_};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto field = parts();
        if (!field) {
            return propagate(field);
        }
        *fields.at(i) = std::move(*field);
        if (peek() == '\0' && i >= 1) {
            return {};
        }
        if (peek() != ':' || i == 2) {
            return wrong(peek() == ' ' ? "the end: the zone stands in the key 'zone'"
                                       : "a time such as 09:30 or 09:30:00");
        }
        ++at_;
    }
    return {};
}

Result<void> CalendarReader::finish() {
    Calendar& c = calendar_;
    for (CalendarPart& part : c.year_) {
        part.start = four_digits(part.start);
        if (part.stop) {
            part.stop = four_digits(*part.stop);
        }
    }
    const std::array<std::pair<CalendarParts*, Bounds>, 6> fields{{
        {&c.year_, {"years", 1970, 2199}},
        {&c.month_, {"months", 1, 12}},
        {&c.day_, {"days", 1, 31}},
        {&c.hour_, {"hours", 0, 23}},
        {&c.minute_, {"minutes", 0, 59}},
        {&c.second_, {"seconds", 0, 59}},
    }};
    for (const auto& [parts, bounds] : fields) {
        const bool from_end = c.from_end_ && parts == &c.day_;
        for (const CalendarPart& part : *parts) {
            if (!fits(part, bounds, from_end)) {
                at_ = text_.size();
                return wrong(fmt::format("{} from {} to {}, with steps inside",
                                         bounds.name,
                                         bounds.low,
                                         from_end ? bounds.high - 3 : bounds.high));
            }
        }
        settle(*parts);
    }
    constexpr std::uint8_t all_week = 0x7F;
    c.weekdays_ = c.weekdays_ == all_week ? std::uint8_t{0} : c.weekdays_;
    c.from_end_ = c.from_end_ && !c.day_.empty();
    if (c.second_ == CalendarParts{{.start = 0, .stop = std::nullopt, .repeat = 1}}) {
        c.second_.clear();
    }
    return {};
}

Result<Calendar> Calendar::parse(std::string_view expression) {
    const std::string name = lower(expression);
    const auto* known =
        std::ranges::find_if(shorthands, [&](const auto& row) { return row.first == name; });
    if (expression.empty()) {
        return fail({.fault = Fault::usage,
                     .code = "schedule.calendar",
                     .expected = "a calendar expression",
                     .found = "nothing",
                     .next = "write it as systemd.time(7) says, such as 'Mon..Fri 09:30'"});
    }
    return CalendarReader(known != shorthands.end() ? known->second : expression).read();
}

} // namespace tidemark

#include "daemon/calendar.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace tidemark {
namespace {

using std::chrono::seconds;
using Local = date::local_time<seconds>;

constexpr int last_year = 2199;
constexpr std::array<std::string_view, 7> day_names{
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::string field_text(const CalendarParts& parts, int width) {
    if (parts.empty()) {
        return "*";
    }
    std::string text;
    for (const CalendarPart& part : parts) {
        text += text.empty() ? "" : ",";
        text += fmt::format("{:0{}}", part.start, width);
        if (part.stop) {
            text += fmt::format("..{:0{}}", *part.stop, width);
        }
        if (part.repeat > 0 && !(part.stop && part.repeat == 1)) {
            text += fmt::format("/{}", part.repeat);
        }
    }
    return text;
}

// "Mon,Tue,Thu..Sat": two neighbours as a list, three and more as a range.
std::string weekdays_text(std::uint8_t bits) {
    std::string text;
    for (std::size_t day = 0; day < day_names.size();) {
        if ((bits >> day & 1U) == 0) {
            ++day;
            continue;
        }
        std::size_t last = day;
        while (last + 1 < day_names.size() && (bits >> (last + 1) & 1U) != 0) {
            ++last;
        }
        text += text.empty() ? "" : ",";
        text += day_names.at(day);
        if (last > day) {
            text += last > day + 1 ? ".." : ",";
            text += day_names.at(last);
        }
        day = last + 1;
    }
    return text;
}

// The least value of a part that is at least `from`. `days`: length of the month when the part
// counts from its end, else 0.
std::optional<int> least(CalendarPart part, int from, int days) {
    if (days > 0) {
        const int first = days + 1 - part.stop.value_or(part.start);
        part.stop = part.stop ? std::optional(days + 1 - part.start) : std::nullopt;
        part.start = first;
    }
    if (part.start >= from) {
        return part.start;
    }
    if (part.repeat == 0) {
        return std::nullopt;
    }
    const int steps = (from - part.start + part.repeat - 1) / part.repeat;
    const int value = part.start + steps * part.repeat;
    return !part.stop || value <= *part.stop ? std::optional(value) : std::nullopt;
}

std::optional<int> least(const CalendarParts& parts, int from, int days = 0) {
    if (parts.empty()) {
        return from;
    }
    std::optional<int> best;
    for (const CalendarPart& part : parts) {
        const auto value = least(part, from, days);
        if (value && (!best || *value < *best)) {
            best = value;
        }
    }
    return best;
}

// The first value of a field that is at least `from` and at most `high`.
std::optional<int> within(const CalendarParts& parts, int from, int high, int days = 0) {
    const auto value = least(parts, from, days);
    return value && *value <= high ? value : std::nullopt;
}

} // namespace

// The next matching local time, field by field.
class CalendarSearch {
  public:
    explicit CalendarSearch(const Calendar& calendar)
        : calendar_(calendar) {}

    // At or after `from`.
    [[nodiscard]] std::optional<Local> at_or_after(Local from) const {
        const auto day = date::floor<date::days>(from);
        if (const auto time = time_from(from - day); time && day_matches(day)) {
            return day + *time;
        }
        const auto next = next_day(day + date::days(1));
        const auto midnight = time_from(seconds(0));
        return next && midnight ? std::optional<Local>(*next + *midnight) : std::nullopt;
    }

  private:
    [[nodiscard]] bool day_matches(date::local_days day) const { return next_day(day) == day; }

    [[nodiscard]] bool weekday_matches(date::local_days day) const {
        const unsigned index = date::weekday(day).iso_encoding() - 1;
        return calendar_.weekdays_ == 0 || (calendar_.weekdays_ >> index & 1U) != 0;
    }

    [[nodiscard]] std::optional<seconds> time_from(seconds from) const;
    [[nodiscard]] std::optional<date::local_days> next_day(date::local_days from) const;
    [[nodiscard]] std::optional<date::local_days> day_in_month(date::year_month month,
                                                               int from) const;

    const Calendar& calendar_;
};

// The first time of a day that matches, at or after `from`.
std::optional<seconds> CalendarSearch::time_from(seconds from) const {
    const date::hh_mm_ss<seconds> start(from);
    const int hour0 = static_cast<int>(start.hours().count());
    const int minute0 = static_cast<int>(start.minutes().count());
    const int second0 = static_cast<int>(start.seconds().count());
    for (auto hour = within(calendar_.hour_, hour0, 23); hour;
         hour = within(calendar_.hour_, *hour + 1, 23)) {
        const int minutes_from = *hour == hour0 ? minute0 : 0;
        for (auto minute = within(calendar_.minute_, minutes_from, 59); minute;
             minute = within(calendar_.minute_, *minute + 1, 59)) {
            const bool same = *hour == hour0 && *minute == minute0;
            if (const auto second = within(calendar_.second_, same ? second0 : 0, 59)) {
                return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + seconds(*second);
            }
        }
    }
    return std::nullopt;
}

std::optional<date::local_days> CalendarSearch::day_in_month(date::year_month month,
                                                             int from) const {
    const int days = static_cast<int>(static_cast<unsigned>((month / date::last).day()));
    const int from_end = calendar_.from_end_ ? days : 0;
    for (auto day = within(calendar_.day_, from, days, from_end); day;
         day = within(calendar_.day_, *day + 1, days, from_end)) {
        const date::local_days found(month / *day);
        if (weekday_matches(found)) {
            return found;
        }
    }
    return std::nullopt;
}

std::optional<date::local_days> CalendarSearch::next_day(date::local_days from) const {
    const date::year_month_day start(from);
    const int year0 = static_cast<int>(start.year());
    const int month0 = static_cast<int>(static_cast<unsigned>(start.month()));
    for (auto year = within(calendar_.year_, year0, last_year); year;
         year = within(calendar_.year_, *year + 1, last_year)) {
        const bool same_year = *year == year0;
        for (auto month = within(calendar_.month_, same_year ? month0 : 1, 12); month;
             month = within(calendar_.month_, *month + 1, 12)) {
            const bool same_month = same_year && *month == month0;
            const int from_day =
                same_month ? static_cast<int>(static_cast<unsigned>(start.day())) : 1;
            if (auto day = day_in_month(date::year(*year) / *month, from_day)) {
                return day;
            }
        }
    }
    return std::nullopt;
}

std::optional<Instant> Calendar::next(Instant after, std::string_view zone) const {
    const date::time_zone* place = date::locate_zone(zone);
    const CalendarSearch search(*this);
    const auto whole = date::floor<seconds>(after);
    Local from = place->to_local(whole) + seconds(1);
    while (const auto found = search.at_or_after(from)) {
        const date::local_info info = place->get_info(*found);
        if (info.result == date::local_info::nonexistent) {
            from = Local(info.second.begin.time_since_epoch() + info.second.offset);
            continue;
        }
        const date::sys_seconds first(found->time_since_epoch() - info.first.offset);
        if (info.result == date::local_info::unique || first > after) {
            return Instant(first);
        }
        return Instant(date::sys_seconds(found->time_since_epoch() - info.second.offset));
    }
    return std::nullopt;
}

std::string Calendar::to_text() const {
    return fmt::format("{}{}{}-{}{}{} {}:{}:{}",
                       weekdays_text(weekdays_),
                       weekdays_ == 0 ? "" : " ",
                       field_text(year_, 4),
                       field_text(month_, 2),
                       from_end_ ? "~" : "-",
                       field_text(day_, 2),
                       field_text(hour_, 2),
                       field_text(minute_, 2),
                       field_text(second_, 2));
}

} // namespace tidemark

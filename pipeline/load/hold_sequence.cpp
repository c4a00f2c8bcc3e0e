#include "pipeline/load/hold_sequence.hpp"

#include <chrono>
#include <set>

namespace tidemark::load {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

constexpr int year = 12;
constexpr int month_end = 31;
constexpr int week = 7;

int month_of(Day day) {
    const year_month_day date{day};
    return static_cast<int>(date.year()) * year + static_cast<int>(unsigned{date.month()}) - 1;
}

Day last_day_of_month(Day day) {
    const year_month_day date{day};
    return year_month_day_last{date.year(), std::chrono::month_day_last{date.month()}};
}

// The day of the month; its last is one in every month, so that 29 February follows 28 February.
int day_of(Day day) {
    return day == last_day_of_month(day) ? month_end
                                         : static_cast<int>(unsigned{year_month_day{day}.day()});
}

Day shifted(Day day, int by) {
    const year_month_day date = year_month_day{day} + months{by};
    const Day last = last_day_of_month(Day{date.year() / date.month() / 1});
    return !date.ok() || day == last_day_of_month(day) ? last : Day{date};
}

// Quarters and the like follow each other; of what is longer or odd (Apr-Dec) there is one a year,
// and so of each school term, since a year may well be without its summer term.
int step_of(int length) {
    return length == 1 || length == 3 || length == 6 ? length : year;
}

bool is_of_weeks(const Sequence& sequence) {
    return sequence.days == week;
}

} // namespace

bool has_diary(const std::vector<Period>& periods) {
    constexpr std::size_t most = 12; // as many days a year as there are months
    std::set<std::pair<int, int>> seen;
    for (const Period& period : periods) {
        if (period.start == period.end && seen.size() <= most) {
            seen.emplace(month_of(period.start) % year, day_of(period.start));
        }
    }
    return seen.size() > most;
}

Sequence sequence_of(const Period& period, bool diary) {
    if (period.start == period.end) {
        return diary ? Sequence{.days = 1}
                     : Sequence{.days = 1,
                                .step = year,
                                .phase = month_of(period.start) % year,
                                .day = day_of(period.start)};
    }
    const Day next = period.end + days{1};
    if (next - period.start == days{week}) {
        const auto first = std::chrono::weekday{period.start};
        return {.days = week, .step = week, .phase = static_cast<int>(first.c_encoding())};
    }
    const int length = month_of(next) - month_of(period.start);
    if (length < 1 || year_month_day{period.start}.day() != year_month_day{next}.day()) {
        return {.days = static_cast<int>((next - period.start).count())};
    }
    const int step = step_of(length);
    return {.months = length,
            .step = step,
            .phase = month_of(period.start) % step,
            .day = static_cast<int>(unsigned{year_month_day{period.start}.day()})};
}

int position(const Period& period, const Sequence& sequence) {
    if (is_of_weeks(sequence)) {
        const auto since = period.start.time_since_epoch() - days{sequence.phase};
        return static_cast<int>(std::chrono::floor<std::chrono::weeks>(since).count());
    }
    return month_of(period.start) / sequence.step;
}

Period later(const Period& period, const Sequence& sequence, int steps) {
    const int by = steps * sequence.step;
    if (is_of_weeks(sequence)) {
        return {period.start + days{by}, period.end + days{by}};
    }
    const Day start = shifted(period.start, by);
    return {start,
            period.start == period.end ? start : shifted(period.end + days{1}, by) - days{1}};
}

} // namespace tidemark::load

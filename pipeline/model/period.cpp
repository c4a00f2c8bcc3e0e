#include "pipeline/model/period.hpp"

namespace tidemark {

namespace {

using std::chrono::days;
using std::chrono::last;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr int days_of_week = 7;

Day last_day(year_month m) {
    return m / last;
}

year_month month_at(Day day) {
    const year_month_day date{day};
    return date.year() / date.month();
}

bool is_last_day(Day day) {
    return day == last_day(month_at(day));
}

Period whole_months(year_month first, int count) {
    return {first / 1, last_day(first + months{count - 1})};
}

// The same day number a year before; 29 February has none and becomes the 28th.
Day day_before(Day day) {
    const year_month_day date = year_month_day{day} - years{1};
    return date.ok() ? Day{date} : last_day(date.year() / date.month());
}

Frequency frequency_of_year(unsigned first_month) {
    if (first_month == 1) {
        return Frequency::calendar_year;
    }
    return first_month == 4 ? Frequency::financial_year : Frequency::year_ending;
}

} // namespace

Period calendar_year(int year) {
    return whole_months(std::chrono::year{year} / month{1}, 12);
}

Period financial_year(int first_year) {
    return whole_months(year{first_year} / month{4}, 12);
}

Period quarter_of(int year, int quarter) {
    const month first{static_cast<unsigned>(3 * quarter - 2)};
    return whole_months(std::chrono::year{year} / first, 3);
}

Period month_of(int year, unsigned month) {
    return whole_months(std::chrono::year{year} / std::chrono::month{month}, 1);
}

Period year_ending(int year, unsigned month) {
    return whole_months(std::chrono::year{year} / std::chrono::month{month} - months{11}, 12);
}

Period single_day(Day day) {
    return {day, day};
}

std::optional<Period> week_of(int year, int week) {
    // 4 January always lies in week 1.
    const Day fourth{std::chrono::year{year} / month{1} / 4};
    const Day monday = fourth - (std::chrono::weekday{fourth} - std::chrono::Monday);
    const Day start = monday + days{days_of_week * (week - 1)};
    const bool exists =
        week >= 1 && year_month_day{start + days{3}}.year() == std::chrono::year{year};
    return exists ? std::optional(Period{start, start + days{days_of_week - 1}}) : std::nullopt;
}

std::optional<Period> months_from(Day start, int count) {
    const year_month_day next = year_month_day{start} + months{count};
    return next.ok() ? std::optional(Period{start, Day{next} - days{1}}) : std::nullopt;
}

int months_in(const Period& period) {
    const year_month_day first{period.start};
    const year_month_day next{period.end + days{1}};
    if (first.day() != next.day()) {
        return 0;
    }
    return static_cast<int>((next.year() / next.month() - first.year() / first.month()).count());
}

Frequency frequency(const Period& period) {
    const year_month_day start{period.start};
    const auto first = static_cast<unsigned>(start.month());
    const bool from_the_first = start.day() == std::chrono::day{1};
    const int count = months_in(period);
    if (period.start == period.end) {
        return Frequency::day;
    }
    if ((period.end - period.start).count() == days_of_week - 1) {
        return Frequency::week;
    }
    if (count == 12) {
        return from_the_first ? frequency_of_year(first) : Frequency::year_ending;
    }
    if (count == 1 && from_the_first) {
        return Frequency::month;
    }
    if ((count == 3 || count == 6) && from_the_first && first % 3 == 1) {
        return count == 3 ? Frequency::quarter : Frequency::half;
    }
    return Frequency::span;
}

Period year_before(const Period& period) {
    if (frequency(period) == Frequency::week) {
        constexpr days year_of_weeks{52 * days_of_week};
        return {period.start - year_of_weeks, period.end - year_of_weeks};
    }
    const auto end = is_last_day(period.end) ? last_day(month_at(period.end) - years{1})
                                             : day_before(period.end);
    // One day stays one day, also when it is the last of February.
    return {period.start == period.end ? end : day_before(period.start), end};
}

} // namespace tidemark

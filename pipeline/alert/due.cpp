#include "pipeline/alert/due.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <vector>

namespace tidemark::alert {
namespace {

Day with_grace(const Due& due, Day day) {
    if (!due.working_days) {
        return day + std::chrono::days(due.grace_days);
    }
    for (int left = due.grace_days; left > 0;) {
        day += std::chrono::days(1);
        const std::chrono::weekday weekday(day);
        if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) {
            --left;
        }
    }
    return day;
}

// Every expected date from two years before to two years after, oldest first. "02-29" is left out
// of years that have none.
std::vector<Expected> around(const Due& due, Day day) {
    const int year = static_cast<int>(std::chrono::year_month_day(day).year());
    std::set<Day> days;
    for (int y = year - 2; y <= year + 2; ++y) {
        for (const std::string& each : due.each) {
            if (const auto parsed = parse_day(std::to_string(y) + '-' + each)) {
                days.insert(*parsed);
            }
        }
    }
    std::vector<Expected> all;
    Day before = days.empty() ? day : *days.begin() - std::chrono::days(365);
    for (const Day each : days) {
        all.push_back(
            {.day = each, .deadline = with_grace(due, each), .opens = each - (each - before) / 2});
        before = each;
    }
    return all;
}

// The period as long as this one that follows it.
Period after(const Period& period) {
    using std::chrono::days;
    const Day start = period.end + days(1);
    const std::chrono::year_month_day from(period.start);
    const std::chrono::year_month_day next(start);
    if (from.day() != next.day()) {
        return {start, start + (period.end - period.start)};
    }
    const auto months = (next.year() / next.month()) - (from.year() / from.month());
    const auto following = next.year() / next.month() + months;
    return {start, Day(following / next.day()) - days(1)};
}

} // namespace

Period round_by(const Period& known, Day day) {
    Period round = known;
    for (Period next = after(round); next.end <= day; next = after(round)) {
        round = next;
    }
    return round;
}

std::optional<Expected> last_passed(const Due& due, Day today) {
    std::optional<Expected> last;
    for (const Expected& expected : around(due, today)) {
        if (expected.deadline < today) {
            last = expected;
        }
    }
    return last;
}

std::optional<Expected> first_after(const Due& due, Day day) {
    const auto all = around(due, day);
    const auto found =
        std::ranges::find_if(all, [&](const Expected& expected) { return expected.day > day; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace tidemark::alert

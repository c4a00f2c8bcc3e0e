#include "pipeline/alert/select.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace tidemark::alert {
namespace {

bool is_derived(const Source& source, const std::string& dim, const std::string& code) {
    return std::ranges::any_of(source.derives,
                               [&](const Derive& d) { return d.dim == dim && d.id == code; });
}

bool fits(const Dims& where, const Dims& dims, const Source& source) {
    if (where.size() != dims.size()) {
        return false;
    }
    return std::ranges::all_of(where, [&](const auto& wanted) {
        const auto found = dims.find(wanted.first);
        if (found == dims.end()) {
            return false;
        }
        return wanted.second == "*" ? !is_derived(source, found->first, found->second)
                                    : wanted.second == found->second;
    });
}

// Rolling years are set beside those that end on the same day of the year, halves of the calendar
// apart from those of financial years, weeks beside those from the same day of the week; odd spans
// beside those of the same months, or as many days: Apr-Dec never beside a year, nor beside
// Jan-Sep.
long kind_within(const Period& period) {
    constexpr long most_days = 31;
    const std::chrono::year_month_day start(period.start);
    const auto month = static_cast<long>(static_cast<unsigned>(start.month()));
    const auto first = most_days * month + static_cast<long>(static_cast<unsigned>(start.day()));
    switch (frequency(period)) {
    case Frequency::year_ending:
        return first;
    case Frequency::half:
        return month % 6;
    case Frequency::week:
        return static_cast<long>(std::chrono::weekday(period.start).c_encoding());
    case Frequency::span: {
        constexpr long above_days = 1'000'000; // no span has as many
        const long months = months_in(period);
        return months > 0 ? above_days * months + first : (period.end - period.start).count();
    }
    case Frequency::calendar_year:
    case Frequency::financial_year:
    case Frequency::quarter:
    case Frequency::month:
    case Frequency::day:
        break;
    }
    return 0;
}

} // namespace

bool is_answered(const Total& total) {
    return std::ranges::any_of(total.parts,
                               [](const Part& part) { return part.answer == Answer::answered; });
}

bool is_year(const Period& period) {
    switch (frequency(period)) {
    case Frequency::calendar_year:
    case Frequency::financial_year:
    case Frequency::year_ending:
        return true;
    case Frequency::half:
    case Frequency::quarter:
    case Frequency::month:
    case Frequency::week:
    case Frequency::day:
    case Frequency::span:
        return false;
    }
    return false;
}

std::vector<const Subject*>
select(const Dims& where, const std::vector<Subject>& subjects, const Source& source) {
    std::vector<const Subject*> chosen;
    for (const Subject& subject : subjects) {
        if (fits(where, subject.key.dims, source)) {
            chosen.push_back(&subject);
        }
    }
    return chosen;
}

std::vector<std::vector<const Total*>> by_frequency(const Subject& subject) {
    std::map<std::pair<Frequency, long>, std::vector<const Total*>> sorted;
    for (const Total& total : subject.totals) {
        if (is_answered(total)) {
            sorted[{frequency(total.period), kind_within(total.period)}].push_back(&total);
        }
    }
    std::vector<std::vector<const Total*>> runs;
    for (auto& [unused, totals] : sorted) {
        std::ranges::sort(totals, {}, [](const Total* total) { return total->period; });
        runs.push_back(std::move(totals));
    }
    return runs;
}

const Total* total_of(const Subject& subject, const Period& period) {
    const auto found = std::ranges::find(subject.totals, period, &Total::period);
    return found == subject.totals.end() ? nullptr : &*found;
}

} // namespace tidemark::alert

#include "pipeline/parse/layout/date_cells.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace tidemark::parse {
namespace {

std::optional<Period> period_of_day(double days, PeriodForm form) {
    constexpr double most = 3'000'000; // year 10183
    if (!(std::abs(days) < most)) {
        return std::nullopt;
    }
    const Day day{std::chrono::days(static_cast<int>(std::floor(days)))};
    const std::chrono::year_month_day date(day);
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    switch (form) {
    case PeriodForm::date:
    case PeriodForm::serial:
        return single_day(day);
    case PeriodForm::month:
        return month_of(year, month);
    case PeriodForm::quarter:
        return quarter_of(year, static_cast<int>((month + 2) / 3));
    case PeriodForm::year_ending:
        return year_ending(year, month);
    case PeriodForm::calendar_year:
    case PeriodForm::financial_year:
    case PeriodForm::academic_year:
    case PeriodForm::financial_quarter:
    case PeriodForm::half:
    case PeriodForm::financial_half:
    case PeriodForm::term:
    case PeriodForm::week:
    case PeriodForm::span:
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<Period> period_of_day(double days, const std::vector<PeriodForm>& forms) {
    std::optional<Period> found;
    for (const PeriodForm form : forms) {
        const auto period = period_of_day(days, form);
        if (period && found && *period != *found) {
            return std::nullopt;
        }
        found = period ? period : found;
    }
    return found;
}

std::string shown_text(const Cell& cell) {
    std::string format = cell.style.format();
    std::ranges::transform(format, format.begin(), [](unsigned char c) { return std::tolower(c); });
    const auto period = period_of_day(cell.number, PeriodForm::month);
    const bool month = format.find('m') != format.npos && format.find('y') != format.npos &&
                       format.find('d') == format.npos && format.find('h') == format.npos;
    return month && period ? in_words(*period) : std::string(cell.text);
}

} // namespace tidemark::parse

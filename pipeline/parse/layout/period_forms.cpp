#include "pipeline/parse/layout/period_forms.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/parse/layout/period_days.hpp"
#include "pipeline/parse/layout/period_parts.hpp"
#include "pipeline/parse/layout/period_ranges.hpp"
#include "pipeline/parse/layout/period_spans.hpp"
#include "pipeline/parse/layout/period_years.hpp"

#include <algorithm>
#include <array>

namespace tidemark::parse {

namespace {

using Read = std::optional<Period> (*)(std::string_view, const PeriodSpelling&);
// Is a period that spells out its days one of this form?
using Holds = bool (*)(const Period&, const PeriodSpelling&);

std::optional<Period> read_nothing(std::string_view /*text*/, const PeriodSpelling& /*spelling*/) {
    return std::nullopt;
}

template <Frequency wanted>
bool has_frequency(const Period& period, const PeriodSpelling& /*spelling*/) {
    return frequency(period) == wanted;
}

template <bool answer>
bool always(const Period& /*period*/, const PeriodSpelling& /*spelling*/) {
    return answer;
}

struct Form {
    PeriodForm form;
    std::string_view example;
    Read read;
    Holds holds;
};

constexpr std::array<Form, 14> table{{
    {PeriodForm::calendar_year,
     "a calendar year such as 2019",
     read_calendar_year,
     has_frequency<Frequency::calendar_year>},
    {PeriodForm::financial_year,
     "a financial year such as 2019/20",
     read_financial_year,
     is_financial_year},
    {PeriodForm::academic_year,
     "an academic year such as 2019/20",
     read_academic_year,
     is_academic_year},
    // Its month is always spelled out.
    {PeriodForm::year_ending,
     "twelve months such as 'year ending June 2019'",
     read_nothing,
     is_twelve_months},
    {PeriodForm::quarter,
     "a quarter such as 2019 Q3 or 'July to September 2019'",
     read_quarter,
     has_frequency<Frequency::quarter>},
    {PeriodForm::financial_quarter,
     "a quarter of a financial year such as 2019/20 Q1",
     read_financial_quarter,
     is_financial_quarter},
    {PeriodForm::half, "half a year such as 2019-S1 or H1 2019", read_half, is_half},
    {PeriodForm::financial_half,
     "half a financial year such as 2019/20 H1",
     read_financial_half,
     is_financial_half},
    {PeriodForm::term, "a school term such as 'Autumn term 2019/20'", read_term, is_term},
    {PeriodForm::month,
     "a month such as 'July 2019' or 2019-07",
     read_month,
     has_frequency<Frequency::month>},
    {PeriodForm::week,
     "a week such as 2020-W01 or 'week ending 3 January 2020'",
     read_week,
     has_frequency<Frequency::week>},
    {PeriodForm::date,
     "a day such as '30 September 2018' or 31/03/2019",
     read_date,
     has_frequency<Frequency::day>},
    {PeriodForm::serial, "a day's number such as 43831", read_serial, always<false>},
    {PeriodForm::span,
     "a first and a last period such as '2015/16 to 2019/20' or '23 March 2020 to 31 May 2020'",
     read_range,
     always<true>},
}};

constexpr auto forms = [] {
    std::array<PeriodForm, table.size()> all{};
    std::ranges::transform(table, all.begin(), &Form::form);
    return all;
}();

const Form& row_of(PeriodForm form) {
    return *std::ranges::find(table, form, &Form::form);
}

// May the last digit be a footnote's? "Mar '131", "2015-161", "March 20201", "Q11", but not 20191,
// which is also a day number, nor "Mar 201", which is also a year that lost a digit.
bool may_carry_note(std::string_view text, PeriodForm form) {
    const auto last_other = text.find_last_not_of("0123456789");
    if (last_other == std::string_view::npos) {
        return false;
    }
    const char mark = text[last_other];
    switch (text.size() - last_other - 1) {
    case 5:
        return true;
    case 3:
        return mark == '\'' || form == PeriodForm::financial_year ||
               form == PeriodForm::academic_year;
    case 2:
        return mark == 'q' || mark == 'h';
    default:
        return false;
    }
}

std::optional<Period>
read_whole(std::string_view text, PeriodForm form, const PeriodSpelling& spelling) {
    for (const std::string_view word : {"in ", "for ", "the "}) {
        take(text, word);
    }
    const Form& row = row_of(form);
    if (const auto period = row.read(text, spelling)) {
        return period;
    }
    const auto period = read_span(text);
    return period && row.holds(*period, spelling) ? period : std::nullopt;
}

} // namespace

std::optional<Period>
read_form(std::string_view text, PeriodForm form, const PeriodSpelling& spelling) {
    if (const auto period = read_whole(text, form, spelling)) {
        return period;
    }
    return may_carry_note(text, form) ? read_whole(text.substr(0, text.size() - 1), form, spelling)
                                      : std::nullopt;
}

std::span<const PeriodForm> all_forms() {
    return forms;
}

std::string_view example_of(PeriodForm form) {
    return row_of(form).example;
}

} // namespace tidemark::parse

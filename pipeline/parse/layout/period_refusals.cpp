#include "pipeline/parse/layout/period_refusals.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/period_forms.hpp"
#include "pipeline/parse/layout/period_ranges.hpp"
#include "pipeline/parse/layout/period_words.hpp"
#include "pipeline/parse/layout/period_years.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::parse {

namespace {

// Words by which a label is known to be no period, or none that its own words fix.
struct Word {
    std::string_view word;
    std::string_view reason;
};

constexpr std::string_view compares = "it compares periods";
constexpr std::string_view moves = "its days depend on when it was published";

constexpr std::string_view begins = "year_from must say when such a year begins";

constexpr std::array<Word, 16> telling{{
    {"tax year", begins},
    {"meteorological year", begins},
    {"federal fiscal year", begins},
    {"ffy", begins},
    {"change", compares},
    {"difference", compares},
    {"compared", compares},
    {" vs", compares},
    {"latest", moves},
    {"most recent", moves},
    {"ytd", moves},
    {"year to date", moves},
    {"to date", moves},
    {"so far", moves},
    {"total", "it is no period"},
    {"all years", "it is no period"},
}};

// "year 1"
bool counts_years(std::string_view text) {
    return take(text, "year ") && !text.empty() && digits_ahead(text) == text.size() &&
           text.size() < 4;
}

std::string_view reason_of(std::string_view text, const PeriodSpelling& spelling) {
    const bool other_years = spelling.year_from.has_value();
    for (const auto& [word, reason] : telling) {
        if (text.find(word) != std::string_view::npos && (reason != begins || !other_years)) {
            return reason;
        }
    }
    if (text.starts_with("ty") && !other_years) { // "TY 2019/20"
        return begins;
    }
    if (is_turned_round(text)) {
        return "the later stands first, as in a difference";
    }
    return counts_years(text) ? "the year that it counts from is not said" : "";
}

// The number that stands for a year of two.
std::optional<int> number_of(std::string_view text, PeriodForm form) {
    const bool part = form == PeriodForm::financial_quarter || form == PeriodForm::financial_half;
    if (part) {
        const bool quarter = form == PeriodForm::financial_quarter;
        const auto of_calendar =
            read_form(text, quarter ? PeriodForm::quarter : PeriodForm::half, {});
        const std::chrono::year_month_day start{of_calendar.value_or(Period{}).start};
        return of_calendar ? std::optional(static_cast<int>(start.year())) : std::nullopt;
    }
    const bool year = form == PeriodForm::financial_year || form == PeriodForm::academic_year;
    return year ? single_year(text) : std::nullopt;
}

// Where years have two numbers a single one may be the first or the second; "1920" may also be
// both.
std::vector<std::string> year_readings(std::string_view text, const PeriodSpelling& spelling) {
    std::optional<int> year;
    for (const PeriodForm form : spelling.forms) {
        year = year ? year : number_of(text, form);
    }
    if (!year || spelling.single != PeriodSpelling::Single::unsaid) {
        return {};
    }
    std::vector<std::string> readings{to_text(financial_year(*year - 1)),
                                      to_text(financial_year(*year))};
    if (text.size() == 4 && *year / 100 + 1 == *year % 100 && *year < 2000) {
        readings.push_back(fmt::format("20{}/{}", text.substr(0, 2), text.substr(2)));
    }
    return readings;
}

// What the label means under the forms that are not declared, each period once.
std::vector<std::string> other_readings(std::string_view text, const PeriodSpelling& spelling) {
    std::vector<std::string> readings;
    std::vector<Period> named;
    for (const PeriodForm form : all_forms()) {
        const auto period = read_form(text, form, spelling);
        if (period && std::ranges::find(named, *period) == named.end()) {
            named.push_back(*period);
            readings.push_back(fmt::format("{} under {}", in_words(*period), to_text(form)));
        }
    }
    return readings;
}

std::string examples_of(const std::vector<PeriodForm>& forms) {
    std::vector<std::string> examples;
    examples.reserve(forms.size());
    for (const PeriodForm form : forms) {
        examples.emplace_back(example_of(form));
    }
    return join(examples, ", or ");
}

std::string next_of(bool of_one_number, bool readable) {
    if (of_one_number) {
        return "say with year_named whether its number is that in which the year begins or ends, "
               "or declare with parse which is meant";
    }
    return readable ? "declare with parse which is meant, or make it plain with strip"
                    : "remove what is not the period with strip, or leave it out with skip";
}

} // namespace

Error refused(std::string_view label, std::string_view text, const PeriodSpelling& spelling) {
    auto readings = year_readings(text, spelling);
    const bool of_one_number = !readings.empty();
    for (auto& other : other_readings(text, spelling)) {
        readings.push_back(std::move(other));
    }
    const auto meaning =
        readings.empty() ? std::string(reason_of(text, spelling)) : join(readings, ", or ");
    return {.fault = Fault::held,
            .code = "layout.period",
            .expected = examples_of(spelling.forms),
            .found = fmt::format(
                "'{}'{}", squeeze(label), meaning.empty() ? "" : fmt::format(" ({})", meaning)),
            .next = next_of(of_one_number, !readings.empty())};
}

Error remarked(std::string_view label, std::string_view remark, PeriodForm form) {
    return {.fault = Fault::held,
            .code = "layout.remark",
            .expected = fmt::format("{} without a remark", example_of(form)),
            .found = fmt::format("'{}' with the remark '{}'", label, remark),
            .next = "if the remark is harmless, take it off with strip in that [[layout.dim]], "
                    "else leave its row or column out with skip"};
}

Error ambiguous(std::string_view label, const FormReading& one, const FormReading& other) {
    return {.fault = Fault::held,
            .code = "layout.period",
            .expected = "a label that one of the forms reads, or all alike",
            .found = fmt::format("'{}' ({} under {}, or {} under {})",
                                 squeeze(label),
                                 in_words(one.period),
                                 to_text(one.form),
                                 in_words(other.period),
                                 to_text(other.form)),
            .next = "declare with parse which is meant, or make it plain with strip"};
}

} // namespace tidemark::parse

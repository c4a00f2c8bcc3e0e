#include "pipeline/parse/layout/periods.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/period_forms.hpp"
#include "pipeline/parse/layout/period_label.hpp"
#include "pipeline/parse/layout/period_refusals.hpp"
#include "pipeline/parse/layout/period_words.hpp"

#include <optional>

namespace tidemark::parse {

namespace {

// The error of a label that none of the forms reads.
Error problem_of(std::string_view label, std::string_view text, const PeriodSpelling& spelling) {
    const auto whole = squeeze(label);
    const auto bare = without_brackets(whole);
    const auto plain = plain_label(bare);
    for (const PeriodForm form : spelling.forms) {
        if (bare.size() < whole.size() && read_form(plain, form, spelling)) {
            return remarked(whole, trim(std::string_view(whole).substr(bare.size())), form);
        }
    }
    return refused(label, text, spelling);
}

struct Readings {
    std::optional<FormReading> found;
    std::optional<FormReading> other; // another period
};

Readings readings_of(std::string_view text, const PeriodSpelling& spelling) {
    Readings readings;
    for (const PeriodForm form : spelling.forms) {
        const auto period = read_form(text, form, spelling);
        if (!period) {
            continue;
        }
        if (!readings.found) {
            readings.found = FormReading{form, *period};
        } else if (*period != readings.found->period) {
            readings.other = FormReading{form, *period};
            return readings;
        }
    }
    return readings;
}

} // namespace

std::optional<Period> find_period(std::string_view label, const PeriodSpelling& spelling) {
    const Readings readings = readings_of(plain_label(label), spelling);
    return readings.found && !readings.other ? std::optional(readings.found->period) : std::nullopt;
}

Result<Period> read_period(std::string_view label, const PeriodSpelling& spelling) {
    const auto text = plain_label(label);
    const Readings readings = readings_of(text, spelling);
    if (readings.other) {
        return fail(ambiguous(label, *readings.found, *readings.other));
    }
    if (readings.found) {
        return readings.found->period;
    }
    return fail(problem_of(label, text, spelling));
}

} // namespace tidemark::parse

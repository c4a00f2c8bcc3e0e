// Texts of periods, one a line: canonical ones, and publishers' labels under every declared form.
#include "pipeline/model/period.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/period_forms.hpp"
#include "pipeline/parse/layout/periods.hpp"
#include "tests/fuzz/support/check.hpp"

#include <algorithm>

namespace tidemark::fuzz {

namespace {

void check_period(const Period& period) {
    const std::string text = to_text(period);
    check(period.start <= period.end, "a period does not end before it begins", text);
    const auto again = parse_period(text);
    check(again.has_value(), "a period's text is one", text);
    check(*again == period, "a period's text means the period", text);
    check(parse_period(sdmx_text(period)) == period, "so does its standard name", text);
    check(!in_words(period).empty(), "a period has words", text);
    const Period before = year_before(period);
    check(before.start < period.start && before.end < period.end, "a year before is before", text);
    check(parse_period(to_text(before)) == before, "so does that of the year before", text);
}

void check_label(std::string_view label) {
    if (const auto period = parse_period(label)) {
        check_period(*period);
    } else {
        check_error(period.error());
    }
    for (const PeriodForm form : parse::all_forms()) {
        const PeriodSpelling spelling{.forms = {form}, .single = PeriodSpelling::Single::last};
        const auto period = parse::read_period(label, spelling);
        if (period) {
            check_period(*period);
            check(parse::read_period(squeeze(label), spelling) == *period,
                  "white space around a label does not count",
                  label);
        } else {
            check_error(period.error());
        }
    }
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = tidemark::fuzz::text_of(data, size);
    while (!input.empty()) {
        const auto end = std::min(input.find('\n'), input.size());
        tidemark::fuzz::check_label(input.substr(0, end));
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    return 0;
}

// hold.percent: "98.40%" is 0.984. Where the next row of the series says "98.4", one of the two is
// wrong by a hundred, and no cell says which was meant. (Zero is zero with and without the sign.)
#include "pipeline/base/text.hpp"
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

namespace tidemark::load {
namespace {

// The first figures of a series, by index and one more; 0: none yet.
struct Signs {
    std::size_t with = 0;
    std::size_t without = 0;
};

Error mixed(const Examined& examined, const Signs& signs) {
    const Observation& with = examined.figures[signs.with - 1];
    const Observation& without = examined.figures[signs.without - 1];
    Error error =
        checked(examined.source, examined.file.file, "hold.percent", "percent = \"allow\"");
    place(error, examined.file, without);
    error.expected = fmt::format("each figure of {} with a per cent sign, or none",
                                 dims_text(examined.file.series[with.series]));
    error.found =
        fmt::format("'{}' here and '{}' in {}{}",
                    one_line(without.raw),
                    one_line(with.raw),
                    with.sheet == without.sheet ? "" : examined.file.sheets[with.sheet] + "!",
                    to_text(with.cell));
    return error;
}

} // namespace

void check_percent(const Examined& examined, std::vector<Error>& reasons) {
    if (examined.source.hold.percent_allowed) {
        return;
    }
    std::vector<Signs> signs(examined.file.series.size());
    const Signs* first = nullptr;
    std::size_t series = 0;
    for (std::size_t i = 0; i < examined.figures.size(); ++i) {
        const Observation& figure = examined.figures[i];
        if (figure.value.value_or(0) == 0) {
            continue;
        }
        Signs& of_series = signs[figure.series];
        std::size_t& seen =
            figure.raw.find('%') == std::string::npos ? of_series.without : of_series.with;
        if (seen != 0) {
            continue;
        }
        seen = i + 1;
        if (of_series.with != 0 && of_series.without != 0) {
            first = first == nullptr ? &of_series : first;
            ++series;
        }
    }
    if (first == nullptr) {
        return;
    }
    Error error = mixed(examined, *first);
    error.found += series > 1 ? fmt::format(" (and {} more series)", series - 1) : "";
    reasons.push_back(std::move(error));
}

} // namespace tidemark::load

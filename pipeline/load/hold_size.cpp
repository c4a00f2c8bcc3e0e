// hold.shrink, hold.grow: far fewer or far more figures than last time; where rows are counted,
// rows.
#include "pipeline/base/text.hpp"
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

namespace tidemark::load {
namespace {

constexpr double hundred = 100;

struct Sizes {
    double last = 0;
    double now = 0;
    std::string_view of;
};

// A file that was let in before rows were remembered is compared by its figures.
Sizes sizes_of(const Examined& examined) {
    const std::int64_t rows = records_in(examined.source, examined.figures);
    if (rows > 0 && examined.before->records > 0) {
        return {.last = static_cast<double>(examined.before->records),
                .now = static_cast<double>(rows),
                .of = "rows"};
    }
    return {.last = static_cast<double>(examined.before->observations),
            .now = static_cast<double>(examined.figures.size()),
            .of = "figures"};
}

void report(const Examined& examined,
            std::string_view check,
            double percent,
            std::string_view how,
            const Sizes& sizes,
            std::vector<Error>& reasons) {
    Error error = checked(examined.source, examined.file.file, check);
    error.expected = fmt::format("at most {}% {} {} than the {} of last time",
                                 plain(percent),
                                 how,
                                 sizes.of,
                                 grouped(sizes.last));
    error.found = grouped(sizes.now);
    reasons.push_back(std::move(error));
}

} // namespace

void check_shrink(const Examined& examined, std::vector<Error>& reasons) {
    const auto& percent = examined.source.hold.shrink_percent;
    if (!percent || examined.before == nullptr) {
        return;
    }
    const Sizes sizes = sizes_of(examined);
    if (sizes.now < sizes.last * (1 - *percent / hundred)) {
        report(examined, "hold.shrink", *percent, "fewer", sizes, reasons);
    }
}

void check_grow(const Examined& examined, std::vector<Error>& reasons) {
    const auto& percent = examined.source.hold.grow_percent;
    if (!percent || examined.before == nullptr) {
        return;
    }
    const Sizes sizes = sizes_of(examined);
    if (sizes.now > sizes.last * (1 + *percent / hundred)) {
        report(examined, "hold.grow", *percent, "more", sizes, reasons);
    }
}

} // namespace tidemark::load

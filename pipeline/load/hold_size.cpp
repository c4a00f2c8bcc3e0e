// hold.shrink, hold.grow: far fewer or far more figures than last time.
#include "pipeline/base/text.hpp"
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

namespace tidemark::load {
namespace {

constexpr double hundred = 100;

double last_time(const Examined& examined) {
    return static_cast<double>(examined.before->observations);
}

void report(const Examined& examined,
            std::string_view check,
            double percent,
            std::string_view how,
            std::vector<Error>& reasons) {
    Error error = checked(examined.source, examined.file.file, check);
    error.expected = fmt::format("at most {}% {} figures than the {} of last time",
                                 plain(percent),
                                 how,
                                 grouped(last_time(examined)));
    error.found = grouped(static_cast<double>(examined.figures.size()));
    reasons.push_back(std::move(error));
}

} // namespace

void check_shrink(const Examined& examined, std::vector<Error>& reasons) {
    const auto& percent = examined.source.hold.shrink_percent;
    if (percent && examined.before != nullptr &&
        static_cast<double>(examined.figures.size()) <
            last_time(examined) * (1 - *percent / hundred)) {
        report(examined, "hold.shrink", *percent, "fewer", reasons);
    }
}

void check_grow(const Examined& examined, std::vector<Error>& reasons) {
    const auto& percent = examined.source.hold.grow_percent;
    if (percent && examined.before != nullptr &&
        static_cast<double>(examined.figures.size()) >
            last_time(examined) * (1 + *percent / hundred)) {
        report(examined, "hold.grow", *percent, "more", reasons);
    }
}

} // namespace tidemark::load

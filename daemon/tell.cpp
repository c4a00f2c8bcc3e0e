#include "daemon/tell.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/ostream.h>

#include <ostream>
#include <string>

namespace tidemark {
namespace {

std::string outcome_text(const Report& report) {
    const auto& vintage = report.loaded.vintage;
    const std::string loaded = vintage ? fmt::format("loaded v{}, ", vintage->number) : "";
    switch (report.run.outcome) {
    case Outcome::loaded:
        return fmt::format(
            "{}{} line{}", loaded, report.run.lines, report.run.lines == 1 ? "" : "s");
    case Outcome::unchanged:
        return "nothing new";
    case Outcome::held:
        return loaded + "held: " + report.run.detail;
    case Outcome::failed:
        return loaded + "failed: " + report.run.detail;
    }
    return {};
}

} // namespace

bool went_well(const Report& report) {
    return report.run.outcome == Outcome::loaded || report.run.outcome == Outcome::unchanged;
}

void tell(const Surroundings& here, const Report& report) {
    for (const Line& line : report.lines) {
        fmt::print(here.out, "{}\n", line.line);
    }
    fmt::print(went_well(report) ? here.out : here.err,
               "{}: {}\n",
               report.run.source,
               one_line(outcome_text(report)));
}

} // namespace tidemark

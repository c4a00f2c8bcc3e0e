// hold_checks: the checks on what was read against itself and against the last release.
//
// Each adds at most one reason a check or sequence, at a cell, and names the key of [hold] that
// allows what it found. They are linear in the figures and make texts only of what they report.
// Pure. Thread: any. Fails: never; what is not as expected is added to `reasons`.
#pragma once

#include "pipeline/load/files.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tidemark::load {

struct PeriodPlace {
    Period period;
    std::size_t first = 0; // index of its first figure
};

// What a check looks at. All references outlive it.
struct Examined {
    const Source& source;
    const ParsedFile& file;
    const std::vector<Observation>& figures;
    const FileRow* before;            // the row of the file it follows, if any
    Day day;                          // published or fetched, the later
    std::vector<PeriodPlace> periods; // oldest first
};

// Each period of the figures once, oldest first.
[[nodiscard]] std::vector<PeriodPlace>
first_of_each_period(const std::vector<Observation>& figures);
[[nodiscard]] std::vector<Period> periods_of(const std::vector<Observation>& figures);

// Rows that the figures count; 0 where the source counts none.
[[nodiscard]] std::int64_t records_in(const Source& source,
                                      const std::vector<Observation>& figures);

// A count has none, unless the source says so or gives a lowest value below zero.
[[nodiscard]] bool negatives_allowed(const Source& source);

void check_future(const Examined& examined, std::vector<Error>& reasons);
void check_gaps(const Examined& examined, std::vector<Error>& reasons);
void check_lost_periods(const Examined& examined, std::vector<Error>& reasons);
void check_order(const Examined& examined, std::vector<Error>& reasons);
void check_negative(const Examined& examined, std::vector<Error>& reasons);
void check_range(const Examined& examined, std::vector<Error>& reasons);
void check_percent(const Examined& examined, std::vector<Error>& reasons);
void check_shrink(const Examined& examined, std::vector<Error>& reasons);
void check_grow(const Examined& examined, std::vector<Error>& reasons);
void check_lost_codes(const Examined& examined, std::vector<Error>& reasons);
void check_new_codes(const Examined& examined, std::vector<Error>& reasons);

} // namespace tidemark::load

// period_spans: labels that spell out their first and last day or month, or their length and last
// month, and so mean the same days whatever the source's year is.
//
//   "apr 2019 to mar 2020", "jan-mar 2020", "2020 jan-mar", "1 april 2019 to 31 march 2020"
//   "20th march-29th march 2020"
//   all that period_lengths reads: "year ending march 2020", "w/c 30 december 2019"
//   "2019-04-01/2020-03-31", "2019-04-01/p1y"          ISO 8601, SDMX 2.1 section 4.2.14
//   "http://reference.data.gov.uk/id/government-year/2019-2020"   identifiers of the UK's intervals
//
// Thread: any. Fails: never; nothing when the label is not one of these.
#pragma once

#include "pipeline/model/period.hpp"

#include <optional>
#include <string_view>

namespace tidemark::parse {

// `text` as plain_label() makes it.
[[nodiscard]] std::optional<Period> read_span(std::string_view text);

} // namespace tidemark::parse

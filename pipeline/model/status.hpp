// Status: why a figure is what it is, kept apart from its value.
//
// Each maps to a code of SDMX CL_OBS_STATUS (sdmx_code). The GSS list:
// analysisfunction.civilservice .gov.uk, "Symbols in tables: definitions and help", January 2022. A
// marker is not a number: only the statuses for which has_value() is true may stand beside a value.
#pragma once

#include <optional>
#include <string_view>

namespace tidemark {

enum class Status {
    normal,         // A
    provisional,    // P  [p]
    revised,        // A  [r]: SDMX has no code for it
    estimated,      // E  [e]
    forecast,       // F  [f]
    series_break,   // B  [b]
    differs,        // D  the definition differs from that of the others
    unreliable,     // U  [u]
    low,            // N  [low]: rounds to zero and is not zero; value 0
    zero,           // A  a marker that the source declares to mean zero; value 0
    below,          // Q  "<5": known to be under a bound, see Observation::below
    suppressed,     // Q  [c]
    not_available,  // O  [x]
    not_applicable, // M  [z]
    not_answered,   // L  asked, no answer
};

[[nodiscard]] bool has_value(Status status);

// "suppressed"; parse_status is its inverse. The words used in [status] extra and in JSON.
[[nodiscard]] std::string_view to_text(Status status);
[[nodiscard]] std::optional<Status> parse_status(std::string_view text);

[[nodiscard]] char sdmx_code(Status status);

} // namespace tidemark

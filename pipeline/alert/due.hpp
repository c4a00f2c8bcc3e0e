// due: the dates by which a release is expected ([due] of a source). Pure.
//
// Grace in working days counts Monday to Friday; bank holidays are not known.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/model/period.hpp"
#include "pipeline/model/source.hpp"

#include <optional>

namespace tidemark::alert {

struct Expected {
    Day day;      // as written
    Day deadline; // with grace: the last day that is in time
    Day opens;    // a release from here on counts for it: half way from the date before
};

// The newest expected date whose deadline lies before `today`.
[[nodiscard]] std::optional<Expected> last_passed(const Due& due, Day today);

// The last period that ends by `day`, in steps of `known`: a year after a year, a quarter after a
// quarter. `known` itself when no later one has ended.
[[nodiscard]] Period round_by(const Period& known, Day day);

// The first expected date after `day`.
[[nodiscard]] std::optional<Expected> first_after(const Due& due, Day day);

} // namespace tidemark::alert

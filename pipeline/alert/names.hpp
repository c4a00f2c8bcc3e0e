// Names: codes as a sentence says them. Owns nothing but references to the configuration, which
// outlives it. Immutable after construction.
//
// A dimension is a place when a roster or a set of members is asked along it, or when it is called
// "area": its name follows "in". Any other dimension is a category and stands in brackets. A sum
// over every category has no name: it is the whole.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/series.hpp"
#include "pipeline/model/source.hpp"

#include <string>
#include <string_view>

namespace tidemark::alert {

class Names {
  public:
    Names(const Source& source, const Codelists& codelists)
        : source_(source)
        , codelists_(codelists) {}

    // "Hampshire"; the title of a roster for a sum over it; empty for a sum over everything.
    [[nodiscard]] std::string of(std::string_view dim, std::string_view code) const;

    // "recorded online child sexual offences (grooming) in Hampshire"
    [[nodiscard]] std::string what(const SeriesKey& key) const;

    // The same without place and category, for a line about many of them.
    [[nodiscard]] std::string measured() const;

    // "Hampshire", "Hampshire, grooming": one of many, told apart by its codes. Never empty.
    [[nodiscard]] std::string member(const SeriesKey& key) const;

    // "forces": what members along this dimension are called.
    [[nodiscard]] std::string noun(std::string_view dim) const;

    [[nodiscard]] bool is_place(std::string_view dim) const;

    // The figures are percentages: they are printed with a sign and change by points.
    [[nodiscard]] bool percents() const { return source_.unit == "percent" || source_.unit == "%"; }

    // Counts obey the rule of small bases; rates and percentages do not.
    [[nodiscard]] bool counts() const { return source_.unit.empty() || source_.unit == "count"; }

  private:
    const Source& source_;
    const Codelists& codelists_;
};

} // namespace tidemark::alert

// Revision: what an edition did to a figure that stood: another value or status, gone, back again.
// Difference: the same of two states of a source, whatever lies between them. Pure.
//
// A figure that comes for the first time is no revision; as a difference it has no `before`.
#pragma once

#include "pipeline/model/figures.hpp"
#include "pipeline/model/series.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tidemark {

struct Revision {
    // reread: our own doing (a layout, a codelist, the program), never the publisher's.
    enum class Kind { revised, removed, returned, reread };

    Kind kind = Kind::revised;
    SeriesKey series;
    Period period;
    VintageId vintage = 0;       // that did it
    Figure before;               // the last that stood
    std::optional<Figure> now{}; // nothing: removed
};

[[nodiscard]] std::string_view to_text(Revision::Kind kind); // "revised"

// Value, status and bound; not where the figure stands, nor how it is written.
[[nodiscard]] bool says_the_same(const Figure& a, const Figure& b);

// Into the two snapshots, which must outlive it.
struct Difference {
    SeriesKey series;
    Period period;
    const Figure* before = nullptr; // null: added
    const Figure* now = nullptr;    // null: removed
};

// By series, then period.
[[nodiscard]] std::vector<Difference> differences(const Snapshot& before, const Snapshot& now);

} // namespace tidemark

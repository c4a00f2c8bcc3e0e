// used: which patterns of a layout found something in a file, and what they left out.
//
// A `stop` that finds no row lets the notes in, a `skip` that finds none lets a total stand among
// the figures, a `where` that finds no label has lost its heads: where no codelist objects, nobody
// would know. One a layout and file, over all its sheets. A blank row is no find of `skip`; '^$'
// alone need find nothing: blank rows come and go.
// Fails: never. Thread: one.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/parse/layout/holds.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace tidemark::parse {

struct Used {
    // What leaves out a line that holds figures; of each, those without a label apart.
    enum class Choice {
        skip_row,
        skip_where,
        skip_upper,
        skip_lower,
        keep_row,
        skip_column,
        keep_column
    };
    static constexpr std::size_t choices = 7;

    bool stop = false;
    bool skip_row = false;
    bool skip_column = false;
    bool skip_where = false;
    bool form = false;             // it has no lines
    std::set<std::size_t> looks{}; // dims some label of which looks as `where` says
    std::array<std::array<std::uint64_t, 2>, choices> left_out{};

    void leave_out(Choice choice, bool labelled) {
        ++left_out.at(static_cast<std::size_t>(choice)).at(labelled ? 1 : 0);
    }
};

void hold_unused(const Layout& layout, const Used& used, Holds& holds);

// Adds the lines with figures that were left out to `all`, where another layout may have put some.
void tell_skipped(const Layout& layout, const Used& used, std::vector<SkippedLines>& all);

} // namespace tidemark::parse

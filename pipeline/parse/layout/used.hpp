// used: which patterns of a layout found something in a file.
//
// A `stop` that finds no row lets the notes in, a `skip` that finds none lets a total stand among
// the figures: where no codelist objects, nobody would know. One a layout and file, over all its
// sheets. A blank row is no find of `skip`; '^$' alone need find nothing: blank rows come and go.
// Fails: never. Thread: one.
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/parse/layout/holds.hpp"

namespace tidemark::parse {

struct Used {
    bool stop = false;
    bool skip_row = false;
    bool skip_column = false;
    bool skip_where = false;
};

void hold_unused(const Layout& layout, const Used& used, Holds& holds);

} // namespace tidemark::parse

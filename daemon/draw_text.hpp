// draw_text: a Drawing for a terminal.
//
// A mark before each text says what the cell was taken for; with colours, they say it too. No
// control character of a file reaches the terminal. Thread: any. Fails: never.
#pragma once

#include "daemon/command.hpp"
#include "daemon/drawing.hpp"

#include <iosfwd>

namespace tidemark {

void draw_text(std::ostream& out, const Drawing& drawing, Colours colours);

} // namespace tidemark

// line_diff: what an edit of a few lines changed in a text.
//
// For small edits: lines are compared in order, and where they part the nearest pair of equal ones
// joins them again. Pure. Thread: any. Fails: never.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

struct Hunk {
    int line = 0; // of the text before, from 1: the first that goes, or before which others come
    std::vector<std::string> gone; // without line ends
    std::vector<std::string> come;
};

[[nodiscard]] std::vector<Hunk> line_diff(std::string_view before, std::string_view after);

} // namespace tidemark

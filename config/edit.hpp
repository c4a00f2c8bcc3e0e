// edit: parts of a text put in the place of others, all other bytes as they were.
//
// Pure. Thread: any. Fails: never; edits must not overlap and lie within the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::config {

struct Edit {
    std::size_t begin = 0; // bytes of the text before any edit
    std::size_t end = 0;   // the same as begin: nothing is taken out
    std::string text;
};

[[nodiscard]] std::string apply(std::string_view text, std::vector<Edit> edits);

} // namespace tidemark::config

#include "config/edit.hpp"

#include <algorithm>

namespace tidemark::config {

std::string apply(std::string_view text, std::vector<Edit> edits) {
    std::stable_sort(
        edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
    std::string out;
    std::size_t at = 0;
    for (const auto& edit : edits) {
        out += text.substr(at, edit.begin - at);
        out += edit.text;
        at = edit.end;
    }
    out += text.substr(at);
    return out;
}

} // namespace tidemark::config

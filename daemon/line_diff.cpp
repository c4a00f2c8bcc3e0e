#include "daemon/line_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tidemark {
namespace {

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines.push_back(line);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

// How many lines go and come before the two texts are alike again.
std::pair<std::size_t, std::size_t>
apart(const Lines& before, std::size_t i, const Lines& after, std::size_t j) {
    const auto left = before.size() - i;
    const auto right = after.size() - j;
    for (std::size_t both = 1; both <= left + right; ++both) {
        for (std::size_t gone = 0; gone <= std::min(both, left); ++gone) {
            const auto come = both - gone;
            const bool ends = gone == left && come == right;
            if (come <= right &&
                (ends || (gone < left && come < right && before[i + gone] == after[j + come]))) {
                return {gone, come};
            }
        }
    }
    return {left, right};
}

} // namespace

std::vector<Hunk> line_diff(std::string_view before, std::string_view after) {
    const auto old_lines = lines_of(before);
    const auto new_lines = lines_of(after);
    std::vector<Hunk> hunks;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < old_lines.size() || j < new_lines.size()) {
        if (i < old_lines.size() && j < new_lines.size() && old_lines[i] == new_lines[j]) {
            ++i;
            ++j;
            continue;
        }
        const auto [gone, come] = apart(old_lines, i, new_lines, j);
        Hunk hunk{.line = static_cast<int>(i) + 1, .gone = {}, .come = {}};
        for (const auto end = i + gone; i < end; ++i) {
            hunk.gone.emplace_back(old_lines[i]);
        }
        for (const auto end = j + come; j < end; ++j) {
            hunk.come.emplace_back(new_lines[j]);
        }
        hunks.push_back(std::move(hunk));
    }
    return hunks;
}

} // namespace tidemark

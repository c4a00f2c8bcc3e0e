#include "tests/fuzz/support/parts.hpp"

#include <algorithm>

namespace tidemark::fuzz {

namespace {

constexpr std::string_view mark = "--- ";
constexpr std::string_view next_mark = "\n--- ";

} // namespace

std::vector<Part> parts_of(std::string_view input) {
    std::vector<Part> parts;
    Part part;
    if (input.starts_with(mark)) {
        input.remove_prefix(mark.size());
        const auto end = std::min(input.find('\n'), input.size());
        part.name = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    while (true) {
        const auto end = input.find(next_mark);
        part.text = input.substr(0, end);
        if (!part.name.empty() || !part.text.empty()) {
            parts.push_back(part);
        }
        if (end == std::string_view::npos) {
            return parts;
        }
        input.remove_prefix(end + next_mark.size());
        const auto line = std::min(input.find('\n'), input.size());
        part.name = input.substr(0, line);
        input.remove_prefix(std::min(line + 1, input.size()));
    }
}

const Part* find_part(const std::vector<Part>& parts, std::string_view name) {
    const auto found = std::find_if(
        parts.begin(), parts.end(), [name](const Part& part) { return part.name == name; });
    return found == parts.end() ? nullptr : &*found;
}

void append_part(std::string& input, std::string_view name, std::string_view text) {
    input += input.empty() ? mark : next_mark;
    input += name;
    input += '\n';
    input += text;
}

} // namespace tidemark::fuzz

#include "pipeline/base/result.hpp"

#include "pipeline/base/text.hpp"

#include <vector>

namespace tidemark {

namespace {

std::string place(const Error& error) {
    std::vector<std::string> parts;
    if (!error.file.empty()) {
        parts.push_back(error.file);
    }
    if (!error.sheet.empty()) {
        parts.push_back("sheet '" + error.sheet + "'");
    }
    if (!error.cell.empty()) {
        parts.push_back("cell " + error.cell);
    }
    return join(parts, ", ");
}

std::string what_is_wrong(const Error& error) {
    std::vector<std::string> parts;
    if (!error.expected.empty()) {
        parts.push_back("expected " + error.expected);
    }
    if (!error.found.empty()) {
        parts.push_back("found " + error.found);
    }
    return parts.empty() ? error.code : join(parts, ", ");
}

} // namespace

std::string Error::to_text() const {
    std::string text = place(*this);
    if (!text.empty()) {
        text += ": ";
    }
    text += what_is_wrong(*this);
    if (!next.empty()) {
        text += "; " + next;
    }
    return one_line(text);
}

} // namespace tidemark

#include "pipeline/base/text.hpp"
#include "tests/support/books/book.hpp"

namespace tidemark::test {

namespace {

std::string field(const Value& value, char delimiter) {
    if (const auto* number = std::get_if<double>(&value)) {
        return plain(*number);
    }
    if (const auto* day = std::get_if<Day>(&value)) {
        return day_text(*day);
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return {};
    }
    const std::string special = std::string("\"\r\n") + delimiter;
    if (text->find_first_of(special) == std::string::npos) {
        return *text;
    }
    std::string quoted = "\"";
    for (const char c : *text) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + '"';
}

} // namespace

std::string to_csv(const std::vector<Row>& rows, char delimiter) {
    std::string out;
    for (const auto& row : rows) {
        bool first = true;
        for (const auto& value : row) {
            if (!first) {
                out += delimiter;
            }
            first = false;
            out += field(value, delimiter);
        }
        out += '\n';
    }
    return out;
}

} // namespace tidemark::test

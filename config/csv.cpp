#include "config/csv.hpp"

#include "pipeline/base/text.hpp"

#include <utility>

namespace tidemark::config {

namespace {

// Walks the text byte by byte and knows its place; columns count characters.
class Scanner {
  public:
    Scanner(std::string_view text, std::size_t first)
        : text_(text)
        , at_(first) {}

    [[nodiscard]] bool done() const { return at_ == text_.size(); }

    [[nodiscard]] char peek() const { return done() ? '\n' : text_[at_]; }

    [[nodiscard]] Place place() const { return place_; }

    [[nodiscard]] std::size_t offset() const { return at_; }

    char next() {
        const char byte = text_[at_++];
        if (byte == '\n') {
            place_ = {place_.line + 1, 1};
        } else if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) {
            ++place_.column;
        }
        return byte;
    }

    void skip_line() {
        while (!done() && next() != '\n') {
        }
    }

  private:
    std::string_view text_;
    std::size_t at_;
    Place place_{1, 1};
};

Field quoted(Scanner& scanner, Problems& problems) {
    Field field{scanner.place(), {}};
    scanner.next();
    while (!scanner.done()) {
        const char byte = scanner.next();
        if (byte != '"') {
            field.text += byte;
        } else if (scanner.peek() == '"') {
            field.text += scanner.next();
        } else {
            return field;
        }
    }
    problems.add(field.place, "a quotation mark that is never closed");
    return field;
}

Field plain_field(Scanner& scanner) {
    Field field{scanner.place(), {}};
    while (scanner.peek() != ',' && scanner.peek() != '\n') {
        field.text += scanner.next();
    }
    field.text = std::string(trim(field.text));
    return field;
}

Record record(Scanner& scanner, Problems& problems) {
    Record fields;
    while (true) {
        const auto begin = scanner.offset();
        auto field = scanner.peek() == '"' ? quoted(scanner, problems) : plain_field(scanner);
        field.begin = begin;
        field.end = scanner.offset();
        fields.push_back(std::move(field));
        if (scanner.peek() == '\r') {
            scanner.next();
        }
        if (scanner.peek() == '\n') {
            break;
        }
        if (scanner.peek() != ',') {
            problems.add(scanner.place(), "a comma is missing after a quoted field");
            break;
        }
        scanner.next();
    }
    scanner.skip_line();
    return fields;
}

} // namespace

std::vector<Record> parse_csv(std::string_view text, Problems& problems) {
    constexpr std::string_view mark = "\xEF\xBB\xBF"; // a byte order mark, as spreadsheets write it
    std::vector<Record> records;
    Scanner scanner(text, text.substr(0, mark.size()) == mark ? mark.size() : 0);
    while (!scanner.done()) {
        if (scanner.peek() == '#' || scanner.peek() == '\n' || scanner.peek() == '\r') {
            scanner.skip_line();
            continue;
        }
        records.push_back(record(scanner, problems));
    }
    return records;
}

} // namespace tidemark::config

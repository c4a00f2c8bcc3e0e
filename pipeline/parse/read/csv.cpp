#include "pipeline/parse/read/csv.hpp"

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/csv_fields.hpp"
#include "pipeline/parse/read/encoding.hpp"
#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace tidemark::parse {

namespace {

using After = CsvFields::After;

// In this order where two fit equally well: a comma is also found inside texts and figures.
constexpr std::array<char, 4> delimiters{'\t', ';', '|', ','};

// How many records have the most frequent number of fields, and that number.
struct Consistency {
    std::size_t records = 0;
    std::size_t fields = 0;

    auto operator<=>(const Consistency&) const = default;
};

Consistency consistency(std::string_view sample, char delimiter) {
    CsvFields fields(sample, delimiter);
    std::map<std::size_t, std::size_t> records; // by number of fields
    std::size_t count = 0;
    while (true) {
        const After after = fields.next();
        if (after == After::end || after == After::open) {
            break;
        }
        ++count;
        if (after == After::record) {
            ++records[count];
            count = 0;
        }
    }
    Consistency best;
    for (const auto& [of_fields, number] : records) {
        if (of_fields > 1) {
            best = std::max(best, Consistency{number, of_fields});
        }
    }
    return best;
}

char decide_delimiter(std::string_view text) {
    constexpr std::size_t enough = 64U << 10U;
    std::string_view sample = text.substr(0, enough);
    if (sample.size() < text.size()) {
        sample = sample.substr(0, sample.find_last_of("\r\n"));
    }
    char best = ',';
    std::size_t records = 0;
    for (const char delimiter : delimiters) {
        const auto found = consistency(sample, delimiter);
        if (found.records > records) {
            best = delimiter;
            records = found.records;
        }
    }
    return best;
}

Result<char> choose_delimiter(std::string_view text, const Read& how) {
    if (how.delimiter.empty()) {
        return decide_delimiter(text);
    }
    if (how.delimiter == "tab" || how.delimiter == "\\t") {
        return '\t';
    }
    if (how.delimiter.size() == 1 && how.delimiter != "\"") {
        return how.delimiter[0];
    }
    Error error =
        malformed("delimiter", "one character or 'tab'", fmt::format("'{}'", how.delimiter));
    error.fault = Fault::usage;
    error.next = "correct [read] delimiter in the source file";
    return fail(std::move(error));
}

bool is_blank(std::string_view field) {
    return field.find_first_not_of(" \t") == std::string_view::npos;
}

// Digits in groups of three, "1,234,567", as plain digits; nothing when they are not.
std::optional<std::string> without_groups(std::string_view text) {
    std::string plain;
    const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const std::size_t end = std::min(text.find_first_not_of("0123456789,", sign), text.size());
    std::size_t since = 0; // digits since the start or the last comma
    bool grouped = false;
    for (std::size_t i = sign; i < end; ++i) {
        if (text[i] != ',') {
            ++since;
            continue;
        }
        if (since == 0 || since > 3 || (grouped && since != 3)) {
            return std::nullopt;
        }
        grouped = true;
        since = 0;
    }
    if (grouped && since != 3) {
        return std::nullopt;
    }
    plain = text.substr(0, end);
    std::erase(plain, ',');
    plain += text.substr(end);
    return plain.find(',') == std::string::npos ? std::optional(plain) : std::nullopt;
}

class CsvReader {
  public:
    CsvReader(std::string_view text,
              char delimiter,
              const Budgets& budgets,
              Spent& spent,
              SheetSink& sink)
        : whole_(static_cast<double>(std::max<std::size_t>(text.size(), 1)))
        , fields_(text, delimiter)
        , commas_(delimiter == ';' ? Commas::text : Commas::group)
        , most_text_(budgets.cell_text)
        , builder_(sink, budgets, spent) {}

    [[nodiscard]] Result<void> read() {
        while (true) {
            const After after = fields_.next();
            if (after == After::end) {
                builder_.finish();
                return {};
            }
            if (after == After::open) {
                return fail(here(malformed("csv", "a closing quote", "none to the end")));
            }
            if (auto read = put(); !read) {
                return fail(here(std::move(read).error()));
            }
            ++at_.column;
            if (after == After::record) {
                ++at_.row;
                at_.column = 0;
                builder_.row(*this);
            }
        }
    }

    [[nodiscard]] double progress() const { return static_cast<double>(consumed_) / whole_; }

  private:
    [[nodiscard]] Result<void> put() {
        const auto field = fields_.field();
        consumed_ += field.size() + 1;
        if (is_blank(field)) {
            return {};
        }
        if (field.size() > most_text_) {
            return fail(over_budget("length of a cell's text", "cell_text", most_text_, "bytes"));
        }
        const auto number = field_number(field, commas_);
        Cell* cell = builder_.add(at_, number ? CellType::number : CellType::text);
        if (cell == nullptr) {
            return fail(builder_.over());
        }
        cell->number = number.value_or(0);
        cell->text = builder_.text(field);
        return {};
    }

    [[nodiscard]] Error here(Error error) const {
        error.cell = to_text(at_);
        return error;
    }

    double whole_;
    CsvFields fields_;
    Commas commas_;
    std::uint64_t most_text_;
    SheetBuilder builder_;
    Address at_;
    std::size_t consumed_ = 0;
};

} // namespace

std::optional<double> field_number(std::string_view field, Commas commas) {
    field.remove_prefix(std::min(field.find_first_not_of(" \t"), field.size()));
    if (field.empty() ||
        std::string_view("+-.0123456789").find(field[0]) == std::string_view::npos) {
        return std::nullopt;
    }
    field = field.substr(0, field.find_last_not_of(" \t") + 1);
    const std::size_t exponent = field.find_first_of("eE");
    const bool signed_exponent =
        exponent + 1 < field.size() && (field[exponent + 1] == '-' || field[exponent + 1] == '+');
    if (exponent != std::string_view::npos && !signed_exponent) {
        return std::nullopt; // "1E2" is more likely a code
    }
    if (field.find(',') == std::string_view::npos) {
        return parse_number(field);
    }
    const auto plain = commas == Commas::group ? without_groups(field) : std::nullopt;
    return plain ? parse_number(*plain) : std::nullopt;
}

Result<ReadAs> read_csv(
    std::string_view bytes, const Read& how, BookSink& sink, const Budgets& budgets, Spent& spent) {
    Decoded decoded;
    if (auto read = decode(bytes, how.encoding, decoded); !read) {
        return propagate(read);
    }
    const auto delimiter = choose_delimiter(decoded.text, how);
    if (!delimiter) {
        return fail(delimiter.error());
    }
    const std::string named = *delimiter == '\t' ? "tab" : fmt::format("'{}'", *delimiter);
    constexpr std::string_view name = "csv";
    if (SheetSink* sheet = sink.sheet(name, Visibility::visible)) {
        auto read = CsvReader(decoded.text, *delimiter, budgets, spent, *sheet).read();
        if (!read) {
            return fail(at_sheet(std::move(read).error(), name));
        }
    }
    return ReadAs{Format::csv, fmt::format("CSV, {}, delimiter {}", decoded.name, named)};
}

} // namespace tidemark::parse

#include "pipeline/parse/read/csv.hpp"

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/csv_fields.hpp"
#include "pipeline/parse/read/csv_numbers.hpp"
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

Consistency consistency(std::string_view sample, char delimiter, char quote) {
    CsvFields fields(sample, delimiter, quote);
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

// A first line "sep=;" is for Excel, and says it.
std::optional<char> stated_delimiter(std::string_view text) {
    constexpr std::string_view label = "sep=";
    const auto line = text.substr(0, text.find_first_of("\r\n"));
    const bool stated = line.size() == label.size() + 1 && line.starts_with(label) &&
                        std::ranges::find(delimiters, line.back()) != delimiters.end();
    return stated ? std::optional(line.back()) : std::nullopt;
}

char decide_delimiter(std::string_view text, char quote) {
    if (const auto stated = stated_delimiter(text)) {
        return *stated;
    }
    constexpr std::size_t enough = 64U << 10U;
    std::string_view sample = text.substr(0, enough);
    if (sample.size() < text.size()) {
        sample = sample.substr(0, sample.find_last_of("\r\n"));
    }
    char best = ',';
    std::size_t records = 0;
    for (const char delimiter : delimiters) {
        const auto found = consistency(sample, delimiter, quote);
        if (found.records > records) {
            best = delimiter;
            records = found.records;
        }
    }
    return best;
}

Error bad_setting(std::string_view key, std::string expected, std::string_view found) {
    Error error = malformed(key, std::move(expected), fmt::format("'{}'", found));
    error.fault = Fault::usage;
    error.next = fmt::format("correct [read] {} in the source file", key);
    return error;
}

Result<char> choose_quote(const Read& how) {
    constexpr char nowhere = '\0'; // decode() refuses it
    if (how.quote.empty() || how.quote == "\"") {
        return '"';
    }
    if (how.quote == "'") {
        return '\'';
    }
    return how.quote == "none" ? Result<char>(nowhere)
                               : fail(bad_setting("quote", "\", ' or none", how.quote));
}

Result<char> choose_delimiter(std::string_view text, const Read& how, char quote) {
    if (how.delimiter.empty()) {
        return decide_delimiter(text, quote);
    }
    if (how.delimiter == "tab" || how.delimiter == "\\t") {
        return '\t';
    }
    if (how.delimiter.size() == 1 &&
        std::string_view("\"\r\n").find(how.delimiter[0]) == std::string_view::npos &&
        how.delimiter[0] != quote) {
        return how.delimiter[0];
    }
    return fail(bad_setting("delimiter", "one character or 'tab'", how.delimiter));
}

bool is_blank(std::string_view field) {
    return field.find_first_not_of(" \t") == std::string_view::npos;
}

// Digits in groups of three, "1,234,567", as plain digits; nothing when they are not.
std::optional<std::string> without_groups(std::string_view text) {
    std::string plain;
    const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const std::size_t end = std::min(text.find_first_not_of("0123456789,", sign), text.size());
    if (sign < end && text[sign] == '0') {
        return std::nullopt; // "0,123" is less than one, or a code
    }
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
              char quote,
              Commas commas,
              const Budgets& budgets,
              Spent& spent,
              SheetSink& sink)
        : whole_(static_cast<double>(std::max<std::size_t>(text.size(), 1)))
        , fields_(text, delimiter, quote)
        , commas_(commas)
        , most_text_(budgets.cell_text)
        , builder_(sink, budgets, spent) {}

    [[nodiscard]] Result<void> read() {
        while (true) {
            const After after = fields_.next();
            if (after == After::end) {
                return builder_.finish().map_error(
                    [&](Error error) { return here(std::move(error)); });
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

    [[nodiscard]] double progress() const { return static_cast<double>(fields_.offset()) / whole_; }

  private:
    [[nodiscard]] Result<void> put() {
        const auto field = fields_.field();
        if (field.empty() || (may_be_number(field.front()) && is_blank(field))) {
            return {};
        }
        if (field.size() > most_text_) {
            return fail(over_budget("length of a cell's text", "cell_text", most_text_, "bytes"));
        }
        const Look look = look_at(field);
        const bool is_number = look.kind == FieldKind::number;
        Cell* cell = builder_.add(at_, is_number ? CellType::number : CellType::text);
        if (cell == nullptr) {
            return fail(builder_.over());
        }
        cell->number = is_number ? look.number : 0;
        if (field.size() <= CellText::in_place && fields_.readable() >= sizeof(CellText)) {
            cell->text.assign_readable(field.data(), field.size());
        } else {
            cell->text = builder_.text(field);
        }
        return {};
    }

    [[nodiscard]] Look look_at(std::string_view field) const {
        if (!may_be_number(field.front())) {
            return {.kind = FieldKind::text};
        }
        if (commas_ == Commas::decimal && field.find('.') != std::string_view::npos) {
            return {.kind = FieldKind::text};
        }
        Look look;
        if (field.size() <= 8 && fields_.readable() >= 8) {
            look = look_for_digits(field);
        }
        if (look.kind == FieldKind::unsure) {
            look = look_for_number(field);
        }
        if (look.kind == FieldKind::unsure) {
            const auto number = field_number(field, commas_);
            look = {number ? FieldKind::number : FieldKind::text, number.value_or(0)};
        }
        return look;
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
    const auto quote = choose_quote(how);
    if (!quote) {
        return fail(quote.error());
    }
    const auto delimiter = choose_delimiter(decoded.text, how, *quote);
    if (!delimiter) {
        return fail(delimiter.error());
    }
    const std::string named = *delimiter == '\t' ? "tab" : fmt::format("'{}'", *delimiter);
    const std::string quoting = how.quote.empty() ? "" : ", quote " + how.quote;
    constexpr std::string_view name = "csv";
    if (SheetSink* sheet = sink.sheet(name, Visibility::visible)) {
        const Commas commas = how.decimal == ","                        ? Commas::decimal
                              : *delimiter == ',' || how.decimal == "." ? Commas::group
                                                                        : Commas::text;
        auto read =
            CsvReader(decoded.text, *delimiter, *quote, commas, budgets, spent, *sheet).read();
        if (!read) {
            return fail(at_sheet(std::move(read).error(), name));
        }
    }
    return ReadAs{Format::csv,
                  fmt::format("CSV, {}, delimiter {}{}", decoded.name, named, quoting)};
}

} // namespace tidemark::parse

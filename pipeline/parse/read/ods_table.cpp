#include "pipeline/parse/read/ods_table.hpp"

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/ods_text.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

// What the attributes of a cell say. Texts are copies: reading its content overwrites the buffer.
struct CellWords {
    std::string type;   // office:value-type
    std::string value;  // office:value, -date-value, -time-value or -boolean-value
    std::string text;   // office:string-value
    bool error = false; // calcext:value-type="error"
    std::uint32_t repeated = 1;
    std::uint32_t columns = 1; // spanned
    std::uint32_t rows = 1;

    void clear() {
        type.clear();
        value.clear();
        text.clear();
        error = false;
        repeated = columns = rows = 1;
    }
};

// What a cell holds; its text only where none is displayed.
struct Meaning {
    CellType type = CellType::text;
    double number = 0;
    CellText text;
};

class TableReader {
  public:
    TableReader(XmlScanner& xml, const Budgets& budgets, Spent& spent, Sheet& sheet)
        : xml_(xml)
        , builder_(sheet, budgets, spent)
        , sheet_(sheet)
        , most_text_(budgets.cell_text) {}

    [[nodiscard]] Result<void> read();

  private:
    [[nodiscard]] Result<void> row();
    [[nodiscard]] Result<void> cell();
    [[nodiscard]] Result<void> words();
    [[nodiscard]] Result<void> content();
    [[nodiscard]] Result<void> put();
    [[nodiscard]] Meaning meaning() const;
    [[nodiscard]] Result<std::uint32_t> count(std::string_view raw) const;
    [[nodiscard]] Result<void> repeat_row(std::size_t first, std::uint32_t rows);

    [[nodiscard]] Error here(Error error) const {
        if (row_ < most_rows && column_ < most_columns) {
            error.cell = to_text(
                Address{static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(column_)});
        }
        return error;
    }

    XmlScanner& xml_;
    SheetBuilder builder_;
    Sheet& sheet_;
    std::uint64_t most_text_;
    std::uint64_t row_ = 0; // 64 bits: the sum of any number of repeats
    std::uint64_t column_ = 0;
    CellWords words_;
    std::string text_; // displayed
};

bool wraps_rows(std::string_view name) {
    return name == "table-row-group" || name == "table-header-rows" || name == "table-rows";
}

Result<void> TableReader::read() {
    const std::size_t outside = xml_.depth() - 1;
    while (true) {
        switch (xml_.next()) {
        case Token::start:
            if (xml_.is(Space::table, "table-row")) {
                if (auto read = row(); !read) {
                    return fail(here(std::move(read).error()));
                }
            } else if (!(xml_.space() == Space::table && wraps_rows(xml_.name())) &&
                       !xml_.skip_element()) {
                return fail(xml_.error());
            }
            break;
        case Token::end:
            if (xml_.depth() == outside) {
                builder_.finish();
                return {};
            }
            break;
        case Token::text:
            break;
        case Token::done:
        case Token::failed:
            return fail(xml_.error());
        }
    }
}

Result<std::uint32_t> TableReader::count(std::string_view raw) const {
    const auto count = parse_index(raw);
    if (!count || *count == 0) {
        return fail(malformed("cell", "a number of repeats", fmt::format("'{}'", raw)));
    }
    return *count;
}

Result<void> TableReader::row() {
    const std::size_t outside = xml_.depth() - 1;
    const auto rows = count(xml_.raw_attribute(Space::table, "number-rows-repeated").value_or("1"));
    if (!rows) {
        return fail(rows.error());
    }
    column_ = 0;
    builder_.make_room(xml_);
    const std::size_t first = builder_.size();
    while (true) {
        switch (xml_.next()) {
        case Token::start:
            if (xml_.is(Space::table, "table-cell")) {
                if (auto read = cell(); !read) {
                    return read;
                }
            } else if (xml_.is(Space::table, "covered-table-cell")) {
                const auto columns = count(
                    xml_.raw_attribute(Space::table, "number-columns-repeated").value_or("1"));
                if (!columns) {
                    return fail(columns.error());
                }
                column_ += *columns;
                if (!xml_.skip_element()) {
                    return fail(xml_.error());
                }
            } else if (!xml_.skip_element()) {
                return fail(xml_.error());
            }
            break;
        case Token::end:
            if (xml_.depth() == outside) {
                return repeat_row(first, *rows);
            }
            break;
        case Token::text:
            break;
        case Token::done:
        case Token::failed:
            return fail(xml_.error());
        }
    }
}

Result<void> TableReader::repeat_row(std::size_t first, std::uint32_t rows) {
    if (rows > 1 && builder_.size() > first) {
        if (row_ + rows > most_rows) {
            return fail(malformed("cell", "cells up to row 1048576", "a filled row beyond"));
        }
        if (!builder_.repeat_row(first, rows - 1)) {
            return fail(builder_.over());
        }
    }
    row_ += rows;
    return {};
}

// One pass over the attributes: a cell has few, a sheet has millions.
Result<void> TableReader::words() {
    words_.clear();
    for (const auto& attribute : xml_.attributes()) {
        const auto name = attribute.name;
        const Space space = xml_.space_of(attribute);
        if (space == Space::office) {
            if (name == "value-type") {
                words_.type = attribute.value;
            } else if (name == "value" || name == "date-value" || name == "time-value" ||
                       name == "boolean-value") {
                words_.value = attribute.value;
            } else if (name == "string-value" && !append_decoded(words_.text, attribute.value)) {
                return fail(malformed("text", "text", "an entity that XML does not have"));
            }
        } else if (space == Space::calc) {
            words_.error = words_.error || (name == "value-type" && attribute.value == "error");
        } else if (space == Space::table && name.starts_with("number-")) {
            auto number = count(attribute.value);
            if (!number) {
                return propagate(number);
            }
            if (name == "number-columns-repeated") {
                words_.repeated = *number;
            } else if (name == "number-columns-spanned") {
                words_.columns = *number;
            } else if (name == "number-rows-spanned") {
                words_.rows = *number;
            }
        }
    }
    return {};
}

Result<void> TableReader::cell() {
    if (auto read = words(); !read) {
        return read;
    }
    if (auto read = content(); !read) {
        return read;
    }
    if (auto put_in = put(); !put_in) {
        return put_in;
    }
    column_ += words_.repeated;
    return {};
}

// The paragraphs of the cell that has just started, to its end.
Result<void> TableReader::content() {
    const std::size_t outside = xml_.depth() - 1;
    text_.clear();
    bool first = !append_plain_paragraph(xml_, most_text_, text_);
    while (true) {
        switch (xml_.next()) {
        case Token::start:
            if (xml_.is(Space::text, "p") || xml_.is(Space::text, "h")) {
                if (!first) {
                    text_ += '\n';
                }
                first = false;
                if (auto read = append_paragraph(xml_, most_text_, text_); !read) {
                    return read;
                }
            } else if (xml_.space() != Space::text && !xml_.skip_element()) {
                return fail(xml_.error()); // an annotation, a drawing
            }
            break;
        case Token::end:
            if (xml_.depth() == outside) {
                return {};
            }
            break;
        case Token::text:
            break;
        case Token::done:
        case Token::failed:
            return fail(xml_.error());
        }
    }
}

// A value that is not what its type says leaves the text alone.
Meaning TableReader::meaning() const {
    const auto& type = words_.type;
    if (words_.error) {
        return {CellType::error, 0, {}};
    }
    if (type == "float" || type == "percentage" || type == "currency") {
        if (const auto number = parse_number(words_.value)) {
            return {CellType::number, *number, text_.empty() ? number_text(*number) : CellText()};
        }
    } else if (type == "date") {
        if (const auto date = iso_date(words_.value)) {
            return {CellType::date, date->days, date->text};
        }
    } else if (type == "time") {
        if (const auto days = iso_duration(words_.value)) {
            return {CellType::number, *days, clock_text(*days)};
        }
    } else if (type == "boolean") {
        const bool yes = words_.value == "true";
        return {CellType::boolean, yes ? 1.0 : 0.0, yes ? "TRUE" : "FALSE"};
    }
    return {CellType::text, 0, words_.text};
}

Result<void> TableReader::put() {
    const bool merged = words_.columns > 1 || words_.rows > 1;
    if (text_.empty() && words_.type.empty() && !merged) {
        return {};
    }
    if (!is_sound_text(words_.text)) {
        return fail(malformed("text", "text in UTF-8", "bytes that are none"));
    }
    const Meaning found = meaning();
    const CellText text = text_.empty() ? found.text : builder_.text(text_);
    if (text.empty() && !merged) {
        return {};
    }
    if (row_ >= most_rows || column_ + words_.repeated > most_columns) {
        return fail(malformed("cell", "cells up to XFD1048576", "a filled cell beyond"));
    }
    Address at{static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(column_)};
    if (merged) {
        const std::uint32_t last_row = at.row + std::min(words_.rows, most_rows - at.row) - 1;
        const std::uint32_t last_column =
            at.column + std::min(words_.columns, most_columns - at.column) - 1;
        sheet_.merges.push_back({at, {last_row, last_column}});
    }
    for (std::uint32_t i = 0; i < words_.repeated && !text.empty(); ++i, ++at.column) {
        Cell* added = builder_.add(at, found.type);
        if (added == nullptr) {
            return fail(builder_.over());
        }
        added->number = found.number;
        added->text = text;
    }
    return {};
}

} // namespace

Result<void> read_ods_table(XmlScanner& xml, const Budgets& budgets, Spent& spent, Sheet& sheet) {
    return TableReader(xml, budgets, spent, sheet).read();
}

} // namespace tidemark::parse

#include "pipeline/parse/read/ods_table.hpp"

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/ods_cell.hpp"
#include "pipeline/parse/read/ods_defaults.hpp"
#include "pipeline/parse/read/ods_shapes.hpp"
#include "pipeline/parse/read/ods_text.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

class TableReader {
  public:
    TableReader(
        XmlScanner& xml, OdsStyles& styles, const Budgets& budgets, Spent& spent, SheetSink& sink)
        : xml_(xml)
        , defaults_(styles)
        , builder_(sink, budgets, spent)
        , most_text_(budgets.cell_text) {}

    [[nodiscard]] Result<void> read();

  private:
    [[nodiscard]] Result<void> column();
    [[nodiscard]] Result<std::uint32_t> begin_row();
    [[nodiscard]] Result<void> row();
    [[nodiscard]] Result<void> cell();
    [[nodiscard]] Result<void> content();
    [[nodiscard]] Result<void> put();
    [[nodiscard]] Result<void> pass_covered();
    [[nodiscard]] Result<void> repeat_row(std::uint32_t rows);
    void note_tag();
    [[nodiscard]] bool usual_names();
    void fast_cells();
    [[nodiscard]] const char* fast_cell(const char* p);
    [[nodiscard]] const char* next_row(const char* p);

    [[nodiscard]] Error here(Error error) const {
        if (row_ < most_rows && column_ < most_columns) {
            error.cell = to_text(
                Address{static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(column_)});
        }
        return error;
    }

    XmlScanner& xml_;
    OdsDefaults defaults_;
    SheetBuilder builder_;
    std::uint64_t most_text_;
    std::uint64_t row_ = 0; // 64 bits: the sum of any number of repeats
    std::uint64_t column_ = 0;
    OdsCellWords words_;
    std::string text_; // displayed
    OdsShapes shapes_;
    std::string tag_;             // the next, before it is read; empty: not one to learn
    std::string row_tag_;         // of this row, when the next may begin with it
    const char* limit_ = nullptr; // of the bytes ahead
    bool usual_ = false;          // prefixes
    std::uint64_t bindings_ = 0;  // under which shapes_ and row_tag_ were learnt
};

// Elements that only hold rows or columns.
bool wraps(std::string_view name) {
    return name == "table-row-group" || name == "table-header-rows" || name == "table-rows" ||
           name == "table-column-group" || name == "table-header-columns" ||
           name == "table-columns";
}

Result<void> TableReader::read() {
    const std::size_t outside = xml_.depth() - 1;
    while (true) {
        note_tag();
        switch (xml_.next()) {
        case Token::start:
            if (xml_.is(Space::table, "table-row")) {
                if (auto read = row(); !read) {
                    return fail(here(std::move(read).error()));
                }
            } else if (xml_.is(Space::table, "table-column")) {
                if (auto read = column(); !read) {
                    return read;
                }
            } else if (!(xml_.space() == Space::table && wraps(xml_.name())) &&
                       !xml_.skip_element()) {
                return fail(xml_.error());
            }
            break;
        case Token::end:
            if (xml_.depth() == outside) {
                return builder_.finish();
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

Result<void> TableReader::column() {
    const auto columns =
        ods_count(xml_.raw_attribute(Space::table, "number-columns-repeated").value_or("1"));
    if (!columns) {
        return fail(columns.error());
    }
    defaults_.add_columns(*columns, xml_.attribute(Space::table, "default-cell-style-name"));
    return xml_.skip_element() ? Result<void>() : fail(xml_.error());
}

// The tag of a row: how often it stands.
Result<std::uint32_t> TableReader::begin_row() {
    defaults_.begin_row(xml_.attribute(Space::table, "default-cell-style-name"));
    auto rows = ods_count(xml_.raw_attribute(Space::table, "number-rows-repeated").value_or("1"));
    column_ = 0;
    builder_.row(xml_);
    row_tag_.clear();
    if (rows == 1 && usual_names() && !tag_.ends_with("/>")) {
        row_tag_ = tag_;
    }
    return rows;
}

Result<void> TableReader::row() {
    const std::size_t outside = xml_.depth() - 1;
    const auto rows = begin_row();
    if (!rows) {
        return fail(rows.error());
    }
    while (true) {
        fast_cells();
        note_tag();
        switch (xml_.next()) {
        case Token::start:
            if (xml_.is(Space::table, "table-cell")) {
                if (auto read = cell(); !read) {
                    return read;
                }
            } else if (xml_.is(Space::table, "covered-table-cell")) {
                if (auto passed = pass_covered(); !passed) {
                    return passed;
                }
            } else if (!xml_.skip_element()) {
                return fail(xml_.error());
            }
            break;
        case Token::end:
            if (xml_.depth() == outside) {
                return repeat_row(*rows);
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

// Cells that a merged area covers: nobody sees what stands in them.
Result<void> TableReader::pass_covered() {
    const auto columns =
        ods_count(xml_.raw_attribute(Space::table, "number-columns-repeated").value_or("1"));
    if (!columns) {
        return fail(columns.error());
    }
    column_ += *columns;
    return xml_.skip_element() ? Result<void>() : fail(xml_.error());
}

Result<void> TableReader::repeat_row(std::uint32_t rows) {
    if (rows > 1 && builder_.row_has_cells()) {
        if (row_ + rows > most_rows) {
            return fail(malformed("cell", "cells up to row 1048576", "a filled row beyond"));
        }
        if (!builder_.repeat_row(rows - 1)) {
            return fail(builder_.over());
        }
    }
    row_ += rows;
    return {};
}

Result<void> TableReader::cell() {
    if (auto read = read_ods_words(xml_, words_); !read) {
        return read;
    }
    if (auto read = content(); !read) {
        return read;
    }
    if (auto put_in = put(); !put_in) {
        return put_in;
    }
    column_ += words_.repeated;
    shapes_.learn(tag_, words_, defaults_.named(words_.style));
    return {};
}

// The next tag as it is written, if it is one whose like may come again.
void TableReader::note_tag() {
    xml_.look_ahead(OdsShapes::longest);
    tag_ = OdsShapes::tag_of(xml_.ahead());
}

// The prefixes that nearly all files use, with the meaning that they had when shapes were learnt.
bool TableReader::usual_names() {
    if (bindings_ != xml_.binding_changes()) {
        bindings_ = xml_.binding_changes();
        shapes_ = {};
        row_tag_.clear();
        usual_ = xml_.space_of_prefix("table") == Space::table &&
                 xml_.space_of_prefix("text") == Space::text &&
                 xml_.space_of_prefix("office") == Space::office;
    }
    return usual_;
}

// Cells and rows of a known shape, as far as they are in the buffer, without the general scanner.
void TableReader::fast_cells() {
    if (!usual_names()) {
        return;
    }
    while (true) {
        xml_.look_ahead(4 * OdsShapes::longest);
        const auto ahead = xml_.ahead();
        if (ahead.empty()) {
            return;
        }
        const char* const from = ahead.data();
        limit_ = from + ahead.size();
        const char* to = from;
        while (const char* end = fast_cell(skip_blanks(to))) {
            to = end;
        }
        if (to == from) {
            return;
        }
        xml_.pass(to);
    }
}

// The end of one whole cell at p, which is then put, or of a row's end and the next row's
// beginning; null when it is to be read in general.
const char* TableReader::fast_cell(const char* p) {
    constexpr std::string_view row_end = "</table:table-row>";
    if (limit_ - p < static_cast<std::ptrdiff_t>(2 * OdsShapes::longest)) {
        return nullptr;
    }
    if (between(p, p + row_end.size()) == row_end) {
        return next_row(skip_blanks(p + row_end.size()));
    }
    const OdsSeen seen = shapes_.recognise(p, column_);
    if (seen.end == nullptr || seen.text.size() > most_text_) {
        return nullptr;
    }
    if (seen.type != CellType::empty) {
        if (row_ >= most_rows || column_ >= most_columns) {
            return nullptr;
        }
        const Address at{static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(column_)};
        Cell* cell = builder_.add(at, seen.type);
        if (cell == nullptr) {
            return nullptr;
        }
        cell->number = seen.number;
        cell->text = builder_.text(seen.text);
        cell->style = defaults_.of(seen.style, column_);
    }
    column_ += seen.columns;
    return seen.end;
}

const char* TableReader::next_row(const char* p) {
    const auto size = static_cast<std::ptrdiff_t>(row_tag_.size());
    if (size == 0 || limit_ - p < size || between(p, p + size) != row_tag_) {
        return nullptr;
    }
    ++row_;
    column_ = 0;
    builder_.row(xml_);
    return p + size;
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

Result<void> TableReader::put() {
    const bool merged = words_.merged();
    if (text_.empty() && words_.type.empty() && !merged) {
        return {};
    }
    const OdsMeaning found = ods_meaning(words_, !text_.empty());
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
        builder_.merge({at, {last_row, last_column}});
    }
    const CellStyle* style = defaults_.named(words_.style);
    for (std::uint32_t i = 0; i < words_.repeated && !text.empty(); ++i, ++at.column) {
        Cell* added = builder_.add(at, found.type);
        if (added == nullptr) {
            return fail(builder_.over());
        }
        added->number = found.number;
        added->text = text;
        added->style = defaults_.of(style, at.column);
    }
    return {};
}

} // namespace

Result<void> read_ods_table(
    XmlScanner& xml, OdsStyles& styles, const Budgets& budgets, Spent& spent, SheetSink& sink) {
    return TableReader(xml, styles, budgets, spent, sink).read();
}

} // namespace tidemark::parse

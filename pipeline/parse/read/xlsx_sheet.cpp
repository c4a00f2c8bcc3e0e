#include "pipeline/parse/read/xlsx_sheet.hpp"

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xlsx_cells.hpp"
#include "pipeline/parse/read/xlsx_fast.hpp"
#include "pipeline/parse/read/xlsx_scan.hpp"
#include "pipeline/parse/read/xlsx_strings.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

class SheetReader {
  public:
    SheetReader(XmlScanner& xml,
                const XlsxShared& shared,
                const Budgets& budgets,
                SheetSink& sink,
                Spent& spent)
        : xml_(xml)
        , builder_(sink, budgets, spent)
        , cells_(shared, builder_)
        , fast_(xml, builder_, cells_, next_, budgets)
        , most_text_(budgets.cell_text) {}

    [[nodiscard]] Result<void> read() {
        while (true) {
            fast_.note_row_tag();
            const Token token = xml_.next();
            if (token == Token::failed) {
                return fail(xml_.error());
            }
            if (token == Token::done) {
                return builder_.finish();
            }
            if (token != Token::start) {
                continue;
            }
            Result<void> read;
            if (xml_.is(Space::sheet, "row")) {
                read = row();
            } else if (xml_.is(Space::sheet, "mergeCell")) {
                read = merge();
            }
            if (!read) {
                return read;
            }
        }
    }

  private:
    [[nodiscard]] Result<void> row();
    [[nodiscard]] Result<void> cell();
    [[nodiscard]] Result<void> value(std::string& out);
    [[nodiscard]] Result<void> merge();
    XmlScanner& xml_;
    SheetBuilder builder_;
    XlsxCells cells_;
    Address next_; // of a row or cell without address
    XlsxFastRows fast_;
    std::uint64_t most_text_;
    std::string text_;
};

Result<void> SheetReader::row() {
    if (const auto raw = xml_.raw_attribute(Space::none, "r")) {
        const auto row = parse_index(*raw);
        if (!row || *row == 0 || *row > most_rows) {
            return fail(malformed(
                "cell", fmt::format("a row from 1 to {}", most_rows), fmt::format("'{}'", *raw)));
        }
        next_.row = *row - 1;
    }
    next_.column = 0;
    builder_.row(xml_);
    const std::size_t outside = xml_.depth() - 1;
    fast_.cells();
    while (true) {
        switch (xml_.next()) {
        case Token::start:
            if (xml_.is(Space::sheet, "c")) {
                if (auto read = cell(); !read) {
                    return read;
                }
                fast_.cells();
            } else if (!xml_.skip_element()) {
                return fail(xml_.error());
            }
            break;
        case Token::end:
            if (xml_.depth() == outside) {
                ++next_.row;
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

Result<void> SheetReader::cell() {
    if (const auto raw = xml_.raw_attribute(Space::none, "r")) {
        const auto at = address_of(*raw);
        if (!at) {
            return fail(
                malformed("cell", "an address from A1 to XFD1048576", fmt::format("'{}'", *raw)));
        }
        next_ = *at;
    }
    const Address at = next_;
    if (at.column >= most_columns || at.row >= most_rows) {
        return fail(malformed("cell", "an address from A1 to XFD1048576", "a cell beyond"));
    }
    const std::string type = xml_.attribute(Space::none, "t");
    const auto written = type.empty() ? Written::number : written_as(type);
    const auto style = parse_index(xml_.raw_attribute(Space::none, "s").value_or("0"));
    auto read = value(text_);
    if (read && !written) {
        read = fail(malformed("cell", "a cell type of the standard", fmt::format("'{}'", type)));
    }
    if (read) {
        read = cells_.put(at, *written, style.value_or(0), text_);
    }
    if (!read) {
        Error error = std::move(read).error();
        error.cell = error.cell.empty() ? to_text(at) : error.cell;
        return fail(std::move(error));
    }
    ++next_.column;
    return {};
}

// The text of <v> or <is> of the cell that has just started, to its end.
Result<void> SheetReader::value(std::string& out) {
    const std::size_t outside = xml_.depth() - 1;
    out.clear();
    bool in_value = false;
    while (true) {
        switch (xml_.next()) {
        case Token::start:
            in_value = xml_.is(Space::sheet, "v");
            if (xml_.is(Space::sheet, "is")) {
                if (auto read = read_rich_text(xml_, most_text_, out); !read) {
                    return read;
                }
            }
            break;
        case Token::text:
            if (in_value && !xml_.append_text(out)) {
                return fail(xml_.error());
            }
            if (out.size() > most_text_) {
                return fail(
                    over_budget("length of a cell's text", "cell_text", most_text_, "bytes"));
            }
            break;
        case Token::end:
            in_value = false;
            if (xml_.depth() == outside) {
                return {};
            }
            break;
        case Token::done:
        case Token::failed:
            return fail(xml_.error());
        }
    }
}

Result<void> SheetReader::merge() {
    const std::string reference = xml_.attribute(Space::none, "ref");
    const auto area = parse_area(reference);
    if (!area) {
        return fail(malformed("cell", "a merged area", fmt::format("'{}'", reference)));
    }
    builder_.merge(*area);
    return {};
}

} // namespace

Result<void> read_xlsx_sheet(const Zip& zip,
                             const std::string& part,
                             const XlsxShared& shared,
                             const Budgets& budgets,
                             Spent& spent,
                             SheetSink& sink) {
    auto chunks = zip.part(part, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, part);
    return SheetReader(xml, shared, budgets, sink, spent).read();
}

} // namespace tidemark::parse

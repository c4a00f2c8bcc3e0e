#include "pipeline/parse/read/ods.hpp"

#include "pipeline/parse/read/ods_table.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <set>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

Result<void> refuse_encrypted(const Zip& zip, const Budgets& budgets, Spent& spent) {
    constexpr std::string_view manifest = "META-INF/manifest.xml";
    if (zip.find(manifest) == nullptr) {
        return {};
    }
    const auto text = zip.whole(manifest, budgets.part, spent);
    if (!text) {
        return fail(text.error());
    }
    if (text->find("encryption-data") != std::string::npos) {
        Error error = malformed("encrypted", "a readable file", "an encrypted ODS workbook");
        error.next = "ask the publisher for a file without a password";
        return fail(std::move(error));
    }
    return {};
}

class ContentReader {
  public:
    ContentReader(XmlScanner& xml, BookSink& sink, const Budgets& budgets, Spent& spent)
        : xml_(xml)
        , sink_(sink)
        , budgets_(budgets)
        , spent_(spent) {}

    // The number of sheets.
    [[nodiscard]] Result<std::size_t> read() {
        while (true) {
            switch (xml_.next()) {
            case Token::start:
                if (auto read = element(); !read) {
                    return propagate(read);
                }
                break;
            case Token::end:
            case Token::text:
                break;
            case Token::done:
                return sheets_;
            case Token::failed:
                return fail(xml_.error());
            }
        }
    }

  private:
    // depth: document-content 1, automatic-styles and body 2, style and spreadsheet 3, table 4.
    [[nodiscard]] Result<void> element() {
        constexpr std::size_t table_depth = 4;
        if (xml_.is(Space::style, "style")) {
            const bool of_table = xml_.attribute(Space::style, "family") == "table";
            style_ = of_table ? xml_.attribute(Space::style, "name") : std::string();
        } else if (xml_.is(Space::style, "table-properties")) {
            if (xml_.attribute(Space::table, "display") == "false") {
                hidden_.insert(style_);
            }
        } else if (xml_.is(Space::office, "spreadsheet")) {
            in_spreadsheet_ = true;
        } else if (xml_.is(Space::table, "table") && xml_.depth() == table_depth &&
                   in_spreadsheet_) {
            return table();
        } else if (xml_.depth() == table_depth && in_spreadsheet_ && !xml_.skip_element()) {
            return fail(xml_.error());
        }
        return {};
    }

    [[nodiscard]] Result<void> table() {
        ++sheets_;
        const std::string name = xml_.attribute(Space::table, "name");
        const std::string style = xml_.attribute(Space::table, "style-name");
        SheetSink* sheet =
            sink_.sheet(name, hidden_.contains(style) ? Visibility::hidden : Visibility::visible);
        if (sheet == nullptr) {
            return xml_.skip_element() ? Result<void>() : fail(xml_.error());
        }
        if (auto read = read_ods_table(xml_, budgets_, spent_, *sheet); !read) {
            return fail(at_sheet(std::move(read).error(), name));
        }
        return {};
    }

    XmlScanner& xml_;
    BookSink& sink_;
    const Budgets& budgets_;
    Spent& spent_;
    std::size_t sheets_ = 0;
    std::string style_;            // of a table, being defined
    std::set<std::string> hidden_; // styles that hide their tables
    bool in_spreadsheet_ = false;
};

} // namespace

Result<ReadAs> read_ods(const Zip& zip, BookSink& sink, const Budgets& budgets, Spent& spent) {
    if (auto readable = refuse_encrypted(zip, budgets, spent); !readable) {
        return propagate(readable);
    }
    auto chunks = zip.part("content.xml", spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, "content.xml");
    auto sheets = ContentReader(xml, sink, budgets, spent).read();
    if (!sheets) {
        return propagate(sheets);
    }
    if (*sheets == 0) {
        return fail(malformed("workbook", "a workbook with sheets", "one without"));
    }
    return ReadAs{Format::ods, "ODS"};
}

} // namespace tidemark::parse

#include "pipeline/parse/read/ods.hpp"

#include "pipeline/parse/read/ods_table.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/signatures.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <fmt/format.h>

#include <utility>

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
    ContentReader(
        XmlScanner& xml, OdsStyles styles, BookSink& sink, const Budgets& budgets, Spent& spent)
        : xml_(xml)
        , styles_(std::move(styles))
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
        if (xml_.is(Space::office, "document")) {
            return flat_root();
        }
        if (styles_.element(xml_)) {
            return {};
        }
        if (xml_.is(Space::office, "spreadsheet")) {
            in_spreadsheet_ = true;
        } else if (xml_.is(Space::table, "table") && xml_.depth() == table_depth &&
                   in_spreadsheet_) {
            return table();
        } else if (xml_.depth() == table_depth && in_spreadsheet_ && !xml_.skip_element()) {
            return fail(xml_.error());
        }
        return {};
    }

    // A flat document says of itself what it is; in an archive the file "mimetype" does.
    [[nodiscard]] Result<void> flat_root() {
        const std::string kind = xml_.attribute(Space::office, "mimetype");
        if (kind.empty() || kind.find("opendocument.spreadsheet") != std::string::npos) {
            return {};
        }
        Error error =
            malformed("kind", "a flat OpenDocument spreadsheet", fmt::format("'{}'", kind));
        error.next = std::string(ask::publisher);
        return fail(std::move(error));
    }

    [[nodiscard]] Result<void> table() {
        ++sheets_;
        const std::string name = xml_.attribute(Space::table, "name");
        const std::string style = xml_.attribute(Space::table, "style-name");
        SheetSink* sheet =
            sink_.sheet(name, styles_.hides(style) ? Visibility::hidden : Visibility::visible);
        if (sheet == nullptr) {
            return xml_.skip_element() ? Result<void>() : fail(xml_.error());
        }
        if (auto read = read_ods_table(xml_, styles_, budgets_, spent_, *sheet); !read) {
            return fail(at_sheet(std::move(read).error(), name));
        }
        return {};
    }

    XmlScanner& xml_;
    OdsStyles styles_;
    BookSink& sink_;
    const Budgets& budgets_;
    Spent& spent_;
    std::size_t sheets_ = 0;
    bool in_spreadsheet_ = false;
};

// Those that content.xml builds on: named styles, "Heading" and its like.
Result<OdsStyles> read_named_styles(const Zip& zip, const Budgets& budgets, Spent& spent) {
    constexpr const char* part = "styles.xml";
    OdsStyles styles;
    if (zip.find(part) == nullptr) {
        return styles;
    }
    auto chunks = zip.part(part, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, part);
    while (true) {
        const Token token = xml.next();
        if (token == Token::failed) {
            return fail(xml.error());
        }
        if (token == Token::done) {
            return styles;
        }
        if (token == Token::start) {
            styles.element(xml);
        }
    }
}

Result<ReadAs> read_content(XmlScanner& xml,
                            OdsStyles styles,
                            std::string_view decided,
                            BookSink& sink,
                            const Budgets& budgets,
                            Spent& spent) {
    const auto sheets = ContentReader(xml, std::move(styles), sink, budgets, spent).read();
    if (!sheets) {
        return fail(sheets.error());
    }
    if (*sheets == 0) {
        return fail(malformed("workbook", "a workbook with sheets", "one without"));
    }
    return ReadAs{.format = Format::ods, .decided = std::string(decided)};
}

} // namespace

Result<ReadAs> read_ods(const Zip& zip, BookSink& sink, const Budgets& budgets, Spent& spent) {
    if (auto readable = refuse_encrypted(zip, budgets, spent); !readable) {
        return propagate(readable);
    }
    auto styles = read_named_styles(zip, budgets, spent);
    if (!styles) {
        return propagate(styles);
    }
    auto chunks = zip.part("content.xml", spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, "content.xml");
    return read_content(xml, std::move(*styles), "ODS", sink, budgets, spent);
}

Result<ReadAs>
read_flat_ods(std::string_view bytes, BookSink& sink, const Budgets& budgets, Spent& spent) {
    MemoryChunks chunks(bytes);
    XmlScanner xml(chunks, budgets.depth, budgets.cell_text);
    return read_content(xml, {}, "flat ODS", sink, budgets, spent);
}

} // namespace tidemark::parse

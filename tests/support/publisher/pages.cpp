#include "tests/support/publisher/pages.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace tidemark::test {
namespace {

using nlohmann::json;

struct Type {
    std::string_view ending;
    std::string_view content_type;
    std::string_view words;
};

constexpr std::array<Type, 5> types{{
    {".ods", "application/vnd.oasis.opendocument.spreadsheet", "ODS"},
    {".xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "MS Excel Spreadsheet"},
    {".csv", "text/csv", "CSV"},
    {".html", "text/html; charset=utf-8", "HTML"},
    {".json", "application/json", "JSON"},
}};

Type type_of(std::string_view name) {
    for (const Type& type : types) {
        if (name.ends_with(type.ending)) {
            return type;
        }
    }
    return {"", "application/octet-stream", "File"};
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

std::string encoded(std::string_view name) {
    std::string result;
    for (const char c : name) {
        result += c == ' ' || c == '%' || c == '#' || c == '?'
                      ? fmt::format("%{:02X}", static_cast<unsigned char>(c))
                      : std::string(1, c);
    }
    return result;
}

} // namespace

std::string media_path(const EditionFile& file, std::string_view name) {
    return fmt::format("/media/{}/{}", file.id, encoded(name));
}

std::string content_type_of(std::string_view name) {
    return std::string(type_of(name).content_type);
}

std::string landing_page(const Edition& edition, const Publication& publication) {
    std::string html =
        fmt::format("<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
                    "charset=\"utf-8\"><title>{0}</title></head>\n"
                    "<body><nav><a href=\"/\">Home</a></nav>\n<main id=\"content\"><h1>{0}</h1>\n",
                    escaped(publication.title));
    for (const Attachment& attachment : publication.attachments) {
        const auto file = read_edition_file(edition, attachment.file);
        if (!file) {
            continue;
        }
        const std::string address = media_path(*file, attachment.file);
        html += fmt::format(
            "<section class=\"gem-c-attachment\">\n"
            "  <div class=\"gem-c-attachment__thumbnail\"><a tabindex=\"-1\" aria-hidden=\"true\" "
            "href=\"{0}\"></a></div>\n"
            "  <div class=\"gem-c-attachment__details\"><h3 class=\"gem-c-attachment__title\">"
            "<a class=\"govuk-link\" href=\"{0}\">{1}</a></h3>\n"
            "  <p class=\"gem-c-attachment__metadata\"><span "
            "class=\"gem-c-attachment__attribute\">{2}</span>, {3} bytes</p></div>\n</section>\n",
            address,
            escaped(attachment.title),
            type_of(attachment.file).words,
            file->bytes.size());
    }
    return html + "</main></body></html>\n";
}

std::string
content_item(const Edition& edition, const Publication& publication, std::string_view site) {
    json attachments = json::array();
    for (const Attachment& attachment : publication.attachments) {
        const auto file = read_edition_file(edition, attachment.file);
        if (file) {
            attachments.push_back(
                {{"attachment_type", "file"},
                 {"id", attachment.file},
                 {"title", attachment.title},
                 {"filename", attachment.file},
                 {"content_type", content_type_of(attachment.file)},
                 {"file_size", file->bytes.size()},
                 {"url", std::string(site) + media_path(*file, attachment.file)}});
        }
    }
    const json item{{"base_path", publication.page},
                    {"title", publication.title},
                    {"schema_name", "publication"},
                    {"document_type", "official_statistics"},
                    {"locale", "en"},
                    {"public_updated_at", to_text(publication.published)},
                    {"details", {{"attachments", std::move(attachments)}}}};
    return item.dump(2) + "\n";
}

} // namespace tidemark::test

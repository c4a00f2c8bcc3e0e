#include "pipeline/parse/page/html.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/page/page.hpp"
#include "pipeline/parse/read/encoding.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>

namespace tidemark::parse {
namespace {

struct Free {
    void operator()(xmlDoc* doc) const { xmlFreeDoc(doc); }

    void operator()(xmlXPathContext* context) const { xmlXPathFreeContext(context); }

    void operator()(xmlXPathObject* object) const { xmlXPathFreeObject(object); }

    void operator()(xmlChar* text) const { xmlFree(text); }
};

template <typename T>
using Owned = std::unique_ptr<T, Free>;

const xmlChar* xml(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

std::string take(xmlChar* text) {
    const Owned<xmlChar> owned(text);
    return owned ? reinterpret_cast<const char*>(owned.get()) : std::string();
}

std::string attribute(xmlNode* node, const char* name) {
    return take(xmlGetProp(node, xml(name)));
}

// The name after the first "charset=", with or without quotation marks; empty where there is none.
std::string charset_in(std::string_view text) {
    constexpr std::string_view word = "charset=";
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    const auto* const found = std::search(text.begin(), text.end(), word.begin(), word.end(), same);
    if (found == text.end()) {
        return {};
    }
    std::string_view rest = text.substr(static_cast<std::size_t>(found - text.begin()));
    rest.remove_prefix(word.size());
    rest = trim(rest.substr(0, rest.find_first_of(";>/")));
    const std::size_t first = rest.find_first_not_of("\"'");
    rest = first == rest.npos ? std::string_view() : rest.substr(first);
    return std::string(rest.substr(0, rest.find_first_of("\"' \t\r\n")));
}

// As the server names it; else a <meta> near the beginning (as browsers look for it); else "".
std::string encoding_of(std::string_view content_type, std::string_view bytes) {
    constexpr std::size_t prescanned = 1024;
    std::string named = charset_in(content_type);
    return named.empty() ? charset_in(bytes.substr(0, prescanned)) : named;
}

std::string text_of(xmlNode* link) {
    for (const std::string& text :
         {take(xmlNodeGetContent(link)), attribute(link, "title"), attribute(link, "aria-label")}) {
        if (std::string squeezed = squeeze(text); !squeezed.empty()) {
            return squeezed;
        }
    }
    return {};
}

std::string base_of(xmlXPathContext* context) {
    const Owned<xmlXPathObject> base(xmlXPathEvalExpression(xml("string(//base/@href)"), context));
    return base && base->stringval != nullptr ? reinterpret_cast<const char*>(base->stringval)
                                              : std::string();
}

void* or_throw(void* block) {
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    return block;
}

Page links_in(std::string_view html, const char* encoding) {
    Page page;
    if (html.empty() || html.size() > std::numeric_limits<int>::max()) {
        return page;
    }
    const Owned<xmlDoc> doc(htmlReadMemory(html.data(),
                                           static_cast<int>(html.size()),
                                           "",
                                           encoding,
                                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                               HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
    const Owned<xmlXPathContext> context(xmlXPathNewContext(doc.get()));
    const Owned<xmlXPathObject> found(xmlXPathEvalExpression(xml("//a[@href]"), context.get()));
    if (!doc || !context || !found) {
        throw std::bad_alloc(); // they fail for no other reason
    }
    page.base = base_of(context.get());
    const int count = found->nodesetval == nullptr ? 0 : found->nodesetval->nodeNr;
    for (int i = 0; i < count; ++i) {
        xmlNode* node = found->nodesetval->nodeTab[i];
        page.links.push_back(
            {.text = text_of(node), .address = attribute(node, "href"), .type = {}});
    }
    return page;
}

} // namespace

void end_page_without_memory() {
    xmlMemSetup(
        std::free,
        [](std::size_t size) { return or_throw(std::malloc(size)); },
        [](void* block, std::size_t size) { return or_throw(std::realloc(block, size)); },
        [](const char* text) { return static_cast<char*>(or_throw(strdup(text))); });
}

Page read_html(std::string_view content_type, std::string_view bytes) {
    Decoded decoded;
    if (decode(bytes, encoding_of(content_type, bytes), decoded)) {
        return links_in(decoded.text, "UTF-8");
    }
    return links_in(bytes, "ISO-8859-1"); // every byte is a character in it
}

Result<Page> read_page(PageKind kind, std::string_view content_type, std::string_view bytes) {
    switch (kind) {
    case PageKind::html:
        return read_html(content_type, bytes);
    case PageKind::govuk:
        return read_content_item(content_type, bytes);
    }
    return Page{};
}

} // namespace tidemark::parse

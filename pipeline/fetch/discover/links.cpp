#include "pipeline/fetch/discover/links.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/fetch/url.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

#include <limits>
#include <memory>

namespace tidemark::fetch {
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

// "text/html; charset=windows-1252" -> "windows-1252"; empty: as the page's <meta> says.
std::string charset_of(std::string_view content_type) {
    const std::size_t at = content_type.find("charset=");
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = content_type.substr(at + 8);
    return std::string(trim(rest.substr(0, rest.find(';'))));
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

// The address against which links are resolved.
std::string base_of(xmlXPathContext* context, const std::string& page_url) {
    const Owned<xmlXPathObject> base(xmlXPathEvalExpression(xml("string(//base/@href)"), context));
    if (base && base->stringval != nullptr && *base->stringval != 0) {
        auto resolved = resolve_url(page_url, reinterpret_cast<const char*>(base->stringval));
        return resolved ? *resolved : page_url;
    }
    return page_url;
}

} // namespace

std::vector<Link>
links_in(std::string_view html, const std::string& page_url, std::string_view content_type) {
    if (html.empty() || html.size() > std::numeric_limits<int>::max()) {
        return {};
    }
    const std::string charset = charset_of(content_type);
    const Owned<xmlDoc> doc(htmlReadMemory(html.data(),
                                           static_cast<int>(html.size()),
                                           page_url.c_str(),
                                           charset.empty() ? nullptr : charset.c_str(),
                                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                               HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
    if (!doc) {
        return {};
    }
    const Owned<xmlXPathContext> context(xmlXPathNewContext(doc.get()));
    if (!context) {
        throw std::bad_alloc();
    }
    const Owned<xmlXPathObject> found(xmlXPathEvalExpression(xml("//a[@href]"), context.get()));
    if (!found || found->nodesetval == nullptr) {
        return {};
    }
    const std::string base = base_of(context.get(), page_url);
    std::vector<Link> links;
    for (int i = 0; i < found->nodesetval->nodeNr; ++i) {
        xmlNode* node = found->nodesetval->nodeTab[i];
        auto url = resolve_url(base, attribute(node, "href"));
        if (url && is_web(*url)) {
            links.push_back({.text = text_of(node), .url = std::move(*url)});
        }
    }
    return links;
}

} // namespace tidemark::fetch

#include "pipeline/fetch/discover/links.hpp"

#include "pipeline/fetch/url.hpp"

#include <utility>

namespace tidemark::fetch {

std::vector<Link>
resolved(const std::vector<PageLink>& links, const std::string& base, const std::string& page_url) {
    const std::string from =
        base.empty() ? page_url : resolve_url(page_url, base).value_or(page_url);
    std::vector<Link> result;
    for (const PageLink& link : links) {
        auto url = resolve_url(from, link.address);
        if (url && is_web(*url)) {
            std::string type = link.type.empty() ? extension_of(*url) : link.type;
            result.push_back({.text = link.text, .url = std::move(*url), .type = std::move(type)});
        }
    }
    return result;
}

} // namespace tidemark::fetch

#include "pipeline/fetch/url.hpp"

#include "pipeline/fetch/discover/discover.hpp"

namespace tidemark::fetch {

Result<Discovery> discover_url(const FindUrl& find, const Look& /*look*/) {
    return parse_url(find.url).map([&](const Url&) {
        return Discovery(std::vector{Target{.url = find.url, .title = {}, .published = {}}});
    });
}

} // namespace tidemark::fetch

// links: a page's links as addresses that can be asked.
//
// Thread: any. Never fails: what is no address of the web is left out.
#pragma once

#include "pipeline/model/page.hpp"

#include <string>
#include <vector>

namespace tidemark::fetch {

struct Link {
    std::string text; // may be empty
    std::string url;  // resolved; http or https
    std::string type; // "ods"; empty when neither the page nor the name tells
};

// `page_url`: where the page was in the end; its own base, if any, is relative to that.
[[nodiscard]] std::vector<Link>
resolved(const std::vector<PageLink>& links, const std::string& base, const std::string& page_url);

} // namespace tidemark::fetch

// links: what an HTML page links to, by libxml2's HTML parser.
//
// The parser mends broken markup, opens no network and no files, and is bounded by the size of the
// page. Thread: any. Never fails: what is not HTML has no links.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::fetch {

struct Link {
    std::string text; // squeezed; of a link without text its title or label, may be empty
    std::string url;  // resolved against the page and its <base>; http or https
};

// In the order of the page. `content_type` may name the encoding.
[[nodiscard]] std::vector<Link>
links_in(std::string_view html, const std::string& page_url, std::string_view content_type = {});

} // namespace tidemark::fetch

#include "pipeline/fetch/ask.hpp"
#include "pipeline/fetch/discover/choose.hpp"
#include "pipeline/fetch/discover/discover.hpp"
#include "pipeline/fetch/discover/links.hpp"

#include <fmt/core.h>

namespace tidemark::fetch {
namespace {

bool fits(const FindHtml& find, const Link& link) {
    return (find.link.empty() || find.link.matches(link.text)) &&
           (find.address.empty() || find.address.matches(link.url));
}

std::string expectation(const FindHtml& find) {
    std::string text = "one link";
    if (!find.link.empty()) {
        text += fmt::format(" with text '{}'", find.link.text());
    }
    if (!find.address.empty()) {
        text += fmt::format(
            "{} address '{}'", find.link.empty() ? " with" : " and", find.address.text());
    }
    return text;
}

} // namespace

Result<Discovery> discover_html(const FindHtml& find, const Look& look) {
    auto answer = ask_page(look, find.page);
    if (!answer) {
        return propagate(answer);
    }
    if (const auto* later = std::get_if<Later>(&*answer)) {
        return *later;
    }
    const auto& response = std::get<Response>(*answer);
    const auto page = read_page(look, PageKind::html, find.page, response);
    if (!page) {
        return fail(page.error());
    }
    Choice choice{.page = find.page,
                  .expected = expectation(find),
                  .keys = "find.link or find.address",
                  .fitting = {},
                  .seen = {}};
    for (const Link& link : resolved(page->links, page->base, response.url)) {
        if (fits(find, link)) {
            choice.fitting.push_back({.url = link.url, .title = link.text, .published = {}});
        }
        if (!link.text.empty()) {
            choice.seen.push_back(link.text);
        }
    }
    return exactly_one(look.source, std::move(choice));
}

} // namespace tidemark::fetch

#include "pipeline/base/text.hpp"
#include "pipeline/fetch/ask.hpp"
#include "pipeline/fetch/discover/choose.hpp"
#include "pipeline/fetch/discover/discover.hpp"
#include "pipeline/fetch/discover/links.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tidemark::fetch {
namespace {

Error moved(const Source& source, const std::string& url, const std::string& to) {
    return {.fault = Fault::held,
            .code = "fetch.none",
            .source = source.id,
            .file = url,
            .expected = "a page with attachments",
            .found = fmt::format("moved to '{}'", one_line(to)),
            .next = fmt::format("mend find.page in {}", source.config_file)};
}

bool fits(const FindGovuk& find, const Link& attachment) {
    return (find.title.empty() || find.title.matches(attachment.text)) &&
           (find.types.empty() ||
            std::ranges::find(find.types, attachment.type) != find.types.end());
}

Result<Discovery>
choose(const FindGovuk& find, const Look& look, const std::string& url, const Page& page) {
    std::vector<Link> attachments = resolved(page.files, {}, find.base);
    if (attachments.empty()) {
        attachments = resolved(page.links, {}, find.base);
    }
    Choice choice{.page = url,
                  .expected = fmt::format("one attachment with title '{}' of type {}",
                                          find.title.text(),
                                          find.types.empty() ? "any" : join(find.types, " or ")),
                  .keys = "find.attach",
                  .fitting = {},
                  .seen = {}};
    const auto published =
        page.published ? std::optional(local_day(*page.published, look.source.zone)) : std::nullopt;
    for (const Link& each : attachments) {
        if (fits(find, each)) {
            choice.fitting.push_back({.url = each.url, .title = each.text, .published = published});
        }
        choice.seen.push_back(each.type.empty() ? each.text
                                                : fmt::format("{} ({})", each.text, each.type));
    }
    return exactly_one(look.source, std::move(choice)).map([&](Discovery found) {
        // The publication's title names the release; the attachment's only the file.
        if (auto* targets = std::get_if<std::vector<Target>>(&found);
            targets && !page.title.empty()) {
            targets->front().title = page.title;
        }
        return found;
    });
}

} // namespace

Result<Discovery> discover_govuk(const FindGovuk& find, const Look& look) {
    const std::string url = find.base + "/api/content" + find.page;
    auto answer = ask_page(look, url);
    if (!answer) {
        return propagate(answer);
    }
    if (const auto* later = std::get_if<Later>(&*answer)) {
        return *later;
    }
    const auto page = read_page(look, PageKind::govuk, url, std::get<Response>(*answer));
    if (!page) {
        return fail(page.error());
    }
    if (page->moved_to) {
        return fail(moved(look.source, url, *page->moved_to));
    }
    return choose(find, look, url, *page);
}

} // namespace tidemark::fetch

#include "pipeline/base/text.hpp"
#include "pipeline/fetch/ask.hpp"
#include "pipeline/fetch/discover/choose.hpp"
#include "pipeline/fetch/discover/discover.hpp"
#include "pipeline/fetch/discover/links.hpp"
#include "pipeline/fetch/url.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace tidemark::fetch {
namespace {

using nlohmann::json;

struct Attachment {
    std::string title;
    std::string url;
    std::string type; // "ods"; empty when neither content type nor name tells
};

std::string text_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// An empty list where there is none, so that callers need no cases.
json list_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : json::array();
}

std::string type_of(const std::string& content_type, const std::string& url) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types{{
        {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
        {"application/vnd.ms-excel", "xls"},
        {"text/csv", "csv"},
        {"application/zip", "zip"},
    }};
    const auto* const known = std::ranges::find_if(
        types, [&](const auto& type) { return content_type.starts_with(type.first); });
    return known == types.end() ? extension_of(url) : std::string(known->second);
}

// details.attachments: files only, not HTML documents or other publishers' pages.
std::vector<Attachment> listed_attachments(const json& details, const std::string& base) {
    std::vector<Attachment> result;
    for (const json& each : list_at(details, "attachments")) {
        const std::string kind = text_at(each, "attachment_type");
        const std::string address = text_at(each, "url");
        const auto url = resolve_url(base, address);
        if ((kind.empty() || kind == "file") && !address.empty() && url && is_web(*url)) {
            result.push_back({.title = squeeze(text_at(each, "title")),
                              .url = *url,
                              .type = type_of(text_at(each, "content_type"), *url)});
        }
    }
    return result;
}

// Older pages: links inside HTML texts.
std::vector<Attachment> linked_attachments(const json& details, const std::string& base) {
    std::string html = text_at(details, "body");
    for (const json& each : list_at(details, "body")) {
        html += text_at(each, "content");
    }
    for (const json& each : list_at(details, "documents")) {
        html += each.is_string() ? each.get<std::string>() : std::string();
    }
    std::vector<Attachment> result;
    for (Link& link : links_in(html, base, "text/html; charset=utf-8")) {
        result.push_back({.title = link.text, .url = link.url, .type = extension_of(link.url)});
    }
    return result;
}

std::optional<Day> published_on(const json& page, const std::string& zone) {
    const auto instant = parse_instant(text_at(page, "public_updated_at"));
    return instant ? std::optional(local_day(*instant, zone)) : std::nullopt;
}

Error not_a_content_item(const std::string& url, const Response& response) {
    return {.fault = Fault::malformed,
            .code = "fetch.page",
            .file = url,
            .expected = "a content item in JSON",
            .found =
                fmt::format("{} bytes of {}",
                            response.body.size(),
                            response.content_type.empty() ? "unnamed type" : response.content_type),
            .next = "check find.base and find.page"};
}

// A page that moved says so in a body of its own, with status 200.
Error moved(const Source& source, const std::string& url, const json& page) {
    const json redirects = list_at(page, "redirects");
    return {.fault = Fault::held,
            .code = "fetch.none",
            .source = source.id,
            .file = url,
            .expected = "a page with attachments",
            .found = fmt::format(
                "moved to '{}'",
                redirects.empty() ? "" : one_line(text_at(redirects.front(), "destination"))),
            .next = fmt::format("mend find.page in {}", source.config_file)};
}

bool fits(const FindGovuk& find, const Attachment& attachment) {
    return (find.title.empty() || find.title.matches(attachment.title)) &&
           (find.types.empty() ||
            std::ranges::find(find.types, attachment.type) != find.types.end());
}

Result<Discovery>
choose(const FindGovuk& find, const Look& look, const std::string& url, const json& page) {
    const auto details = page.find("details");
    const json none = json::object();
    const json& inside = details != page.end() && details->is_object() ? *details : none;
    std::vector<Attachment> attachments = listed_attachments(inside, find.base);
    if (attachments.empty()) {
        attachments = linked_attachments(inside, find.base);
    }
    Choice choice{.page = url,
                  .expected = fmt::format("one attachment with title '{}' of type {}",
                                          find.title.text(),
                                          find.types.empty() ? "any" : join(find.types, " or ")),
                  .keys = "find.attach",
                  .fitting = {},
                  .seen = {}};
    const auto published = published_on(page, look.source.zone);
    for (const Attachment& each : attachments) {
        if (fits(find, each)) {
            choice.fitting.push_back(
                {.url = each.url, .title = each.title, .published = published});
        }
        choice.seen.push_back(each.type.empty() ? each.title
                                                : fmt::format("{} ({})", each.title, each.type));
    }
    return exactly_one(look.source, std::move(choice)).map([&](Discovery found) {
        // The publication's title names the release; the attachment's only the file.
        const std::string title = squeeze(text_at(page, "title"));
        if (auto* targets = std::get_if<std::vector<Target>>(&found); targets && !title.empty()) {
            targets->front().title = title;
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
    const auto& response = std::get<Response>(*answer);
    const json page = json::parse(response.body, nullptr, false);
    if (!page.is_object()) {
        return fail(not_a_content_item(url, response));
    }
    if (text_at(page, "schema_name") == "redirect") {
        return fail(moved(look.source, url, page));
    }
    return choose(find, look, url, page);
}

} // namespace tidemark::fetch

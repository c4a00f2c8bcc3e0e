#include "pipeline/base/text.hpp"
#include "pipeline/parse/page/html.hpp"
#include "pipeline/parse/page/page.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tidemark::parse {
namespace {

using nlohmann::json;

std::string text_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// An empty list where there is none, so that callers need no cases.
json list_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : json::array();
}

std::string type_of(std::string_view media_type) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types{{
        {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
        {"application/vnd.ms-excel", "xls"},
        {"text/csv", "csv"},
        {"application/zip", "zip"},
    }};
    const auto* const known = std::ranges::find_if(
        types, [&](const auto& type) { return media_type.starts_with(type.first); });
    return known == types.end() ? std::string() : std::string(known->second);
}

// details.attachments: files only, not HTML documents or other publishers' pages.
std::vector<PageLink> listed(const json& details) {
    std::vector<PageLink> result;
    for (const json& each : list_at(details, "attachments")) {
        const std::string kind = text_at(each, "attachment_type");
        std::string address = text_at(each, "url");
        if ((kind.empty() || kind == "file") && !address.empty()) {
            result.push_back({.text = squeeze(text_at(each, "title")),
                              .address = std::move(address),
                              .type = type_of(text_at(each, "content_type"))});
        }
    }
    return result;
}

// Older pages: links inside HTML texts.
std::vector<PageLink> linked(const json& details) {
    std::string html = text_at(details, "body");
    for (const json& each : list_at(details, "body")) {
        html += text_at(each, "content");
    }
    for (const json& each : list_at(details, "documents")) {
        html += each.is_string() ? each.get<std::string>() : std::string();
    }
    return read_html("text/html; charset=utf-8", html).links;
}

} // namespace

Result<Page> read_content_item(std::string_view content_type, std::string_view bytes) {
    const json item = json::parse(bytes, nullptr, false);
    if (!item.is_object()) {
        return fail({.fault = Fault::malformed,
                     .code = "read.page",
                     .expected = "a content item in JSON",
                     .found = fmt::format("{} bytes of {}",
                                          bytes.size(),
                                          content_type.empty() ? "unnamed type" : content_type),
                     .next = "check find.base and find.page"});
    }
    Page page;
    page.title = squeeze(text_at(item, "title"));
    if (auto instant = parse_instant(text_at(item, "public_updated_at"))) {
        page.published = *instant;
    }
    // A page that moved says so in a body of its own, with status 200.
    if (text_at(item, "schema_name") == "redirect") {
        const json redirects = list_at(item, "redirects");
        page.moved_to = redirects.empty() ? "" : text_at(redirects.front(), "destination");
    }
    if (const auto details = item.find("details"); details != item.end() && details->is_object()) {
        page.files = listed(*details);
        page.links = linked(*details);
    }
    return page;
}

} // namespace tidemark::parse

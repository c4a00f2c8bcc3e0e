#include "config/source/sections.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

namespace tidemark::config {

namespace {

void read_address(const Table& table, std::string_view key, std::string& to, Need need) {
    std::string address;
    if (!table.read(key, address, need)) {
        return;
    }
    if (!is_address(address)) {
        table.complain(
            key,
            fmt::format("'{}' must be an http, https or file address, found '{}'", key, address));
        return;
    }
    to = address;
}

Find read_url(const Table& table) {
    FindUrl find;
    read_address(table, "url", find.url, Need::required);
    return find;
}

Find read_html(const Table& table) {
    FindHtml find;
    read_address(table, "page", find.page, Need::required);
    table.read("link", find.link);
    table.read("address", find.address);
    if (!table.has("link") && !table.has("address")) {
        table.problems().add(table.place(),
                             "'link' or 'address' is missing",
                             "say which link of the page leads to the file");
    }
    return find;
}

void read_attach(const Table& table, FindGovuk& find) {
    if (!table.has("attach")) {
        table.problems().add(table.place(), "'attach' is missing", "say which attachment is meant");
        return;
    }
    const auto attach = table.table("attach", "find.attach");
    if (!attach) {
        return;
    }
    attach->read("title", find.title);
    if (!attach->has("title") && !attach->has("type")) {
        table.complain("attach", "'attach' needs a 'title' or a 'type'");
    }
    if (!attach->read("type", find.types)) {
        return;
    }
    for (const auto& type : find.types) {
        if (!is_id(type)) {
            attach->complain(
                "type",
                fmt::format("'type' must be a file type such as \"ods\", found '{}'", type));
        }
    }
}

Find read_govuk(const Table& table) {
    FindGovuk find;
    if (table.read("page", find.page, Need::required) && find.page.front() != '/') {
        table.complain("page",
                       fmt::format("'page' must be a path such as \"/government/statistics/...\", "
                                   "found '{}'",
                                   find.page));
    }
    read_address(table, "base", find.base, Need::optional);
    read_attach(table, find);
    return find;
}

void read_member(const Table& table, Source& source, Scene& scene) {
    MemberRule member;
    if (!table.read_id("dim", member.dim, Need::required)) {
        return;
    }
    if (member.dim == "period") {
        table.complain("dim", "the file's name cannot give the period as a member");
        return;
    }
    bool from_name = true;
    table.read_word("from", from_name, Choices<bool>{{"name", true}});
    table.read("match", member.match, Need::required);
    if (table.read("codelist", member.codelist)) {
        scene.check_codelist(member.codelist, table.place_of("codelist"));
    }
    scene.add_dim(member.dim, member.codelist);
    source.recipe.member = std::move(member);
}

Find read_dir(const Table& table, Source& source, Scene& scene) {
    // Spreadsheets under their usual names; others in the folder are not looked at.
    constexpr std::string_view usual = R"((?i)\.(xlsx|xlsm|xls|ods|csv)$)";
    FindDir find;
    table.read("path", find.path);
    if (!table.read("files", find.files)) {
        if (auto compiled = Pattern::compile(usual)) {
            find.files = *std::move(compiled);
        }
    }
    table.read("settle", find.settle);
    bool replaces = true;
    table.read_word("newer", replaces, Choices<bool>{{"replaces", true}});
    if (const auto member = table.table("member", "find.member")) {
        read_member(*member, source, scene);
    }
    return find;
}

} // namespace

void read_find(const Table& root, Source& source, Scene& scene) {
    const auto* const node = root.node("find");
    if (node == nullptr) {
        root.problems().add({}, "a source needs a section [find]");
        return;
    }
    if (node->kind != Node::Kind::table) {
        root.complain("find", "'find' must be written as [find]");
        return;
    }
    const auto via = choice(*node, "via", {"url", "html", "govuk", "dir"}, root.problems());
    if (!via) {
        return;
    }
    const Table table(*node, {&section("find"), &section("find", *via)}, root.problems());
    if (*via == "url") {
        source.find = read_url(table);
    } else if (*via == "html") {
        source.find = read_html(table);
    } else if (*via == "govuk") {
        source.find = read_govuk(table);
    } else {
        source.find = read_dir(table, source, scene);
    }
}

} // namespace tidemark::config

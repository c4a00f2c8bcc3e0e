#include "tests/support/publisher/edition.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/base/files.hpp"

#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include <algorithm>

namespace tidemark::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* manifest_name = "manifest.json";

Instant modified(const fs::path& path) {
    struct ::stat info {};

    return ::stat(path.c_str(), &info) == 0 ? Instant(std::chrono::seconds(info.st_mtim.tv_sec))
                                            : Instant();
}

// Every file of the folder, under its name.
Publication listing(const fs::path& folder) {
    Publication page{
        .page = "/", .title = folder.filename().string(), .published = {}, .attachments = {}};
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && is_plain_name(name) && name != manifest_name) {
            page.attachments.push_back({.file = name, .title = name});
            page.published = std::max(page.published, modified(entry.path()));
        }
    }
    std::ranges::sort(page.attachments, {}, &Attachment::file);
    return page;
}

Instant time_at(const json& object, Instant otherwise) {
    return object.contains("published")
               ? parse_instant(object.at("published").get<std::string>()).value()
               : otherwise;
}

void read_manifest(const json& manifest, Edition& edition) {
    Publication& all = edition.publications.front();
    if (manifest.contains("published")) {
        edition.published = time_at(manifest, {});
        all.published = *edition.published;
    }
    for (const json& each : manifest.value("publications", json::array())) {
        Publication publication{.page = each.at("page").get<std::string>(),
                                .title = each.at("title").get<std::string>(),
                                .published = time_at(each, edition.publications.front().published),
                                .attachments = {}};
        for (const json& attachment : each.at("attachments")) {
            publication.attachments.push_back({.file = attachment.at("file").get<std::string>(),
                                               .title = attachment.at("title").get<std::string>()});
        }
        edition.publications.push_back(std::move(publication));
    }
}

} // namespace

const Publication* Edition::find(std::string_view page) const {
    const auto found = std::ranges::find(publications, page, &Publication::page);
    return found == publications.end() ? nullptr : &*found;
}

bool is_plain_name(std::string_view name) {
    return !name.empty() && !name.starts_with('.') &&
           name.find_first_of(std::string_view("/\\\0", 3)) == std::string_view::npos;
}

Result<Edition> read_edition(const fs::path& folder) {
    Edition edition{.folder = folder, .published = {}, .publications = {listing(folder)}};
    const fs::path path = folder / manifest_name;
    if (!fs::exists(path)) {
        return edition;
    }
    const auto text = read_file(path);
    if (!text) {
        return fail(text.error());
    }
    try {
        read_manifest(json::parse(*text), edition);
    } catch (const std::exception& error) {
        return fail({.fault = Fault::usage,
                     .code = "publisher.manifest",
                     .file = path.string(),
                     .expected = "a manifest as edition.hpp says",
                     .found = error.what()});
    }
    return edition;
}

std::optional<EditionFile> read_edition_file(const Edition& edition, const std::string& name) {
    const fs::path path = edition.folder / name;
    if (!is_plain_name(name) || name == manifest_name || fs::is_symlink(path) ||
        !fs::is_regular_file(path)) {
        return std::nullopt;
    }
    auto bytes = read_file(path);
    if (!bytes) {
        return std::nullopt;
    }
    std::string id = sha256(*bytes).substr(0, 24);
    return EditionFile{.bytes = std::move(*bytes),
                       .id = std::move(id),
                       .modified = edition.published.value_or(modified(path))};
}

} // namespace tidemark::test

// Edition: one sub-folder of the publisher's root, and what its manifest says of it.
//
// manifest.json (may be missing; then one page "/" lists every file under its name):
//   { "published": "2019-09-05T08:30:00Z",            when its files were published
//     "publications": [
//       { "page": "/government/statistics/online-offences", "title": "Online offences",
//         "published": "2019-09-05T08:30:00Z",        if another time
//         "attachments": [ { "file": "by-force.ods", "title": "Offences by police force area" } ]
//       } ] }
// The page "/" always lists every file. Read anew for each request: files may be exchanged.
// Fails: usage (a manifest that cannot be read).
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::test {

struct Attachment {
    std::string file; // a name in the edition's folder
    std::string title;
};

struct Publication {
    std::string page;
    std::string title;
    Instant published;
    std::vector<Attachment> attachments;
};

struct Edition {
    std::filesystem::path folder;
    std::optional<Instant> published;
    std::vector<Publication> publications;

    [[nodiscard]] const Publication* find(std::string_view page) const; // null when unknown
};

struct EditionFile {
    std::string bytes;
    std::string id; // 24 hex digits, another for other bytes
    Instant modified;
};

// A name of one path segment that stays inside its folder.
[[nodiscard]] bool is_plain_name(std::string_view name);

[[nodiscard]] Result<Edition> read_edition(const std::filesystem::path& folder);

// Nothing when there is no such file.
[[nodiscard]] std::optional<EditionFile> read_edition_file(const Edition& edition,
                                                           const std::string& name);

} // namespace tidemark::test

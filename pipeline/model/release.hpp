// Release: what one look at a source brought. RawFile: one file of it, kept in the archive.
// Vintage: an accepted state of a source's figures, made by one pass.
#pragma once

#include "pipeline/base/instant.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

struct RawFile {
    std::string sha256; // key in the archive
    std::string name;   // last part of its address or path
    std::string url;    // where it came from (file:// for a path)
    std::string etag;   // as served, may be empty
    std::string last_modified;
    std::uint64_t size = 0;
    Instant fetched;
    std::string parser; // digest of program, layout and codelists it was parsed with

    auto operator<=>(const RawFile&) const = default;
};

struct Release {
    std::string source;
    std::string title;            // publisher's, where discovery saw one
    std::optional<Day> published; // publisher's date in the source's zone
    std::vector<RawFile> files;   // as served at this look, parsed or not; when reread: as kept
    bool reread = false;          // no new bytes: layout, codelists or program changed
    // An edition that a person brings, older than one we have: it is put where its day says, and is
    // never what the publisher serves last.
    bool older = false;
    // Drop folder: names of files that waited for a person and lie in it no longer.
    std::vector<std::string> gone{};

    auto operator<=>(const Release&) const = default;
};

using VintageId = std::int64_t; // a name, not an order; printed as "v7" within its source

// What made a vintage: kept apart everywhere.
enum class Cause { baseline, release, reread };

struct Vintage {
    VintageId id = 0;        // unique in the database
    std::int64_t number = 0; // 1, 2, ... within the source
    std::string source;
    Cause cause = Cause::release;
    Day published; // publisher's date, else the date first seen in the source's zone
    Instant loaded;
    std::string title;
    std::optional<VintageId> rereads{}; // whose files it reads again: it stands directly behind it

    auto operator<=>(const Vintage&) const = default;
};

// By (published, loaded, id); what reads an edition again stands directly behind it.
[[nodiscard]] std::vector<Vintage> in_order(const std::map<VintageId, Vintage>& vintages);

} // namespace tidemark

// Page: what a publisher's page says of its files, before anyone chooses among them.
//
// Addresses as they stand in the page, not resolved: a value made by the parse child of bytes that
// nobody checked, and no more to be trusted than they.
#pragma once

#include "pipeline/base/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

enum class PageKind : std::uint8_t {
    html,  // a page for people
    govuk, // a content item of GOV.UK, JSON
};

struct PageLink {
    std::string text; // squeezed; of a link without text its title or label; may be empty
    std::string address;
    std::string type; // "ods" where the page states a media type that we know; else empty

    bool operator==(const PageLink&) const = default;
};

struct Page {
    std::string title;
    std::optional<Instant> published;
    std::optional<std::string> moved_to; // the page is elsewhere now
    std::string base;                    // what addresses are relative to; empty: the page itself
    std::vector<PageLink> files;         // listed as attachments
    std::vector<PageLink> links;         // written in its text, in the order of the page

    bool operator==(const Page&) const = default;
};

} // namespace tidemark

// pages: the landing page and the content item that the publisher makes for a publication.
//
// Shapes: GOV.UK as of 2026 (govuk_publishing_components _attachment.html.erb; publishing-api
// content_schemas, details.attachments). All text is the edition's own.
#pragma once

#include "tests/support/publisher/edition.hpp"

#include <string>
#include <string_view>

namespace tidemark::test {

// "/media/<24 hex digits>/NAME": another address for every replacement.
[[nodiscard]] std::string media_path(const EditionFile& file, std::string_view name);

[[nodiscard]] std::string content_type_of(std::string_view name);

[[nodiscard]] std::string landing_page(const Edition& edition, const Publication& publication);

// `site`: "http://127.0.0.1:8080", for the absolute addresses of attachments.
[[nodiscard]] std::string
content_item(const Edition& edition, const Publication& publication, std::string_view site);

} // namespace tidemark::test

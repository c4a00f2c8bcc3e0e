// page: a publisher's page -> its links and attachments, for discovery. Runs in the parse child.
//
// Thread: any. Fails: malformed (read.page: not a content item). What is not HTML has no links.
// Throws std::bad_alloc.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/page.hpp"

#include <string_view>

namespace tidemark::parse {

// `content_type` as the server named it; it may hold the encoding.
[[nodiscard]] Result<Page>
read_page(PageKind kind, std::string_view content_type, std::string_view bytes);

// Called once, in a process that ends with its page: libxml2 then throws std::bad_alloc where it
// would go on with half a page, or turn in circles, and what it had made of the page is not freed.
void end_page_without_memory();

// Source: content-api.publishing.service.gov.uk; publishing-api content_schemas (details.
// attachments; older pages hold the links as HTML in details.documents and details.body).
[[nodiscard]] Result<Page> read_content_item(std::string_view content_type, std::string_view bytes);

} // namespace tidemark::parse

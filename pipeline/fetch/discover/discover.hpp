// discover: where the files of a source are today. One way a file; the table is discoverers.cpp.
//
// url, html and govuk find exactly one address, or fail with Fault::held: "fetch.none" or
// "fetch.ambiguous", naming what was seen. dir finds any number of files.
// Thread: any worker. Fails: held, and as Transport::get for the page asked.
#pragma once

#include "pipeline/fetch/look.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tidemark::fetch {

struct Target {
    std::string url;
    std::string title;            // as the publisher calls it, may be empty
    std::optional<Day> published; // the publisher's date, where the page states one
    bool settled = true;          // no: it lies in the folder and is not to be read yet

    bool operator==(const Target&) const = default;
};

using Discovery = std::variant<Later, std::vector<Target>>;

[[nodiscard]] Result<Discovery> discover(const Look& look);

// The address itself: http, https or file.
[[nodiscard]] Result<Discovery> discover_url(const FindUrl& find, const Look& look);

// The files of a folder whose names match, by name, those that are not settled too. Hidden and
// temporary names, links and folders are passed over. A file is settled when its modification time
// is `settle` away from now (a writer still at work keeps it near; a time in the future is as good
// as one in the past); that it stays the same while it is read is checked by the transport.
[[nodiscard]] Result<Discovery> discover_dir(const FindDir& find, const Look& look);

// A link of a page, by its text and its address.
[[nodiscard]] Result<Discovery> discover_html(const FindHtml& find, const Look& look);

// An attachment of a GOV.UK page, by its title and type.
// Source: content-api.publishing.service.gov.uk; publishing-api content_schemas (details.
// attachments; older pages hold the links as HTML in details.documents and details.body).
[[nodiscard]] Result<Discovery> discover_govuk(const FindGovuk& find, const Look& look);

} // namespace tidemark::fetch

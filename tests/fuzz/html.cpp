// What a publisher's site answers: a page whose links are followed, under a content type that its
// last byte chooses; or, when it begins with '{', a content item of GOV.UK.
#include "pipeline/base/text.hpp"
#include "pipeline/fetch/discover/discover.hpp"
#include "pipeline/fetch/discover/links.hpp"
#include "pipeline/fetch/turns.hpp"
#include "pipeline/fetch/url.hpp"
#include "pipeline/parse/page/page.hpp"
#include "pipeline/parse/worker/worker.hpp"
#include "tests/fuzz/support/check.hpp"
#include "tests/support/fakes.hpp"

#include <array>

namespace tidemark::fuzz {

namespace {

constexpr std::array<std::string_view, 6> types{"",
                                                "text/html; charset=utf-8",
                                                "text/html; charset=windows-1252",
                                                "text/html; charset=utf-16",
                                                "text/html; charset=shift_jis",
                                                "text/html; charset=nonsense"};

void check_links(std::string_view page) {
    const auto type = types.at(variant_of(page, types.size()));
    const auto read = parse::read_page(PageKind::html, type, page);
    if (!read) {
        check_error(read.error());
        return;
    }
    for (const fetch::Link& link :
         fetch::resolved(read->links, read->base, "https://publisher.example/statistics/")) {
        check(fetch::is_web(link.url), "a link leads to the web", link.url);
        check(fetch::parse_url(link.url).has_value(), "a link's address is one", link.url);
        check(link.url.find('#') == std::string::npos, "a link has no fragment", link.url);
        check(squeeze(link.text) == link.text, "a link's text is squeezed", link.text);
    }
}

void check_content_item(std::string_view json) {
    constexpr std::string_view base = "https://publisher.example";
    const FindGovuk find{.page = "/page",
                         .base = std::string(base),
                         .title = Pattern::compile("table").value(),
                         .types = {}};
    Response response;
    response.status = 200;
    response.body = json;
    response.url = std::string(base) + "/api/content/page";
    test::ScriptedTransport transport;
    transport.answer(response.url, response);
    Source source;
    source.id = "fuzz";
    source.zone = "Europe/London";
    source.fetch.every_host = std::chrono::milliseconds(0); // no turn to wait for
    const Known known;
    fetch::Progress progress;
    const test::FakeClock clock{Instant{}};
    const auto turns = fetch::make_turns();
    test::MemoryArchive archive;
    const auto parser = parse::make_local_parser();
    const auto found = fetch::discover_govuk(find,
                                             {.source = source,
                                              .known = known,
                                              .force = Force::no,
                                              .progress = progress,
                                              .clock = clock,
                                              .transport = transport,
                                              .turns = *turns,
                                              .archive = archive,
                                              .parser = *parser,
                                              .stop = {}});
    if (!found) {
        check_error(found.error());
        return;
    }
    const auto* targets = std::get_if<std::vector<fetch::Target>>(&*found);
    check(targets != nullptr && targets->size() == 1, "discovery finds exactly one");
    check(fetch::is_web(targets->front().url), "an attachment is on the web", targets->front().url);
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark::fuzz;
    const std::string_view input = text_of(data, size);
    if (input.starts_with('{')) {
        check_content_item(input);
    } else {
        check_links(input);
    }
    return 0;
}

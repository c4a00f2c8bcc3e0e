#include "pipeline/base/files.hpp"
#include "pipeline/fetch/discover/discover.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/fetch/room.hpp"

namespace tidemark::test {
namespace {

using fetch::Target;

const std::string url = "https://www.example.org/statistics/offences";

Result<std::vector<Target>> discover(Room& room, std::string_view link, std::string_view address) {
    room.source.find = FindHtml{.page = url,
                                .link = link.empty() ? Pattern() : pattern(link),
                                .address = address.empty() ? Pattern() : pattern(address)};
    return fetch::discover(room.look()).map([](fetch::Discovery found) {
        return std::get<std::vector<Target>>(std::move(found));
    });
}

// A page of the present GOV.UK shape: each file is linked twice, first by an empty thumbnail.
std::string landing_page(std::string_view head = "") {
    return "<html><head>" + std::string(head) + R"(</head><body><a href="/">Home</a>
      <a href="mailto:statistics@example.org">Write to us</a>
      <section class="gem-c-attachment"><a aria-hidden="true" href="/media/1/forces.ods"></a>
        <h3><a class="govuk-link" href="/media/1/forces.ods">Offences by
            police force&nbsp;area</a></h3></section>
      <section class="gem-c-attachment">
        <h3><a href="notes.pdf">Offences by police force area: notes</a></h3></section>
      </body></html>)";
}

TEST(DiscoverHtml, FindsALinkByItsText) {
    Room room;
    room.serve(url, page(landing_page()));
    const auto found = discover(room, "(?i)by police force area$", "").value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().url, "https://www.example.org/media/1/forces.ods");
    EXPECT_EQ(found.front().title, "Offences by police force area");
    EXPECT_FALSE(found.front().published);
}

TEST(DiscoverHtml, FindsALinkByItsAddress) {
    Room room;
    room.serve(url, page(landing_page()));
    const auto found = discover(room, "", R"(\.ods$)").value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().title, "Offences by police force area");
}

TEST(DiscoverHtml, ResolvesAgainstTheBaseAndThePageAfterRedirects) {
    Room room;
    Response moved = page(landing_page());
    moved.url = "https://new.example.org/stats/offences";
    room.serve(url, std::move(moved));
    EXPECT_EQ(discover(room, "notes", "").value().front().url,
              "https://new.example.org/stats/notes.pdf");

    Room other;
    other.serve(url, page(landing_page("<base href=\"/files/\">")));
    EXPECT_EQ(discover(other, "notes", "").value().front().url,
              "https://www.example.org/files/notes.pdf");
}

TEST(DiscoverHtml, HoldsWhenTwoLinksFit) {
    Room room;
    room.serve(url, page(landing_page()));
    const auto held = discover(room, "(?i)police force area", "");
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().fault, Fault::held);
    EXPECT_EQ(held.error().code, "fetch.ambiguous");
    EXPECT_EQ(held.error().expected, "one link with text '(?i)police force area'");
    EXPECT_EQ(held.error().found,
              "2: 'Offences by police force area (https://www.example.org/media/1/forces.ods)', "
              "'Offences by police force area: notes "
              "(https://www.example.org/statistics/notes.pdf)'");
    EXPECT_EQ(held.error().next, "mend find.link or find.address in sources.d/forces.toml");
}

TEST(DiscoverHtml, HoldsWhenNoLinkFitsAndSaysWhatWasSeen) {
    Room room;
    room.serve(url, page(landing_page()));
    const auto held = discover(room, "(?i)by county", "");
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().fault, Fault::held);
    EXPECT_EQ(held.error().code, "fetch.none");
    EXPECT_EQ(held.error().found,
              "none of 3: 'Home', 'Offences by police force area', 'Offences by police force "
              "area: notes'");
}

TEST(DiscoverHtml, ShowsAtMostTenLinks) {
    std::string body;
    for (int i = 0; i < 25; ++i) {
        body += "<a href='/" + std::to_string(i) + "'>Table " + std::to_string(i) + "</a>";
    }
    Room room;
    room.serve(url, page(body));
    const auto held = discover(room, "nothing", "");
    ASSERT_FALSE(held);
    EXPECT_THAT(held.error().found, ::testing::HasSubstr("'Table 9'"));
    EXPECT_THAT(held.error().found, ::testing::Not(::testing::HasSubstr("'Table 10'")));
    EXPECT_THAT(held.error().found, ::testing::HasSubstr("and 15 more"));
}

TEST(DiscoverHtml, HoldsOnAPageWithoutLinks) {
    for (const std::string& body : {std::string(),
                                    std::string("{\"not\": \"html\"}"),
                                    std::string("\0\x01\x02", 3),
                                    std::string("<a href=")}) {
        Room room;
        room.serve(url, page(body));
        const auto held = discover(room, "x", "");
        ASSERT_FALSE(held);
        EXPECT_EQ(held.error().code, "fetch.none");
        EXPECT_EQ(held.error().found, "nothing to choose from");
    }
}

TEST(DiscoverHtml, NeverFollowsALinkOutOfTheWeb) {
    Room room;
    room.serve(url,
               page("<a href='file:///etc/passwd'>Offences</a>"
                    "<a href='javascript:go()'>Offences</a>"));
    const auto held = discover(room, "Offences", "");
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, "fetch.none");
}

// One page of each generation of markup that publishers use or used.
struct Fixture {
    const char* file;
    const char* link;
    const char* address;
    const char* found;
};

class PublishedMarkup : public ::testing::TestWithParam<Fixture> {};

TEST_P(PublishedMarkup, HasOneFittingLink) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    const auto path = *shared / "fixtures/html" / GetParam().file;
    Room room;
    room.serve(url, page(read_file(path).value(), "text/html; charset=utf-8"));
    const auto found = discover(room, GetParam().link, GetParam().address);
    ASSERT_TRUE(found) << found.error().to_text();
    EXPECT_EQ(found->front().url, GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Generations,
    PublishedMarkup,
    ::testing::Values(
        Fixture{"govuk_gem_attachment.html",
                "(?i)Police Force Area open data tables",
                R"(\.ods$)",
                "https://assets.publishing.service.gov.uk/media/69779329d345446f8ce71f5e/"
                "prc-pfa-mar2013-onwards-tables-290126.ods"},
        Fixture{"govuk_attachment_link_inline.html",
                "^Outcomes open data, year ending March 2020$",
                "",
                "https://assets.publishing.service.gov.uk/media/5f0d9bcd1e0a4f0001a2b3c4/"
                "prc-outcomes-open-data-mar2020-tables.xlsx"},
        Fixture{"govuk_attachment_inline_legacy.html",
                "Police Force Area tables",
                "",
                "https://assets.publishing.service.gov.uk/government/uploads/system/uploads/"
                "attachment_data/file/720005/prc-pfa-mar2013-onwards-tables.ods"},
        Fixture{"govuk_attachment_embedded_oldest.html",
                "Table 1: offences recorded",
                "",
                "https://www.example.org/government/uploads/system/uploads/attachment_data/file/"
                "724461/table.xlsx"},
        Fixture{"nhs_digital_publication.html",
                "Safeguarding Adults, England, 2023-24: Data Tables",
                "",
                "https://files.digital.nhs.uk/1A/2B3C4D/SAC_1_to_4_2324.xlsx"}));

} // namespace
} // namespace tidemark::test

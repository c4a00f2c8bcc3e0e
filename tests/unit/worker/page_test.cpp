// Publishers' pages, read in the child.
#include "pipeline/parse/page/page.hpp"
#include "pipeline/parse/worker/worker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace tidemark::parse {
namespace {

using testing::HasSubstr;

Page read(std::string_view bytes,
          std::string_view content_type = "text/html",
          PageKind kind = PageKind::html) {
    const auto page = make_child_parser({}, WORKER_CHILD)->page(kind, content_type, bytes);
    EXPECT_TRUE(page) << page.error().to_text();
    EXPECT_EQ(page, read_page(kind, content_type, bytes)) << "as in this process";
    return page.value_or(Page{});
}

TEST(Page, GivesLinksAsTheyStandInIt) {
    const Page page = read("<base href='/files/'><a href='a.ods'>Table\n <b>1</b></a>"
                           "<a href='file:///etc/passwd' title='x'></a><a>no address</a>");
    EXPECT_EQ(page.base, "/files/");
    ASSERT_EQ(page.links.size(), 2U);
    EXPECT_EQ(page.links[0], (PageLink{.text = "Table 1", .address = "a.ods", .type = {}}));
    EXPECT_EQ(page.links[1].text, "x");
}

TEST(Page, IsReadInTheEncodingOfServerMetaOrBytes) {
    const std::string latin = "<a href='/x'>Caf\xE9 \x80</a>";
    const std::string wanted = "Caf\xC3\xA9 \xE2\x82\xAC";
    EXPECT_EQ(read(latin, "text/html; charset=windows-1252").links.at(0).text, wanted);
    EXPECT_EQ(read(latin, "text/html; Charset=\"cp1252\"; x=y").links.at(0).text, wanted);
    EXPECT_EQ(read("<meta charset=\"windows-1252\">" + latin).links.at(0).text, wanted);
    EXPECT_EQ(
        read("<META http-equiv='Content-Type' content='text/html; CHARSET=windows-1252' />" + latin)
            .links.at(0)
            .text,
        wanted);
    EXPECT_EQ(read(latin).links.at(0).text, wanted) << "not UTF-8, so as browsers do";
    EXPECT_EQ(read("<a href=/x>Caf\xC3\xA9</a>").links.at(0).text, "Caf\xC3\xA9");
    EXPECT_EQ(read("<meta charset=shift_jis><a href=/x>\x83\x65</a>").links.at(0).text,
              "\xE3\x83\x86");
    EXPECT_EQ(read("<a href=/x>y</a>", "text/html; charset=no-such").links.at(0).text, "y");
}

TEST(Page, BearsDeepNestingAndWhatIsNoPage) {
    std::string html;
    for (int i = 0; i < 200'000; ++i) {
        html += "<div><b>";
    }
    EXPECT_LE(read(html + "<a href='/x'>deep</a>").links.size(), 1U);
    for (const std::string& bytes :
         {std::string(), std::string("{}"), std::string("\0\x01\x02", 3)}) {
        EXPECT_TRUE(read(bytes).links.empty());
    }
    const auto deep = make_child_parser({}, WORKER_CHILD)
                          ->page(PageKind::govuk, "application/json", std::string(2'000'000, '['));
    ASSERT_FALSE(deep);
    EXPECT_EQ(deep.error().code, "read.page");
}

TEST(Page, OfGovukListsAttachmentsAndLinks) {
    const Page page = read(R"({"title": "Offences", "public_updated_at": "2020-07-16T23:30:00Z",
        "details": {"attachments": [
            {"title": "Table 1", "url": "/media/1", "content_type": "text/csv"},
            {"title": "Notes", "url": "/notes", "attachment_type": "html"}, 7],
          "body": "<a href='/old.xls'>Old</a>"}})",
                           "application/json",
                           PageKind::govuk);
    EXPECT_EQ(page.title, "Offences");
    EXPECT_EQ(page.published, parse_instant("2020-07-16T23:30:00Z").value());
    ASSERT_EQ(page.files.size(), 1U);
    EXPECT_EQ(page.files[0], (PageLink{.text = "Table 1", .address = "/media/1", .type = "csv"}));
    ASSERT_EQ(page.links.size(), 1U);
    EXPECT_FALSE(page.moved_to);
}

TEST(Page, ThatKillsTheChildIsNotReadAgain) {
    const auto parser = make_child_parser({}, WORKER_CHILD);
    const auto first = parser->page(PageKind::html, "text/html", "<a href=/x>CRASH</a>");
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().found, "it died of SIGSEGV");
    EXPECT_THAT(first.error().next, HasSubstr("not read again until"));
    const auto again = parser->page(PageKind::html, "text/html", "<a href=/x>CRASH</a>");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error(), first.error());
    EXPECT_TRUE(parser->page(PageKind::html, "text/html", "<a href=/x>another</a>"));
}

#ifndef TIDEMARK_SANITIZED
// All or an error: the HTML parser would go on with less.
TEST(Page, IsReadWholeOrNotAtAllHoweverLittleMemoryThereIs) {
    constexpr std::size_t count = 20'000;
    std::string html;
    for (std::size_t i = 0; i < count; ++i) {
        html += "<p><a href='/some/address/of/a/file'>a link</a></p>";
    }
    std::size_t refused = 0;
    for (std::uint64_t mib = 1; mib <= 25; mib += 3) {
        RoomLimits limits;
        limits.memory = mib << 20U;
        const auto page =
            make_child_parser(limits, WORKER_CHILD)->page(PageKind::html, "text/html", html);
        if (page) {
            EXPECT_EQ(page->links.size(), count) << mib;
        } else {
            EXPECT_EQ(page.error().code, "parse.memory") << mib;
            ++refused;
        }
    }
    EXPECT_GT(refused, 1U);
    EXPECT_LT(refused, 9U);
}
#endif

} // namespace
} // namespace tidemark::parse

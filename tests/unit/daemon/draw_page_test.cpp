#include "daemon/draw_page.hpp"
#include "daemon/html_text.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tidemark {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Kind = DrawnCell::Kind;

TEST(HtmlText, LeavesNoMarkup) {
    EXPECT_EQ(escaped("<b title=\"x\" id='y'> & 5 < 6"),
              "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt; &amp; 5 &lt; 6");
    EXPECT_EQ(escaped(std::string_view("a\nb\0c\x1b", 6)), "a&#10;b c ");
    EXPECT_EQ(escaped("Île \xF0\x9F\x90\x8B"), "Île \xF0\x9F\x90\x8B");
}

RC_GTEST_PROP(HtmlTextProperty, NothingOfATextIsMarkup, (const std::string& text)) {
    const std::string out = escaped(text);
    RC_ASSERT(out.find_first_of("<>\"'") == std::string::npos);
    RC_ASSERT(std::ranges::none_of(out, [](char c) { return static_cast<unsigned char>(c) < 32; }));
}

// printf 'alert(1)' | openssl dgst -sha256 -binary | base64
TEST(HtmlText, NamesAnInlineTextAsAPolicyDoes) {
    EXPECT_EQ(csp_digest("alert(1)"), "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
}

DrawnCell cell(Address at, Kind kind, std::string text) {
    DrawnCell made;
    made.area = {at, at};
    made.kind = kind;
    made.text = std::move(text);
    return made;
}

struct Page {
    Drawing drawing;
    std::vector<Error> held;

    Page() {
        DrawnSheet& sheet = drawing.sheets.emplace_back();
        sheet.name = "Table <1>";
        sheet.layout = "1";
        sheet.extent = sheet.drawn = {{0, 0}, {2, 2}};
        drawing.dims = {"area", "period"};
    }

    std::vector<DrawnCell>& cells() { return drawing.sheets.front().cells; }

    [[nodiscard]] std::string write() const {
        return draw_page({.file = "a&b.xlsx",
                          .source = "example",
                          .title = "Offences",
                          .held = held,
                          .dropped = {"dropped '<i>'"},
                          .alerts = {"12:00 INFO <u>"},
                          .figures = 1,
                          .series = 1},
                         drawing);
    }
};

TEST(DrawPage, IsOneFileThatFetchesNothing) {
    const std::string page = Page().write();
    EXPECT_THAT(page, HasSubstr("Content-Security-Policy\" content=\"default-src 'none'; "));
    for (const char* fetched :
         {"src=", "href=\"h", "href=\"/", "url(", "@import", "<link", "<img"}) {
        EXPECT_THAT(page, Not(HasSubstr(fetched)));
    }
}

TEST(DrawPage, WritesTextsOfTheFileAsTexts) {
    Page page;
    DrawnCell& made = page.cells().emplace_back(cell({0, 0}, Kind::value, "<script>x</script>"));
    made.about = {"A1: \" onmouseover=\"x", "'"};
    made.from = {{0, 1}, {2, 0}};
    EXPECT_THAT(page.write(),
                AllOf(HasSubstr("<td id=\"s1-A1\" class=\"value\" data-from=\"B1 A3\" "
                                "title=\"A1: &quot; onmouseover=&quot;x&#10;&#39;\" tabindex=\"0\">"
                                "&lt;script&gt;x&lt;/script&gt;</td>"),
                      HasSubstr("<title>a&amp;b.xlsx as example</title>"),
                      HasSubstr("<h2>Table &lt;1&gt;</h2>"),
                      HasSubstr("dropped &#39;&lt;i&gt;&#39;"),
                      HasSubstr("12:00 INFO &lt;u&gt;")));
}

TEST(DrawPage, AMergedCellLeavesNoPlaceUnderIt) {
    Page page;
    DrawnCell& merged = page.cells().emplace_back(cell({0, 0}, Kind::plain, "Title"));
    merged.area.last = {1, 1};
    page.cells().push_back(cell({2, 2}, Kind::unread, "7"));
    EXPECT_THAT(page.write(),
                HasSubstr("<tr><th scope=\"row\">1</th><td id=\"s1-A1\" class=\"plain\" "
                          "colspan=\"2\" rowspan=\"2\">Title</td><td></td></tr>\n"
                          "<tr><th scope=\"row\">2</th><td></td></tr>\n"
                          "<tr><th scope=\"row\">3</th><td></td><td></td>"
                          "<td id=\"s1-C3\" class=\"unread\">7</td></tr>\n"));
}

TEST(DrawPage, SaysWhyTheFileIsHeldAndLeadsThere) {
    Page page;
    page.cells().push_back(cell({1, 0}, Kind::held, "Kemt"));
    Error reason;
    reason.code = "layout.label";
    reason.sheet = "Table <1>";
    reason.cell = "A2";
    reason.expected = "a label";
    reason.found = "'Kemt'";
    reason.next = "add it";
    page.held = {reason, reason};
    page.held.back().cell = "A200"; // not drawn
    EXPECT_THAT(page.write(),
                AllOf(HasSubstr("It would be held</b>, for 2 reasons"),
                      HasSubstr("<a href=\"#s1-A2\">Table &lt;1&gt;, A2</a>: expected a label"),
                      HasSubstr("</code> Table &lt;1&gt;, A200: expected")));
    page.held.clear();
    EXPECT_THAT(page.write(), HasSubstr("It would be let in:</b> 1 figure of 1 series"));
}

TEST(DrawPage, ItsLegendHasWhatIsThereAndNoMore) {
    Page page;
    DrawnCell& label = page.cells().emplace_back(cell({0, 0}, Kind::label, "Kent 2019"));
    label.dims = {0, 1};
    label.heads = label.anchor = true;
    page.cells().push_back(cell({0, 1}, Kind::unread, "7"));
    const std::string text = page.write();
    EXPECT_THAT(text,
                AllOf(HasSubstr("class=\"label d1 found head\" data-mark=\"at\""),
                      HasSubstr("</span> label of area"),
                      HasSubstr("</span> label of period"),
                      HasSubstr("<span class=\"key anchor\">"),
                      HasSubstr("<span class=\"key unread\">"),
                      Not(HasSubstr("<span class=\"key value\">"))));
    EXPECT_THAT(text, HasSubstr("1 number drawn here was not read"));
}

TEST(DrawPage, SaysWhatItDoesNotDraw) {
    Page page;
    page.drawing.sheets.front().extent.last = {2002, 3};
    page.drawing.sheets.front().figures_beyond = 1;
    SheetOutline& notes = page.drawing.others.emplace_back();
    notes.name = "Notes";
    notes.cells = 4;
    notes.first = {"a", "b"};
    EXPECT_THAT(page.write(),
                AllOf(HasSubstr("Not drawn: 2,000 further rows and 1 further column; "
                                "they hold 1 figure."),
                      HasSubstr("<li>Notes: 4 cells, a | b</li>")));
}

// The publisher's file, a source file, a link or a device is no page of ours.
TEST(DrawPage, ReplacesOnlyAPageOfOurs) {
    const test::TemporaryFolder folder;
    EXPECT_TRUE(may_write_page((folder.path() / "new.html").string()));
    const std::vector<Error> held;
    const PageFacts facts{.file = {},
                          .source = {},
                          .title = {},
                          .held = held,
                          .dropped = {},
                          .alerts = {},
                          .figures = 0,
                          .series = 0};
    folder.write("other.html", "<!DOCTYPE html>\n<html>");
    EXPECT_FALSE(may_write_page((folder.path() / "other.html").string()));
    folder.write("page.html", draw_page(facts, Drawing{}));
    EXPECT_TRUE(may_write_page((folder.path() / "page.html").string()));
    folder.write("table.csv", "year,n\n");
    EXPECT_EQ(may_write_page((folder.path() / "table.csv").string()).error().code, "usage.html");
    std::filesystem::create_symlink(folder.path() / "page.html", folder.path() / "link.html");
    EXPECT_FALSE(may_write_page((folder.path() / "link.html").string()));
    EXPECT_FALSE(may_write_page("/dev/null"));
    EXPECT_FALSE(may_write_page(folder.path().string()));
}

} // namespace
} // namespace tidemark

// `try --html` and `--grid` on a book with everything in it that a person wants to see, and the
// page in a real browser: what its cells say, that its script runs, and that it asks nobody for
// anything.
#include "tests/integration/commands/house.hpp"
#include "tests/support/books/book.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace tidemark::testing_house {
namespace {

using test::Book;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* source = R"([source]
id        = "offences"
title     = "Offences by force"
publisher = "Test"
licence   = "none"
measure   = "offences"
unit      = "count"

[find]
via = "url"
url = "https://example.org/offences.xlsx"

[read]
sheet = { name = '^Table 1$' }

[[layout]]
kind   = "grid"
anchor = { text = '^Force$' }
stop   = { row = '^Source' }
skip   = { row = '^South East$', column = '^Change$' }

[[layout.dim]]
name     = "area"
at       = "left"
codelist = "forces"

[[layout.dim]]
name = "offence"
at   = "up"

[[layout.dim]]
name  = "period"
at    = "up-left"
parse = "financial-year"
)";

// Hears whether anybody connects.
class Listener {
  public:
    Listener()
        : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        if (bind(socket_, any, size) != 0 || listen(socket_, 5) != 0 ||
            getsockname(socket_, any, &size) != 0) {
            throw std::runtime_error("no socket to listen on");
        }
        port_ = ntohs(address.sin_port);
    }

    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    ~Listener() { close(socket_); }

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

    [[nodiscard]] bool heard() const {
        pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
        return poll(&waiting, 1, 0) > 0;
    }

  private:
    int socket_;
    int port_ = 0;
};

class Seeing : public House {
  protected:
    Seeing() {
        write("offences.toml", source);
        write("config/codelists.d/forces.csv", "code,name\nK,Kent\nW,Wiltshire\n");
        write_book("7");
    }

    // `figure`: Wiltshire's second.
    void write_book(const test::Value& figure) const {
        const std::string hostile =
            "<img src='" + listener.url() + "/x'><script>document.title='owned'</script>";
        const Book book{{.name = "Notes", .rows = {{hostile}}},
                        {.name = "Table 1",
                         .rows = {{"Offences " + hostile},
                                  {{}, "2018/19", {}, "2019/20"},
                                  {"Force", "Rape", "Other", "Rape", "Change"},
                                  {"South East", 3.0, 4.0, 5.0, 1.0},
                                  {"Kent", 1131.0, 2.0, 247.0, 1.0},
                                  {"Wiltshire", "[c]", figure, "63 [p]", 1.0},
                                  {"Source: police forces", 12.0}},
                         .merges = {{1, 1, 1, 2}}}};
        write("book.xlsx", test::to_xlsx(book));
    }

    [[nodiscard]] Told look(const std::string& how) const {
        return tell("try " + (folder / "book.xlsx").string() + " --source " +
                    (folder / "offences.toml").string() + " " + how);
    }

    [[nodiscard]] std::string page() const {
        const Told told = look("--html " + (folder / "page.html").string());
        EXPECT_THAT(told.out, HasSubstr("observations\n"));
        return read("page.html");
    }

    // The page as the browser has it when its script has run.
    [[nodiscard]] std::string in_browser(const std::string& file) const {
        const std::string line =
            "timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage "
            "--disable-background-networking --no-first-run --user-data-dir=" +
            (folder / "profile").string() + " --dump-dom " + address(file) + " 2>/dev/null";
        const Told shown = told_by(line);
        EXPECT_EQ(shown.code, 0);
        return shown.out;
    }

    Listener listener;
};

// script/bootstrap installs it: where nothing may be skipped its absence is a missing step.
bool has_chromium() {
    const bool there =
        std::system("command -v chromium >/dev/null") == 0; // NOLINT: which, no matter
    const char* required = std::getenv("TIDEMARK_SHARED");
    if (!there && required != nullptr && std::string_view(required) == "required") {
        ADD_FAILURE() << "chromium is required and is not installed";
    }
    return there;
}

// The tag of a cell: "<td id=... >".
std::string cell(const std::string& page, const std::string& id) {
    const std::size_t begin = page.find("<td id=\"" + id + "\"");
    EXPECT_NE(begin, std::string::npos) << id;
    return begin == std::string::npos ? "" : page.substr(begin, page.find("</td>", begin) - begin);
}

TEST_F(Seeing, ThePageSaysWhatEachCellWasTakenFor) {
    const std::string made = page();
    EXPECT_THAT(cell(made, "s1-B5"),
                AllOf(HasSubstr("class=\"value n\""),
                      HasSubstr("data-from=\"A5 B3 B2\""),
                      HasSubstr("area: K, from A5 &#39;Kent&#39;&#10;"),
                      HasSubstr("offence: Rape, from B3 &#39;Rape&#39;&#10;"),
                      HasSubstr("period: 2018/19, from B2 &#39;2018/19&#39;&#10;"),
                      HasSubstr("value: 1,131&#10;status: normal")));
    EXPECT_THAT(cell(made, "s1-A3"), HasSubstr("class=\"anchor\""));
    EXPECT_THAT(cell(made, "s1-A4"), HasSubstr("class=\"skipped\""));
    EXPECT_THAT(cell(made, "s1-E5"), HasSubstr("class=\"skipped n\""));
    EXPECT_THAT(cell(made, "s1-A5"), HasSubstr("class=\"label d0\""));
    EXPECT_THAT(cell(made, "s1-B2"), HasSubstr("class=\"label d2 head\" colspan=\"2\""));
    EXPECT_THAT(cell(made, "s1-B6"), HasSubstr("class=\"marker\""));
    EXPECT_THAT(cell(made, "s1-D6"), HasSubstr("class=\"marked\""));
    EXPECT_THAT(cell(made, "s1-B7"), HasSubstr("class=\"stop n\""));
    EXPECT_THAT(made, AllOf(HasSubstr("Sheets that are not drawn"), Not(HasSubstr("<img"))));
}

TEST_F(Seeing, WithTheObjectThatJsonAsksFor) {
    const Told told = look("--json --html " + (folder / "page.html").string());
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_EQ(nlohmann::json::parse(told.out).at("observations").size(), 6U);
    EXPECT_THAT(read("page.html"), HasSubstr("It would be let in:"));
}

TEST_F(Seeing, AHeldFileIsDrawnWithItsReasons) {
    write_book("n.k.");
    const Told told = look("--html " + (folder / "page.html").string());
    EXPECT_EQ(told.code, 1) << told.out;
    const std::string made = read("page.html");
    EXPECT_THAT(made, HasSubstr("It would be held"));
    EXPECT_THAT(made, HasSubstr("<a href=\"#s1-C6\">Table 1, C6</a>"));
    EXPECT_THAT(cell(made, "s1-C6"), HasSubstr("class=\"held\""));
    EXPECT_THAT(cell(made, "s1-C5"), HasSubstr("class=\"value n\""));
}

TEST_F(Seeing, AFileThatIsNoSpreadsheetIsAPageWithTheReason) {
    write("book.xlsx", "%PDF-1.4\n");
    const Told told = look("--html " + (folder / "page.html").string());
    EXPECT_EQ(told.code, 1) << told.out;
    EXPECT_THAT(read("page.html"), AllOf(HasSubstr("It would be held"), Not(HasSubstr("<table"))));
}

TEST_F(Seeing, APageThatCannotBeWrittenIsSaid) {
    const Told told = look("--html " + (folder / "nowhere/page.html").string());
    EXPECT_EQ(told.code, 1);
    EXPECT_THAT(told.out, HasSubstr("nowhere"));
}

TEST_F(Seeing, TheGridSaysTheSameOnATerminal) {
    const Told plain = look("--grid");
    EXPECT_EQ(plain.code, 0) << plain.out;
    EXPECT_THAT(plain.out,
                AllOf(HasSubstr("5  a Kent"),
                      HasSubstr("= 1131"),
                      HasSubstr("* [c]"),
                      HasSubstr("6 observations\n"),
                      Not(HasSubstr("\x1b"))));
    const auto on_terminal = [&](const std::string& environment) {
        const std::string ask = "try " + (folder / "book.xlsx").string() + " --source " +
                                (folder / "offences.toml").string() + " --grid";
        write("ask.sh", "env TERM=xterm " + environment + " sh -c \"" + command(ask) + "\"");
        const std::string script = (folder / "ask.sh").string();
        return told_by("script -qec 'sh " + script + "' /dev/null").out;
    };
    EXPECT_THAT(on_terminal(""), HasSubstr("\x1b[34m= 1131\x1b[0m"));
    EXPECT_THAT(on_terminal("NO_COLOR=1"), AllOf(HasSubstr("= 1131"), Not(HasSubstr("\x1b["))));
}

TEST_F(Seeing, ABrowserShowsThePageAndAsksNobodyForAnything) {
    if (!has_chromium()) {
        GTEST_SKIP() << "chromium is not installed";
    }
    static_cast<void>(page());
    const std::string shown = in_browser("page.html");
    EXPECT_THAT(shown, HasSubstr("<body class=\"live\">")) << "its own script did not run";
    EXPECT_THAT(shown, HasSubstr("<title>book.xlsx as offences</title>"))
        << "a script of the file ran";
    EXPECT_THAT(cell(shown, "s1-B5"),
                AllOf(HasSubstr("class=\"value n\""),
                      HasSubstr("area: K, from A5 'Kent'\noffence: Rape, from B3 'Rape'\n"
                                "period: 2018/19, from B2 '2018/19'\nvalue: 1,131\n")));
    EXPECT_THAT(cell(shown, "s1-A1"), HasSubstr("Offences &lt;img src='http://127.0.0.1"));
    EXPECT_FALSE(listener.heard());
}

// The pointer is put on a figure by a script of the test, which the page's own policy would forbid.
TEST_F(Seeing, ThePointerOnAFigureLightsTheCellsOfItsLabels) {
    if (!has_chromium()) {
        GTEST_SKIP() << "chromium is not installed";
    }
    std::string moved = page();
    const std::size_t policy = moved.find("<meta http-equiv");
    moved.erase(policy, moved.find('>', policy) + 1 - policy);
    moved.insert(moved.find("</body>"),
                 "<script>document.getElementById('s1-B5').dispatchEvent("
                 "new MouseEvent('mouseover',{bubbles:true}))</script>");
    write("moved.html", moved);
    const std::string shown = in_browser("moved.html");
    for (const char* lit : {"s1-A5", "s1-B3", "s1-B2"}) {
        EXPECT_THAT(cell(shown, lit), HasSubstr(" lit\"")) << lit;
    }
    EXPECT_THAT(cell(shown, "s1-A6"), Not(HasSubstr(" lit\"")));
    EXPECT_THAT(shown, HasSubstr("<div id=\"about\">B5: 1131\narea: K, from A5 'Kent'"));
}

} // namespace
} // namespace tidemark::testing_house

#include "pipeline/fetch/redirect.hpp"
#include "pipeline/fetch/url.hpp"

#include <gtest/gtest.h>

namespace tidemark::fetch {
namespace {

TEST(Url, NamesSchemeHostAndPath) {
    const Url url = parse_url("HTTPS://WWW.Example.org:8443/a%20b/c.ods?x=1#y").value();
    EXPECT_EQ(url.scheme, "https");
    EXPECT_EQ(url.host, "www.example.org");
    EXPECT_EQ(url.path, "/a b/c.ods");
}

TEST(Url, RefusesOtherSchemes) {
    for (const char* text :
         {"ftp://example.org/a", "javascript:alert(1)", "mailto:a@b.c", "", "a.csv"}) {
        const auto url = parse_url(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code, "fetch.url");
        EXPECT_EQ(url.error().fault, Fault::usage);
    }
}

TEST(Url, ResolvesAsABrowserDoes) {
    const std::string base = "https://www.example.org/a/b/page?q=1";
    EXPECT_EQ(resolve_url(base, "c.ods").value(), "https://www.example.org/a/b/c.ods");
    EXPECT_EQ(resolve_url(base, "/c d.ods").value(), "https://www.example.org/c%20d.ods");
    EXPECT_EQ(resolve_url(base, "../c.ods#top").value(), "https://www.example.org/a/c.ods");
    EXPECT_EQ(resolve_url(base, "//o.example/c.ods").value(), "https://o.example/c.ods");
    EXPECT_EQ(resolve_url(base, "http://o.example/c.ods").value(), "http://o.example/c.ods");
    EXPECT_FALSE(resolve_url(base, "mailto:a@b.c"));
}

TEST(Url, NamesTheFileAndItsType) {
    EXPECT_EQ(file_name_of("https://a.example/x/Table%201.ODS?v=2"), "Table 1.ODS");
    EXPECT_EQ(extension_of("https://a.example/x/Table%201.ODS?v=2"), "ods");
    EXPECT_EQ(file_name_of("https://a.example/x/"), "a.example");
    EXPECT_EQ(extension_of("https://a.example/x"), "");
    EXPECT_EQ(file_name_of("https://a.example/%0Ax"), "a.example");
}

TEST(Url, WritesAPathSoThatItReadsBack) {
    const std::string path = "/var/drop/50% of #1? \xC3\xA9.csv";
    EXPECT_EQ(parse_url(file_url(path)).value().path, path);
}

TEST(Redirect, LeadsOnlyToAddressesAsSafeAsTheFirst) {
    EXPECT_EQ(redirect_target("https://a.example/x", "/y").value(), "https://a.example/y");
    EXPECT_EQ(redirect_target("http://a.example/x", "https://b.example/").value(),
              "https://b.example/");
    for (const char* location :
         {"http://a.example/x", "file:///etc/passwd", "ftp://a.example/x", "", "http://"}) {
        const auto refused = redirect_target("https://a.example/x", location);
        ASSERT_FALSE(refused) << location;
        EXPECT_EQ(refused.error().code, "fetch.redirect");
        EXPECT_EQ(refused.error().fault, Fault::malformed);
    }
}

} // namespace
} // namespace tidemark::fetch

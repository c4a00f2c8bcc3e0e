#include "pipeline/fetch/head.hpp"
#include "pipeline/fetch/http_date.hpp"
#include "pipeline/fetch/reach.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace tidemark::fetch {
namespace {

using std::chrono::seconds;

TEST(HttpDate, ReadsTheThreeFormsOfTheStandard) {
    const Instant expected = parse_instant("1994-11-06T08:49:37Z").value();
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), expected);
    EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), expected);
    EXPECT_EQ(parse_http_date("Sun Nov  6 08:49:37 1994"), expected);
    EXPECT_FALSE(parse_http_date(""));
    EXPECT_FALSE(parse_http_date("yesterday"));
}

TEST(RetryAfter, IsSecondsOrADate) {
    const Instant now = parse_instant("1994-11-06T08:49:00Z").value();
    EXPECT_EQ(parse_retry_after("120", now), seconds(120));
    EXPECT_EQ(parse_retry_after(" 5 ", now), seconds(5));
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), seconds(37));
}

TEST(RetryAfter, IsNeverNegativeNorUnreadable) {
    const Instant now = parse_instant("2020-01-01T00:00:00Z").value();
    EXPECT_EQ(parse_retry_after("", now), seconds(0));
    EXPECT_EQ(parse_retry_after("-5", now), seconds(0));
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), seconds(0));
    EXPECT_GT(parse_retry_after("99999999999999999999", now), std::chrono::hours(24));
}

Reach reach(const char* text) {
    sockaddr_storage storage{};
    auto& address = reinterpret_cast<sockaddr&>(storage);
    if (std::strchr(text, ':') != nullptr) {
        auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
        v6.sin6_family = AF_INET6;
        EXPECT_EQ(::inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
        return reach_of(address);
    }
    auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
    v4.sin_family = AF_INET;
    EXPECT_EQ(::inet_pton(AF_INET, text, &v4.sin_addr), 1);
    return reach_of(address);
}

TEST(Reach, KnowsPrivateAndForbiddenNetworks) {
    for (const char* text : {"93.184.216.34", "172.32.0.1", "2606:2800::1", "11.0.0.1"}) {
        EXPECT_EQ(reach(text), Reach::outside) << text;
    }
    for (const char* text : {"127.0.0.1",
                             "10.1.2.3",
                             "172.31.255.255",
                             "192.168.0.1",
                             "100.64.0.1",
                             "::1",
                             "fd00::1",
                             "::ffff:10.0.0.1"}) {
        EXPECT_EQ(reach(text), Reach::inside) << text;
    }
    for (const char* text : {"169.254.169.254",
                             "0.0.0.0",
                             "224.0.0.1",
                             "255.255.255.255",
                             "fe80::1",
                             "::",
                             "ff02::1",
                             "::ffff:169.254.169.254"}) {
        EXPECT_EQ(reach(text), Reach::never) << text;
    }
}

const Asked asked{
    .url = "u", .conditional = false, .max_size = 100, .header_bytes = 1000, .header_lines = 50};

Result<void> read(Head& head, std::initializer_list<const char*> lines) {
    for (const char* line : lines) {
        if (auto added = head.add(std::string(line) + "\r\n", asked); !added) {
            return added;
        }
    }
    return {};
}

TEST(Head, ForgetsAnInterimAnswer) {
    Head head;
    ASSERT_TRUE(read(head,
                     {"HTTP/1.1 103 Early Hints",
                      "ETag: \"early\"",
                      "",
                      "HTTP/1.1 200 OK",
                      "content-length: 7",
                      "LAST-MODIFIED: then",
                      ""}));
    EXPECT_TRUE(head.complete());
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.etag, "");
    EXPECT_EQ(head.last_modified, "then");
    EXPECT_EQ(head.length, 7U);
}

TEST(Head, LetsChunksDecideTheLength) {
    Head head;
    ASSERT_TRUE(
        read(head, {"HTTP/1.1 200 OK", "Content-Length: 7", "Transfer-Encoding: chunked", ""}));
    EXPECT_FALSE(head.length);
}

TEST(Head, RefusesALengthOverTheLimitBeforeTheBody) {
    Head head;
    const auto refused = read(head, {"HTTP/1.1 200 OK", "Content-Length: 101", ""});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "fetch.size");
    EXPECT_EQ(refused.error().fault, Fault::limit);
}

TEST(Head, RefusesALengthThatIsNotDigits) {
    for (const char* line : {"Content-Length: +5",
                             "Content-Length: 5, 5",
                             "Content-Length: 0x5",
                             "Content-Length:",
                             "Content-Length: 99999999999999999999"}) {
        Head head;
        const auto refused = read(head, {"HTTP/1.1 200 OK", line, ""});
        ASSERT_FALSE(refused) << line;
        EXPECT_EQ(refused.error().code, "fetch.length");
    }
}

} // namespace
} // namespace tidemark::fetch

#include "tests/support/publisher/faults.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>

namespace tidemark::test {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds for_ever = std::chrono::hours(1);

void answer(Connection& to,
            std::string_view status,
            std::string_view headers,
            std::string_view body = {}) {
    to.send(fmt::format("HTTP/1.1 {}\r\n{}Connection: close\r\n\r\n{}", status, headers, body));
}

// One byte now and then: too slow for any limit.
void drip(Connection& to, std::string_view bytes) {
    while (to.send(bytes) && to.wait(milliseconds(100))) {
    }
}

void serve_slow_headers(Connection& to, const HttpRequest& /*request*/) {
    to.send("HTTP/1.1 200 OK\r\n");
    drip(to, "X-A: y\r\n");
}

// Fast enough to be borne, too long to be waited for.
void serve_slow(Connection& to, const HttpRequest& /*request*/) {
    answer(to, "200 OK", "Content-Length: 1000000\r\n");
    drip(to, std::string(1000, 'x'));
}

void serve_slow_body(Connection& to, const HttpRequest& /*request*/) {
    answer(to, "200 OK", "Content-Length: 100000\r\n");
    drip(to, "x");
}

void serve_hanging_body(Connection& to, const HttpRequest& /*request*/) {
    answer(to, "200 OK", "Content-Length: 100\r\n", "abc");
    to.wait(for_ever);
}

void serve_endless(Connection& to, std::string_view headers) {
    answer(to, "200 OK", fmt::format("{}Transfer-Encoding: chunked\r\n", headers));
    const std::string chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
    while (to.send(chunk)) {
    }
}

void serve_endless_interim(Connection& to, const HttpRequest& /*request*/) {
    while (to.send("HTTP/1.1 100 Continue\r\n\r\n")) {
    }
}

void serve_many_headers(Connection& to, const HttpRequest& /*request*/) {
    std::string headers;
    for (int i = 0; i < 50000; ++i) {
        headers += fmt::format("X-{}: y\r\n", i);
    }
    answer(to, "200 OK", headers + "Content-Length: 0\r\n");
}

void serve_loop(Connection& to, const HttpRequest& request) {
    const std::string next =
        fmt::format("Location: {}x?fault=redirect-loop\r\nContent-Length: 0\r\n", request.path);
    answer(to, "302 Found", next);
}

void serve_same_etag(Connection& to, const HttpRequest& /*request*/) {
    static std::atomic<int> count{0};
    const std::string body = fmt::format("{:08}", ++count);
    answer(to, "200 OK", "ETag: \"same\"\r\nContent-Length: 8\r\n", body);
}

// Says more than it sends, then breaks the connection.
void serve_reset_body(Connection& to, const HttpRequest& /*request*/) {
    answer(to, "200 OK", "Content-Length: 100000\r\n", "abc");
    to.wait(milliseconds(50)); // the peer is to read what came before the reset
    to.reset();
}

// The right length, then nothing: neither more bytes nor an end of the connection.
void serve_kept_open(Connection& to, const HttpRequest& /*request*/) {
    to.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    to.wait_for_peer();
}

// Bytes behind the end of the body, in a packet of their own.
void serve_late_surplus(Connection& to, const HttpRequest& /*request*/) {
    to.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    to.wait(milliseconds(30));
    to.send("surplus");
}

const std::vector<HttpFault> table{
    {"hang", [](Connection& to, const HttpRequest&) { to.wait(for_ever); }},
    {"hang-body", serve_hanging_body},
    {"slow", serve_slow},
    {"slow-body", serve_slow_body},
    {"slow-headers", serve_slow_headers},
    {"short",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "Content-Length: 1000\r\n", "abc");
     }},
    {"long",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "Content-Length: 3\r\n", "abcdefgh");
     }},
    {"late-surplus", serve_late_surplus},
    {"kept-open", serve_kept_open},
    {"chunk-cut",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n");
     }},
    {"chunk-bad",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "Transfer-Encoding: chunked\r\n", "ZZ\r\nhello\r\n0\r\n\r\n");
     }},
    {"endless", [](Connection& to, const HttpRequest&) { serve_endless(to, ""); }},
    {"gzip-bomb",
     [](Connection& to, const HttpRequest&) { serve_endless(to, "Content-Encoding: gzip\r\n"); }},
    {"gzip-cut",
     [](Connection& to, const HttpRequest&) {
         answer(to,
                "200 OK",
                "Content-Encoding: gzip\r\nContent-Length: 10\r\n",
                std::string_view("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10));
     }},
    {"gzip-lie",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "Content-Encoding: gzip\r\nContent-Length: 5\r\n", "hello");
     }},
    {"gzip-transfer",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n");
     }},
    {"redirect-loop", serve_loop},
    {"redirect-to-file",
     [](Connection& to, const HttpRequest&) {
         answer(to, "302 Found", "Location: file:///etc/passwd\r\nContent-Length: 0\r\n");
     }},
    {"redirect-to-metadata",
     [](Connection& to, const HttpRequest&) {
         answer(
             to, "302 Found", "Location: http://169.254.169.254/latest\r\nContent-Length: 0\r\n");
     }},
    {"redirect-nowhere",
     [](Connection& to, const HttpRequest&) { answer(to, "302 Found", "Content-Length: 0\r\n"); }},
    {"503",
     [](Connection& to, const HttpRequest&) {
         answer(to, "503 Service Unavailable", "Retry-After: 120\r\nContent-Length: 0\r\n");
     }},
    {"429",
     [](Connection& to, const HttpRequest&) {
         answer(to,
                "429 Too Many Requests",
                "Retry-After: 99999999999999999999\r\nContent-Length: 0\r\n");
     }},
    {"404",
     [](Connection& to, const HttpRequest&) {
         answer(to, "404 Not Found", "Content-Length: 4\r\n", "none");
     }},
    {"304-unasked",
     [](Connection& to, const HttpRequest&) { answer(to, "304 Not Modified", "ETag: \"a\"\r\n"); }},
    {"same-etag", serve_same_etag},
    {"206",
     [](Connection& to, const HttpRequest&) {
         answer(to,
                "206 Partial Content",
                "Content-Range: bytes 0-4/1000\r\nContent-Length: 5\r\n",
                "hello");
     }},
    {"big-header",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "X: " + std::string(400000, 'y') + "\r\nContent-Length: 0\r\n");
     }},
    {"many-headers", serve_many_headers},
    {"endless-interim", serve_endless_interim},
    {"garbage",
     [](Connection& to, const HttpRequest&) {
         to.send(std::string_view("\0\xff\xfegarbage\r\n\r\n", 14));
     }},
    {"no-answer", [](Connection&, const HttpRequest&) {}},
    {"reset", [](Connection& to, const HttpRequest&) { to.reset(); }},
    {"reset-body", serve_reset_body},
    {"html",
     [](Connection& to, const HttpRequest&) {
         answer(to,
                "200 OK",
                "Content-Type: text/html\r\nContent-Length: 26\r\n",
                "<html>please log in</html>");
     }},
    {"two-lengths",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "Content-Length: 5\r\nContent-Length: 6\r\n", "hello!");
     }},
    {"negative-length",
     [](Connection& to, const HttpRequest&) {
         answer(to, "200 OK", "Content-Length: -1\r\n", "hello");
     }},
};

} // namespace

const std::vector<HttpFault>& faults() {
    return table;
}

bool serve_fault(Connection& connection, const HttpRequest& request) {
    const auto found = std::ranges::find(table, request.fault, &HttpFault::name);
    if (found == table.end()) {
        return false;
    }
    found->serve(connection, request);
    return true;
}

} // namespace tidemark::test

// What a server can do wrong, and the one error each must end in. Time-outs are set short here;
// what is tested is that they end the transfer, and as what.
#include "pipeline/fetch/transfer.hpp"
#include "pipeline/fetch/transport_curl.hpp"
#include "tests/support/publisher/faults.hpp"
#include "tests/support/publisher/publisher.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace tidemark::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint64_t most = 8U << 20U;

struct Expectation {
    std::string fault;
    Fault kind;
    std::string code;
};

void PrintTo(const Expectation& expectation, std::ostream* out) {
    *out << expectation.fault;
}

const std::vector<Expectation> expectations{
    {"hang", Fault::unavailable, "fetch.timeout"},
    {"hang-body", Fault::unavailable, "fetch.timeout"},
    {"slow", Fault::unavailable, "fetch.timeout"},
    {"slow-body", Fault::unavailable, "fetch.timeout"},
    {"slow-headers", Fault::unavailable, "fetch.timeout"},
    {"short", Fault::malformed, "fetch.short"},
    {"long", Fault::malformed, "fetch.long"},
    {"late-surplus", Fault::malformed, "fetch.long"},
    {"chunk-cut", Fault::malformed, "fetch.short"},
    {"chunk-bad", Fault::unavailable, "fetch.broken"},
    {"endless", Fault::limit, "fetch.size"},
    {"gzip-bomb", Fault::malformed, "fetch.encoding"},
    {"gzip-cut", Fault::malformed, "fetch.encoding"},
    {"gzip-lie", Fault::malformed, "fetch.encoding"},
    {"gzip-transfer", Fault::malformed, "fetch.encoding"},
    {"redirect-loop", Fault::limit, "fetch.redirects"},
    {"redirect-to-file", Fault::malformed, "fetch.redirect"},
    {"redirect-to-metadata", Fault::malformed, "fetch.address"},
    {"redirect-nowhere", Fault::malformed, "fetch.redirect"},
    {"503", Fault::unavailable, "fetch.status"},
    {"429", Fault::unavailable, "fetch.status"},
    {"404", Fault::malformed, "fetch.status"},
    {"304-unasked", Fault::malformed, "fetch.status"},
    {"206", Fault::malformed, "fetch.status"},
    {"big-header", Fault::limit, "fetch.headers"},
    {"many-headers", Fault::limit, "fetch.headers"},
    {"endless-interim", Fault::limit, "fetch.headers"},
    {"garbage", Fault::malformed, "fetch.http"},
    {"no-answer", Fault::unavailable, "fetch.broken"},
    {"reset", Fault::unavailable, "fetch.broken"},
    {"reset-body", Fault::unavailable, "fetch.broken"},
    {"two-lengths", Fault::malformed, "fetch.length"},
    {"negative-length", Fault::malformed, "fetch.length"},
};

// Faults that are no error of the transport: the body is kept and judged by others.
const std::set<std::string> borne{"html", "same-etag", "kept-open"};

struct Server {
    TemporaryFolder folder;
    std::unique_ptr<Publisher> publisher;

    Server() {
        folder.write("now/x.csv", "x");
        publisher = std::make_unique<Publisher>(folder.path(), "now");
    }

    [[nodiscard]] Request request(const std::string& fault) const {
        Request result;
        result.url = publisher->url("/x.csv?fault=" + fault);
        result.max_size = most;
        result.timeout = seconds(3);
        return result;
    }
};

std::unique_ptr<Transport> impatient() {
    return fetch::make_curl_transport("tidemark/test", {.slow = seconds(1)});
}

class Hostile : public ::testing::TestWithParam<Expectation> {};

TEST_P(Hostile, ServerIsRefusedWithTheRightReason) {
    const Server server;
    const auto response = impatient()->get(server.request(GetParam().fault), {});
    ASSERT_FALSE(response) << "status " << response->status << ", " << response->body.size()
                           << " bytes";
    EXPECT_EQ(response.error().code, GetParam().code) << response.error().to_text();
    EXPECT_EQ(response.error().fault, GetParam().kind);
    EXPECT_FALSE(response.error().file.empty());
    EXPECT_FALSE(response.error().found.empty());
    EXPECT_FALSE(response.error().next.empty());
    EXPECT_EQ(response.error().to_text().find('\n'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Faults, Hostile, ::testing::ValuesIn(expectations), [](const auto& each) {
    std::string name = each.param.fault;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(HostileServers, EveryFaultOfThePublisherIsTested) {
    std::set<std::string> tested = borne;
    for (const Expectation& expectation : expectations) {
        tested.insert(expectation.fault);
    }
    for (const HttpFault& fault : faults()) {
        EXPECT_TRUE(tested.contains(std::string(fault.name))) << fault.name;
    }
    EXPECT_EQ(tested.size(), faults().size());
}

TEST(HostileServers, BodiesThatOthersJudgeAreKept) {
    const Server server;
    const auto transport = impatient();
    EXPECT_EQ(transport->get(server.request("html"), {}).value().body,
              "<html>please log in</html>");
    const auto first = transport->get(server.request("same-etag"), {}).value();
    Request again = server.request("same-etag");
    again.etag = first.etag;
    EXPECT_NE(transport->get(again, {}).value().body, first.body);
}

TEST(HostileServers, AFailureSpoilsNothingForTheNextRequest) {
    const Server server;
    const auto transport = impatient();
    for (const char* fault : {"short", "endless", "garbage", "big-header", "reset-body"}) {
        EXPECT_FALSE(transport->get(server.request(fault), {}));
        Request good = server.request("");
        good.url = server.publisher->url("/x.csv");
        EXPECT_EQ(transport->get(good, {}).value().body, "x") << fault;
    }
}

TEST(HostileServers, ARedirectFromOutsideDoesNotLeadInside) {
    const Server server;
    fetch::Channel channel;
    Request request;
    request.url = server.publisher->url("/x.csv");
    request.max_size = most;
    fetch::Hop hop{.request = request,
                   .user_agent = "tidemark/test",
                   .limits = {},
                   .left = seconds(3),
                   .came_from = fetch::Reach::outside};
    const auto refused = fetch::transfer(channel, hop, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "fetch.address");
    hop.came_from = fetch::Reach::inside;
    EXPECT_TRUE(fetch::transfer(channel, hop, {}));
}

} // namespace
} // namespace tidemark::test

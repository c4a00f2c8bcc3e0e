#include "pipeline/fetch/transport_curl.hpp"
#include "tests/support/publisher/publisher.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/fetch/room.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <future>
#include <thread>

namespace tidemark::test {
namespace {

using std::chrono::milliseconds;

struct Web : ::testing::Test {
    TemporaryFolder folder;
    std::unique_ptr<Publisher> publisher;
    std::unique_ptr<Transport> transport = fetch::make_curl_transport("tidemark/test (+me)");

    Web() {
        folder.write("2019/offences.csv", "year,offences\n2018/19,8224\n");
        folder.write("2020/offences.csv", "year,offences\n2019/20,10391\n");
        folder.write("2020/big.csv", std::string(300000, 'x'));
        folder.write("2020/manifest.json", R"({ "published": "2020-09-05T05:15:00Z",
            "publications": [ { "page": "/government/statistics/offences", "title": "Offences & more",
              "attachments": [ { "file": "offences.csv", "title": "Offences by year" } ] } ] })");
        publisher = std::make_unique<Publisher>(folder.path(), "2019");
    }

    [[nodiscard]] Request request(const std::string& path) const {
        Request result;
        result.url = publisher->url(path);
        result.max_size = 1U << 20U;
        return result;
    }

    [[nodiscard]] Result<Response> get(const Request& what) const {
        return transport->get(what, {});
    }
};

using TransportOverHttp = Web;

TEST_F(TransportOverHttp, GetsAFileWithItsValidators) {
    publisher->switch_to("2020");
    const auto response = get(request("/offences.csv"));
    ASSERT_TRUE(response) << response.error().to_text();
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "year,offences\n2019/20,10391\n");
    EXPECT_EQ(response->content_type, "text/csv");
    EXPECT_EQ(response->last_modified, "Sat, 05 Sep 2020 05:15:00 GMT");
    EXPECT_FALSE(response->etag.empty());
    EXPECT_EQ(response->url, publisher->url("/offences.csv"));
}

TEST_F(TransportOverHttp, IsToldThatNothingChanged) {
    publisher->switch_to("2020");
    const auto first = get(request("/offences.csv")).value();
    Request by_etag = request("/offences.csv");
    by_etag.etag = first.etag;
    EXPECT_EQ(get(by_etag).value().status, 304);
    Request by_date = request("/offences.csv");
    by_date.last_modified = first.last_modified;
    EXPECT_EQ(get(by_date).value().status, 304);
    publisher->switch_to("2019");
    EXPECT_EQ(get(by_etag).value().status, 200);
}

TEST_F(TransportOverHttp, FollowsARedirectAndSaysWhereItLed) {
    const auto response = get(request("/media/000000000000000000000000/offences.csv"));
    ASSERT_TRUE(response) << response.error().to_text();
    EXPECT_EQ(response->status, 200);
    EXPECT_TRUE(response->url.starts_with(publisher->url("/media/")));
    EXPECT_EQ(publisher->log().size(), 2U);
}

TEST_F(TransportOverHttp, TakesABodyOfExactlyTheLimit) {
    publisher->switch_to("2020");
    Request exact = request("/big.csv");
    exact.max_size = 300000;
    EXPECT_EQ(get(exact).value().body.size(), 300000U);
    exact.max_size = 299999;
    const auto refused = get(exact);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "fetch.size");
}

TEST_F(TransportOverHttp, TakesAWholeBodyFromAServerThatKeepsTheConnection) {
    const auto response = get(request("/x?fault=kept-open"));
    ASSERT_TRUE(response) << response.error().to_text();
    EXPECT_EQ(response->body, "hello");
}

TEST_F(TransportOverHttp, CarriesRetryAfter) {
    const auto asked = get(request("/x?fault=503"));
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().retry_after, std::chrono::seconds(120));
    const auto absurd = get(request("/x?fault=429"));
    ASSERT_FALSE(absurd);
    EXPECT_GE(absurd.error().retry_after, std::chrono::hours(1));
}

TEST_F(TransportOverHttp, EndsATransferAtOnceWhenStopped) {
    for (const char* fault : {"slow", "hang", "hang-body", "slow-headers"}) {
        std::stop_source stop;
        auto transfer = std::async(std::launch::async, [&] {
            return transport->get(request(std::string("/x?fault=") + fault), stop.get_token());
        });
        while (publisher->log().empty() ||
               publisher->log().back() != std::string("GET /x ") + fault) {
            std::this_thread::sleep_for(milliseconds(1)); // until it is under way
        }
        stop.request_stop();
        ASSERT_EQ(transfer.wait_for(milliseconds(1000)), std::future_status::ready) << fault;
        const auto response = transfer.get();
        ASSERT_FALSE(response);
        EXPECT_EQ(response.error().code, "fetch.stopped");
    }
}

TEST_F(TransportOverHttp, ServesManyThreadsAtOnce) {
    publisher->switch_to("2020");
    std::vector<std::future<std::size_t>> sizes;
    for (int i = 0; i < 8; ++i) {
        sizes.push_back(std::async(std::launch::async,
                                   [&] { return get(request("/big.csv")).value().body.size(); }));
    }
    for (auto& size : sizes) {
        EXPECT_EQ(size.get(), 300000U);
    }
}

TEST_F(TransportOverHttp, RefusesConnectionsThatNobodyTakes) {
    const std::string gone = publisher->url("/x");
    publisher.reset();
    Request to_nobody;
    to_nobody.url = gone;
    const auto refused = get(to_nobody);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::unavailable);
    EXPECT_EQ(refused.error().code, "fetch.connect");
}

TEST_F(TransportOverHttp, ReadsAFileAddress) {
    Request local;
    local.url = "file://" + folder.write("a b.csv", "1,2").string();
    local.url.replace(local.url.find(' '), 1, "%20");
    local.max_size = 3;
    const auto response = get(local);
    ASSERT_TRUE(response) << response.error().to_text();
    EXPECT_EQ(response->body, "1,2");
    local.etag = response->etag;
    EXPECT_EQ(get(local).value().status, 304);
    folder.write("a b.csv", "1,23");
    const auto refused = get(local);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::limit);
}

TEST_F(TransportOverHttp, RefusesAFileAddressThatIsNoFile) {
    for (const char* url : {"file:///nowhere/x.csv", "file:///dev/zero", "file:///tmp"}) {
        Request local;
        local.url = url;
        const auto refused = get(local);
        ASSERT_FALSE(refused) << url;
        EXPECT_EQ(refused.error().code, "fetch.file");
    }
}

// The publisher's pages are of the shape that discovery reads.
struct Whole : Web {
    Room room;

    Whole() { publisher->switch_to("2020"); }

    fetch::Found fetch() { return expect<fetch::Found>(room.fetch_by(*transport)); }
};

TEST_F(Whole, WayFromALandingPageToTheArchive) {
    room.source.find = FindHtml{.page = publisher->url("/government/statistics/offences"),
                                .link = pattern("^Offences by year$"),
                                .address = pattern(R"(\.csv$)")};
    const auto found = fetch();
    ASSERT_EQ(found.release.files.size(), 1U);
    EXPECT_EQ(found.release.title, "Offences by year");
    EXPECT_EQ(found.release.published, parse_day("2020-09-05").value());
    EXPECT_EQ(room.archive.get(found.release.files.front().sha256).value(),
              "year,offences\n2019/20,10391\n");
}

TEST_F(Whole, WayFromAContentItemToTheArchiveAndBackToNothingNew) {
    FindGovuk find;
    find.base = publisher->url("");
    find.page = "/government/statistics/offences";
    find.title = pattern("by year");
    find.types = {"csv"};
    room.source.find = find;
    const auto found = fetch();
    EXPECT_EQ(found.release.title, "Offences & more");
    EXPECT_EQ(found.release.published, parse_day("2020-09-05").value());
    room.remember(found.release);
    room.progress = {};
    expect<fetch::NothingNew>(room.fetch_by(*transport));
    EXPECT_TRUE(publisher->log().back().ends_with(" 304")) << publisher->log().back();
}

} // namespace
} // namespace tidemark::test

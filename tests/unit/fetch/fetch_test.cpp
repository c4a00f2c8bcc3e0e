#include "tests/unit/fetch/room.hpp"

#include <fmt/format.h>

namespace tidemark::test {
namespace {

using fetch::Found;
using fetch::Later;
using fetch::NothingNew;
using std::chrono::seconds;

const std::string url = "https://www.example.org/data/offences.csv";

Response file(std::string body, std::string etag = "", std::string modified = "") {
    Response response = page(std::move(body), "text/csv");
    response.etag = std::move(etag);
    response.last_modified = std::move(modified);
    return response;
}

Response not_modified() {
    Response response;
    response.status = 304;
    return response;
}

struct Fixed : Room {
    Fixed() { source.find = FindUrl{.url = url}; }
};

TEST(Fetch, ArchivesAFileAndNamesItInARelease) {
    Fixed room;
    room.serve(url, file("year,offences", "\"e1\"", "Fri, 04 Sep 2020 23:30:00 GMT"));
    const auto found = expect<Found>(room.fetch());
    EXPECT_EQ(found.release.source, "forces");
    EXPECT_EQ(found.release.published, parse_day("2020-09-05").value()); // in London
    ASSERT_EQ(found.release.files.size(), 1U);
    const RawFile& raw = found.release.files.front();
    EXPECT_EQ(raw.name, "offences.csv");
    EXPECT_EQ(raw.url, url);
    EXPECT_EQ(raw.etag, "\"e1\"");
    EXPECT_EQ(raw.last_modified, "Fri, 04 Sep 2020 23:30:00 GMT");
    EXPECT_EQ(raw.size, 13U);
    EXPECT_EQ(raw.fetched, room.clock.now());
    EXPECT_EQ(raw.parser, "");
    EXPECT_EQ(room.archive.get(raw.sha256).value(), "year,offences");
}

TEST(Fetch, AsksWithTheLimitsOfTheSource) {
    Fixed room;
    room.source.fetch.max_size = 5000;
    room.source.fetch.timeout = seconds(7);
    room.serve(url, file("a"));
    expect<Found>(room.fetch());
    EXPECT_EQ(room.transport.asked.front().max_size, 5000U);
    EXPECT_EQ(room.transport.asked.front().timeout, seconds(7));
    EXPECT_EQ(room.transport.asked.front().etag, "");
}

TEST(Fetch, SendsTheValidatorsOfTheLastTimeAndTakes304ForNothingNew) {
    Fixed room;
    room.serve(url, file("a", "\"e1\"", "Fri, 04 Sep 2020 08:30:00 GMT"));
    room.serve(url, not_modified());
    room.remember(expect<Found>(room.fetch()).release);
    expect<NothingNew>(room.fetch());
    EXPECT_EQ(room.transport.asked.back().etag, "\"e1\"");
    EXPECT_EQ(room.transport.asked.back().last_modified, "Fri, 04 Sep 2020 08:30:00 GMT");
}

TEST(Fetch, TakesEqualBytesWithNewValidatorsForNothingNew) {
    Fixed room;
    room.serve(url, file("a", "\"e1\""));
    room.serve(url, file("a", "\"e2\""));
    room.remember(expect<Found>(room.fetch()).release);
    expect<NothingNew>(room.fetch());
}

TEST(Fetch, SeesNewBytesUnderAnUnchangedEtag) {
    Fixed room;
    room.serve(url, file("a", "\"e1\""));
    room.serve(url, file("b", "\"e1\""));
    room.remember(expect<Found>(room.fetch()).release);
    EXPECT_EQ(expect<Found>(room.fetch()).release.files.size(), 1U);
}

TEST(Fetch, AsksWithoutValidatorsWhenForcedAndGivesEqualBytes) {
    Fixed room;
    room.serve(url, file("a", "\"e1\""));
    room.remember(expect<Found>(room.fetch()).release);
    room.force = Force::yes;
    EXPECT_EQ(expect<Found>(room.fetch()).release.files.size(), 1U);
    EXPECT_EQ(room.transport.asked.back().etag, "");
}

TEST(Fetch, DoesNotSendAValidatorToAnotherAddress) {
    Fixed room;
    room.serve(url, file("a", "\"e1\""));
    room.remember(expect<Found>(room.fetch()).release);
    const std::string other = "https://www.example.org/new/offences.csv";
    room.source.find = FindUrl{.url = other};
    room.serve(other, file("b", "\"e9\""));
    expect<Found>(room.fetch());
    EXPECT_EQ(room.transport.asked.back().etag, "");
}

TEST(Fetch, TakesNoDateFromAServerWhoseClockIsAhead) {
    Fixed room;
    room.serve(url, file("a", "", "Sun, 05 Sep 2021 08:30:00 GMT"));
    EXPECT_FALSE(expect<Found>(room.fetch()).release.published);
}

TEST(Fetch, TakesAFilePutBackWithItsOldTimeForTheNewestEdition) {
    Fixed room;
    room.known.published = parse_day("2020-09-04").value();
    room.serve(url, file("right", "", "Tue, 01 Sep 2020 08:30:00 GMT"));
    EXPECT_EQ(expect<Found>(room.fetch()).release.published, room.known.published);
}

TEST(Fetch, NamesTheSourceInEveryError) {
    Fixed room;
    const auto failed = room.fetch();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().source, "forces");
}

struct Linked : Room {
    const std::string landing = "https://www.example.org/statistics";

    Linked() {
        source.find = FindHtml{.page = landing, .link = pattern("Offences"), .address = {}};
        serve(landing, page("<a href='/data/offences.csv'>Offences</a>"));
    }
};

TEST(Fetch, SeesThatThePublisherWentBackToAnEarlierEdition) {
    Linked room;
    const std::string first = "https://www.example.org/data/v1.csv";
    const std::string second = "https://www.example.org/data/v2.csv";
    for (const char* name : {"v1", "v2", "v1"}) {
        room.progress = {};
        room.transport = {};
        room.serve(room.landing, page(fmt::format("<a href='/data/{}.csv'>Offences</a>", name)));
        room.serve(first, file("a", "\"e1\""));
        room.serve(second, file("b", "\"e2\""));
        const auto found = expect<Found>(room.fetch());
        ASSERT_EQ(found.release.files.size(), 1U);
        EXPECT_EQ(found.release.files.front().name, std::string(name) + ".csv");
        EXPECT_EQ(room.transport.asked.back().etag, "") << "304 would hide that it is back";
        room.remember(found.release);
    }
    room.progress = {};
    expect<NothingNew>(room.fetch());
}

TEST(Fetch, GoesOnWhereItWasInterrupted) {
    Linked room;
    room.source.fetch.every_host = seconds(2);
    room.serve(url, file("a"));
    const auto later = expect<Later>(room.fetch());
    EXPECT_EQ(later.at, room.clock.now() + seconds(2));
    room.clock.time = later.at;
    EXPECT_EQ(expect<Found>(room.fetch()).release.title, "Offences");
    ASSERT_EQ(room.transport.asked.size(), 2U); // the page was not asked for again
    EXPECT_EQ(room.transport.asked[1].url, url);
}

TEST(Fetch, CountsAttemptsAcrossInterruptions) {
    Linked room;
    room.source.fetch.retry = 3;
    const Error unavailable{.fault = Fault::unavailable, .code = "fetch.status", .found = "503"};
    for (int i = 0; i < 3; ++i) {
        room.transport.answer(url, fail(unavailable));
    }
    room.serve(url, file("a"));
    for (int i = 0; i < 3; ++i) {
        const auto later = expect<Later>(room.fetch());
        EXPECT_GT(later.at, room.clock.now());
        room.clock.time = later.at;
    }
    expect<Found>(room.fetch());
    EXPECT_EQ(room.progress.attempts.at(url), 3);
    EXPECT_EQ(room.transport.asked.size(), 5U);
}

TEST(Fetch, StartsNoFileAfterAStop) {
    Fixed room;
    room.serve(url, file("a"));
    room.stop.request_stop();
    const auto stopped = room.fetch();
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, "fetch.stopped");
    EXPECT_TRUE(room.transport.asked.empty());
}

TEST(Fetch, KeepsAnHtmlPageForTheParserToRefuse) {
    Fixed room;
    room.serve(url, page("<html>please log in</html>"));
    EXPECT_EQ(room.archive.get(expect<Found>(room.fetch()).release.files.front().sha256).value(),
              "<html>please log in</html>");
}

} // namespace
} // namespace tidemark::test

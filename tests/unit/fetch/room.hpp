// Room: a look at a source with fakes on all sides.
#pragma once

#include "pipeline/fetch/fetch.hpp"
#include "pipeline/fetch/look.hpp"
#include "pipeline/fetch/turns.hpp"
#include "pipeline/parse/worker/worker.hpp"
#include "tests/support/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace tidemark::test {

inline Pattern pattern(std::string_view text) {
    return Pattern::compile(text).value();
}

inline Instant at(std::string_view text) {
    return parse_instant(text).value();
}

inline Response page(std::string body, std::string type = "text/html") {
    Response response;
    response.status = 200;
    response.body = std::move(body);
    response.content_type = std::move(type);
    return response;
}

struct Room {
    Source source;
    Known known;
    Force force = Force::no;
    fetch::Progress progress;
    FakeClock clock{at("2020-09-05T06:00:00Z")};
    ScriptedTransport transport;
    std::unique_ptr<Turns> turns = fetch::make_turns();
    MemoryArchive archive;
    std::unique_ptr<Parser> parser = parse::make_local_parser();
    std::stop_source stop;

    Room() {
        source.id = "forces";
        source.config_file = "sources.d/forces.toml";
        source.zone = "Europe/London";
        source.fetch.every_host = std::chrono::milliseconds(0);
    }

    void serve(const std::string& url, Response response) {
        if (response.url.empty()) {
            response.url = url;
        }
        transport.answer(url, std::move(response));
    }

    [[nodiscard]] fetch::Look look() {
        return {.source = source,
                .known = known,
                .force = force,
                .progress = progress,
                .clock = clock,
                .transport = transport,
                .turns = *turns,
                .archive = archive,
                .parser = *parser,
                .stop = stop.get_token()};
    }

    [[nodiscard]] Result<fetch::Fetched> fetch() { return fetch_by(transport); }

    [[nodiscard]] Result<fetch::Fetched> fetch_by(Transport& by) {
        return fetch::fetch(
            source, known, force, progress, clock, by, *turns, archive, *parser, stop.get_token());
    }

    // What the store would know after this release.
    void remember(const Release& release) {
        for (KnownFile& k : known.files) {
            k.newest = false;
        }
        for (const RawFile& file : release.files) {
            std::erase_if(known.files,
                          [&](const KnownFile& k) { return k.file.name == file.name; });
            known.files.push_back({.file = file, .newest = true});
        }
    }
};

// The alternative that must have come.
template <typename T>
T expect(Result<fetch::Fetched> fetched) {
    if (!fetched) {
        ADD_FAILURE() << fetched.error().code << ": " << fetched.error().to_text();
        return {};
    }
    if (!std::holds_alternative<T>(*fetched)) {
        ADD_FAILURE() << "another answer: alternative " << fetched->index();
        return {};
    }
    return std::get<T>(std::move(*fetched));
}

} // namespace tidemark::test

// Wire: the composition root. Configuration and folders in, everything that runs out.
//
// A House owns all that a writing command needs: the state lock, the Store, the log files' sinks,
// the archive, and transport and parser for each configuration it was given. A ReadingRoom owns
// what a reading command needs and takes no lock.
// Fails: locked (another process writes; its pid is named), storage.
#pragma once

#include "config/load.hpp"
#include "daemon/folders.hpp"
#include "daemon/logging.hpp"
#include "daemon/work.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/parse/worker/worker.hpp"
#include "pipeline/ports.hpp"

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Instant now() const override;
};

[[nodiscard]] std::string_view version(); // "0.1.0"

// The configuration, its calendar expressions checked and its drop folders resolved: a `dir` source
// without a path reads STATE/drop/ID, one with a relative path STATE/drop/PATH.
[[nodiscard]] config::Outcome load_config(const Folders& folders, config::Edited edited = {});
[[nodiscard]] config::Outcome load_config_file(const Folders& folders,
                                               const std::filesystem::path& file,
                                               config::Edited edited = {});

// The limits of tidemark.toml for a command that needs no other configuration; the defaults where
// there is none. Fails: usage, the file's first problem.
[[nodiscard]] Result<RoomLimits> room_limits(const Folders& folders);

class House final : public Work {
  public:
    // Makes what is missing of the state folder. `log` outlives the House.
    [[nodiscard]] static Result<std::unique_ptr<House>> open(const Folders& folders, Log& log);

    [[nodiscard]] const Clock& clock() const { return clock_; }

    [[nodiscard]] Result<Collected> collect(const Source& source,
                                            const Known& known,
                                            Force force,
                                            fetch::Progress& progress,
                                            std::stop_token stop) override;
    [[nodiscard]] Result<Known> known(const std::string& source) override;
    [[nodiscard]] Result<Report> commit(const Source& source,
                                        const Codelists& codelists,
                                        const Result<Collected>& collected,
                                        Instant started) override;
    [[nodiscard]] Result<std::vector<Health>> health() override;
    [[nodiscard]] Result<std::vector<std::string>> settle_requests() override;
    void adopt(const config::Settings& settings) override;

  private:
    // Made for one configuration's settings.
    struct Tools {
        std::unique_ptr<Transport> transport;
        std::unique_ptr<Parser> parser;
    };

    House(Folders folders, Log& log)
        : folders_(std::move(folders))
        , log_(log) {}

    [[nodiscard]] Result<void> furnish();

    Folders folders_;
    Log& log_;
    SystemClock clock_;
    std::stop_source stop_parsing_; // a stop of any collect: the service stops them all
    Descriptor lock_;
    std::unique_ptr<Turns> turns_;
    std::unique_ptr<Archive> archive_;
    std::unique_ptr<Store> store_;
    std::vector<std::unique_ptr<Sink>> sinks_;
    std::mutex tools_mutex_;
    std::list<Tools> tools_; // the last is current; a reload is rare, older ones stay
};

struct ReadingRoom {
    std::unique_ptr<Store> store;
    std::unique_ptr<Archive> archive;
    std::unique_ptr<Parser> parser;
};

// Fails: unavailable when there is no database yet, storage, usage (tidemark.toml).
[[nodiscard]] Result<ReadingRoom> open_reading_room(const Folders& folders);

} // namespace tidemark

#include "daemon/wire.hpp"

#include "daemon/calendar.hpp"
#include "daemon/requests.hpp"
#include "pipeline/alert/sinks/sinks.hpp"
#include "pipeline/fetch/archive_dir.hpp"
#include "pipeline/fetch/transport_curl.hpp"
#include "pipeline/fetch/turns.hpp"
#include "pipeline/load/lock.hpp"
#include "pipeline/load/store.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace tidemark {
namespace {

std::optional<std::string> why_no_calendar(std::string_view expression) {
    const auto calendar = Calendar::parse(expression);
    if (calendar) {
        return std::nullopt;
    }
    return fmt::format("expected {}, found {}", calendar.error().expected, calendar.error().found);
}

// Where a source's drop folder lies.
config::Outcome resolved(config::Outcome outcome, const Folders& folders) {
    for (Source& source : outcome.config.sources) {
        if (auto* dir = std::get_if<FindDir>(&source.find)) {
            dir->path = (folders.drop() / (dir->path.empty() ? source.id : dir->path)).string();
        }
    }
    return outcome;
}

// Written into by the operator's group (the folder above passes its group on).
Result<void> make_folder(const std::filesystem::path& path, std::filesystem::perms mode) {
    std::error_code error;
    if (!std::filesystem::create_directories(path, error) && !error) {
        return {}; // there already, with the mode its owner gave it
    }
    if (!error) {
        std::filesystem::permissions(path, mode, error);
    }
    if (error) {
        return fail({.fault = Fault::storage,
                     .code = "storage.folder",
                     .file = path.string(),
                     .expected = "a folder that can be written",
                     .found = error.message(),
                     .next = "make it, or name another with --state-dir"});
    }
    return {};
}

} // namespace

Instant SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string_view version() {
    return TIDEMARK_VERSION;
}

config::Outcome load_config(const Folders& folders, config::Edited edited) {
    return resolved(config::load(folders.config, why_no_calendar, std::move(edited)), folders);
}

config::Outcome
load_config_file(const Folders& folders, const std::filesystem::path& file, config::Edited edited) {
    return resolved(
        config::load_source_file(folders.config, file, why_no_calendar, std::move(edited)),
        folders);
}

Result<RoomLimits> room_limits(const Folders& folders) {
    const std::filesystem::path file = folders.config / "tidemark.toml";
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return RoomLimits{};
    }
    return read_file(file).and_then([&](const std::string& text) -> Result<RoomLimits> {
        config::Problems problems(file.string(), text);
        const config::Settings settings = config::read_settings(text, problems);
        const auto found = problems.take();
        if (found.empty()) {
            return settings.parse;
        }
        return fail({.fault = Fault::usage,
                     .code = "config.settings",
                     .file = file.string(),
                     .expected = "settings without a problem",
                     .found = fmt::format("line {}: {}", found.front().line, found.front().text),
                     .next = "see them all with 'tidemark check'"});
    });
}

Result<std::unique_ptr<House>> House::open(const Folders& folders, Log& log) {
    std::unique_ptr<House> house(new House(folders, log));
    return house->furnish().map([&] { return std::move(house); });
}

Result<void> House::furnish() {
    using std::filesystem::perms;
    constexpr perms own = perms::owner_all | perms::group_read | perms::group_exec;
    constexpr perms shared = own | perms::group_write | perms::set_gid;
    for (const auto& [path, mode] : {std::pair{folders_.state, own},
                                     std::pair{folders_.drop(), shared},
                                     std::pair{folders_.requests(), shared},
                                     std::pair{folders_.log, own}}) {
        if (auto made = make_folder(path, mode); !made) {
            return made;
        }
    }
    turns_ = fetch::make_turns();
    return load::lock_state(folders_.state)
        .and_then([&](Descriptor lock) {
            lock_ = std::move(lock);
            return fetch::open_archive(folders_.archive());
        })
        .and_then([&](std::unique_ptr<Archive> archive) {
            archive_ = std::move(archive);
            return load::open_store(folders_.state);
        })
        .and_then([&](std::unique_ptr<Store> store) {
            store_ = std::move(store);
            return alert::open_sinks(folders_.log);
        })
        .map([&](std::vector<std::unique_ptr<Sink>> sinks) { sinks_ = std::move(sinks); });
}

Result<Collected> House::collect(const Source& source,
                                 const Known& known,
                                 Force force,
                                 fetch::Progress& progress,
                                 std::stop_token stop) {
    Tools* tools = nullptr;
    {
        const std::lock_guard guard(tools_mutex_);
        tools = &tools_.back();
    }
    const std::stop_callback on_stop(stop, [this] { stop_parsing_.request_stop(); });
    Ports ports{.clock = clock_,
                .transport = *tools->transport,
                .turns = *turns_,
                .archive = *archive_,
                .parser = *tools->parser};
    return tidemark::collect(source, known, force, progress, ports, std::move(stop));
}

Result<Known> House::known(const std::string& source) {
    return store_->known(source);
}

Result<Report> House::commit(const Source& source,
                             const Codelists& codelists,
                             const Result<Collected>& collected,
                             Instant started) {
    return tidemark::commit(source, codelists, collected, started, *store_, sinks_, clock_);
}

Result<std::vector<Health>> House::health() {
    return store_->health();
}

Result<std::vector<std::string>> House::settle_requests() {
    return tidemark::settle_requests(folders_.requests(), *store_, log_);
}

void House::adopt(const config::Settings& settings) {
    const std::string agent = settings.contact.empty()
                                  ? fmt::format("tidemark/{}", version())
                                  : fmt::format("tidemark/{} (+{})", version(), settings.contact);
    Tools tools{.transport = fetch::make_curl_transport(agent),
                .parser = parse::make_child_parser(
                    settings.parse, "/proc/self/exe", stop_parsing_.get_token())};
    const std::lock_guard guard(tools_mutex_);
    tools_.push_back(std::move(tools));
}

Result<ReadingRoom> open_reading_room(const Folders& folders) {
    ReadingRoom room;
    return room_limits(folders)
        .and_then([&](const RoomLimits& limits) {
            room.parser = parse::make_child_parser(limits);
            return load::open_store_read_only(folders.state);
        })
        .and_then([&](std::unique_ptr<Store> store) {
            room.store = std::move(store);
            return fetch::open_archive(folders.archive());
        })
        .map([&](std::unique_ptr<Archive> archive) {
            room.archive = std::move(archive);
            return std::move(room);
        });
}

} // namespace tidemark

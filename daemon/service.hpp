// Service: runs sources when they are due. The only file that knows threads.
//
//   main     one io_context: clock, signals, watchdog; owns the schedule and every Job
//   workers  collect(), `workers` at one time
//   writer   one thread: everything that touches the Store
//
// A Job belongs to one thread at a time and is handed on by asio::post; a source has at most one.
// A collect that must wait (Later) is put back by the clock, no worker sleeps. No sleep is longer
// than ten seconds: then the clock is read again (suspend, NTP).
//
// SIGTERM, SIGINT: no new work, transfers stop, the transaction in hand is finished; what has not
// ended within `grace` is abandoned (a transaction then rolls back). A second signal: at once.
// SIGHUP: the configuration is read again; with problems the old one stays and they are logged.
// Lifetime: every reference in ServiceParts outlives the Service. Thread: run() on the main one.
// Fails: never; the exit code says how it ended (CONFIG.md section 0): 0 stopped or all well, 1 a
// run was held or failed (once), 74 storage lost, 70 a broken invariant.
#pragma once

#include "config/load.hpp"
#include "daemon/logging.hpp"
#include "daemon/notify.hpp"
#include "daemon/work.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tidemark {

// A configuration, or why there is none: one text a problem.
using Reloaded = tl::expected<config::Config, std::vector<std::string>>;

struct ServiceParts {
    Work& work;
    const Clock& clock;
    Notify& notify;
    Log& log;
    std::function<Reloaded()> reload;              // reads the configuration again
    std::function<void(const Report&)> reported{}; // thread: main
    std::function<void(const Error&)> failed{};    // thread: main; storage was lost
    std::function<void(int)> abandon{};            // ends the process without waiting for threads
    std::chrono::milliseconds grace{4000};
};

// One pass over these sources, then an end.
struct OncePlan {
    std::vector<std::string> sources;
    Force force = Force::no;
};

class Service {
  public:
    Service(config::Config config, ServiceParts parts);
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;
    Service(Service&&) = delete;
    Service& operator=(Service&&) = delete;
    ~Service();

    [[nodiscard]] int run_schedule();                 // until a signal
    [[nodiscard]] int run_once(const OncePlan& plan); // until all have ended

  private:
    class Room;
    std::unique_ptr<Room> room_;
};

} // namespace tidemark

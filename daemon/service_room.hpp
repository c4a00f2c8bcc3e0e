// The inside of Service: what its two source files share. Nobody else includes it.
//
// Thread: every member is touched on main only, but `job.collected`, `job.progress` (the worker
// that holds the job) and the Work. The pools are declared last, so that they are joined before
// anything that their tasks use is destroyed.
#pragma once

#include "daemon/scheduler.hpp"
#include "daemon/service.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <exception>
#include <initializer_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace tidemark {

namespace asio = boost::asio;

// One look at one source, from the queue to the commit.
struct Job {
    Source source;
    const config::Config* config = nullptr; // whose codelists it was begun with
    Force force = Force::no;
    Instant started;
    Known known{};
    fetch::Progress progress{};
    Result<Collected> collected{fetch::NothingNew{}};
    std::optional<Instant> wake{}; // waiting: collect again then
};

class Service::Room {
  public:
    Room(config::Config config, ServiceParts parts)
        : parts_(std::move(parts))
        , workers_(static_cast<std::size_t>(std::max(1, config.settings.workers))) {
        configs_.push_back(std::move(config));
        parts_.work.adopt(current().settings);
    }

    int run_schedule();
    int run_once(const OncePlan& plan);

  private:
    [[nodiscard]] const config::Config& current() const { return configs_.back(); }

    // Hands a piece of work to a pool; a broken invariant there ends the run here.
    template <typename Pool, typename Task>
    void post(Pool& pool, Task task);
    template <typename Task>
    void on_main(Task task);

    void catch_signals(std::initializer_list<int> numbers);
    void listen();
    void plan_schedule();
    void planned(const Result<std::vector<Health>>& health);
    void tick();
    void start_due(Instant now);
    void wake_waiting(Instant now);
    void settle_requests();
    void watch();
    void reload();
    void read_mended(const std::vector<Source>& before);
    void say_status();

    void start(const Source& source, Force force);
    void ask_known(Job& job);
    void collect(Job& job);
    void collected(Job& job);
    void commit(Job& job);
    void committed(const Job& job, const Result<Report>& report);
    void drop(const Job& job);

    void lose_storage(const Error& error);
    void broken(const std::string& what);
    void stop(int code);
    void abandon();
    void end_when_idle();

    ServiceParts parts_;
    std::list<config::Config> configs_; // the last is current; older ones while a job uses them
    std::map<std::string, std::unique_ptr<Job>> jobs_; // by source: one at a time
    std::set<std::string> again_; // asked for while its job runs: a further look after it
    Scheduler scheduler_;
    std::stop_source stopping_;
    int exit_code_ = 0;
    int awaited_ = 0; // answers of the writer that are not about a job
    bool once_ = false;
    bool planning_ = false;
    bool settling_ = false;

    asio::io_context main_;
    asio::executor_work_guard<asio::io_context::executor_type> guard_{main_.get_executor()};
    asio::steady_timer clock_timer_{main_};
    asio::steady_timer watchdog_timer_{main_};
    asio::steady_timer grace_timer_{main_};
    asio::signal_set signals_{main_};
    asio::thread_pool workers_; // joined first: declared last, with the writer
    asio::thread_pool writer_{1};
};

template <typename Pool, typename Task>
void Service::Room::post(Pool& pool, Task task) {
    asio::post(pool, [this, task = std::move(task)]() mutable {
        try {
            task();
        } catch (const std::exception& error) {
            on_main([this, what = std::string(error.what())] { broken(what); });
        }
    });
}

template <typename Task>
void Service::Room::on_main(Task task) {
    asio::post(main_, std::move(task));
}

} // namespace tidemark

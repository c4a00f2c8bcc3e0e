// The service's threads, with a Work that records who called it when. Also run under TSan.
#include "daemon/service.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

namespace tidemark {
namespace {

using std::chrono::milliseconds;

class RealClock final : public Clock {
  public:
    [[nodiscard]] Instant now() const override {
        return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    }
};

class RecordedNotify final : public Notify {
  public:
    void ready(std::string_view status) override { add("ready " + std::string(status)); }

    void reloading() override { add("reloading"); }

    void stopping(std::string_view) override { add("stopping"); }

    void status(std::string_view) override {}

    void alive() override { ++alive_count; }

    [[nodiscard]] std::optional<milliseconds> watchdog() const override { return milliseconds(30); }

    std::vector<std::string> said;
    std::atomic<int> count = 0;
    int alive_count = 0;

  private:
    void add(std::string what) {
        said.push_back(std::move(what));
        ++count;
    }
};

// Collects and commits that tell nothing but who did them.
class FakeWork final : public Work {
  public:
    Result<Collected> collect(const Source& source,
                              const Known&,
                              Force,
                              fetch::Progress& progress,
                              std::stop_token stop) override {
        enter(source.id);
        if (source.id == "slow") {
            entered = true;
            while (!stop.stop_requested()) {
                std::this_thread::sleep_for(milliseconds(1));
            }
        }
        leave(source.id);
        if (source.id == "throws") {
            throw std::logic_error("a broken invariant");
        }
        if (source.id == "later" && ++progress.attempts["x"] < 3) {
            return fetch::Later{.at = RealClock().now() + milliseconds(10), .why = "its turn"};
        }
        if (source.id == "down") {
            return fail({.fault = Fault::unavailable, .code = "fetch.status"});
        }
        return fetch::NothingNew{};
    }

    Result<Known> known(const std::string&) override {
        on_writer();
        return Known{};
    }

    Result<Report> commit(const Source& source,
                          const Codelists&,
                          const Result<Collected>& collected,
                          Instant started) override {
        on_writer();
        commits.push_back(source.id);
        if (lose_storage) {
            return fail({.fault = Fault::storage, .code = "store.full"});
        }
        Report report;
        report.run = {.source = source.id,
                      .started = started,
                      .finished = started,
                      .outcome = collected ? Outcome::unchanged : Outcome::failed,
                      .detail = {}};
        Health health;
        health.source = source.id;
        health.last = report.run;
        ran_.insert_or_assign(source.id, std::move(health));
        return report;
    }

    Result<std::vector<Health>> health() override {
        on_writer();
        std::vector<Health> all;
        for (const auto& [source, health] : ran_) {
            all.push_back(health);
        }
        return all;
    }

    Result<std::vector<std::string>> settle_requests() override {
        on_writer();
        return std::exchange(requests, {});
    }

    void adopt(const config::Settings&) override { ++adopted; }

    std::map<std::string, int> looks;
    std::vector<std::string> commits;
    std::vector<std::string> requests;
    std::atomic<bool> entered = false;
    std::atomic<int> adopted = 0;
    bool lose_storage = false;
    std::set<std::thread::id> writers;

  private:
    std::map<std::string, Health> ran_; // the writer's

    void enter(const std::string& source) {
        const std::lock_guard lock(mutex_);
        EXPECT_TRUE(collecting_.insert(source).second) << "one source twice at once";
        ++looks[source];
    }

    void leave(const std::string& source) {
        const std::lock_guard lock(mutex_);
        collecting_.erase(source);
    }

    void on_writer() {
        writers.insert(std::this_thread::get_id());
    } // unguarded: TSan would see two

    std::mutex mutex_;
    std::set<std::string> collecting_;
};

config::Config config_of(const std::vector<std::string>& ids, const std::string& on = {}) {
    config::Config config;
    for (const std::string& id : ids) {
        Source source;
        source.id = id;
        if (!on.empty()) {
            source.schedule = ScheduleRule{.on = on};
        }
        config.sources.push_back(source);
    }
    return config;
}

struct Bench {
    FakeWork work;
    RealClock clock;
    RecordedNotify notify;
    Log log{Log::Form::silent};
    Reloaded next_config;
    std::atomic<int> reports = 0;
    std::atomic<int> abandoned = -1;

    Service service(config::Config config) {
        return Service(std::move(config),
                       {.work = work,
                        .clock = clock,
                        .notify = notify,
                        .log = log,
                        .reload = [this] { return next_config; },
                        .reported = [this](const Report&) { ++reports; },
                        .abandon = [this](int code) { abandoned = code; }});
    }
};

// Sends a signal to this process as soon as `ready` holds, from a thread of its own.
template <typename Ready>
std::jthread signal_when(int number, Ready ready) {
    return std::jthread([number, ready](const std::stop_token& stop) {
        while (!ready() && !stop.stop_requested()) {
            std::this_thread::sleep_for(milliseconds(1));
        }
        kill(getpid(), number);
    });
}

TEST(Service, RunsEachSourceOnceAndCommitsOnOneThread) {
    Bench bench;
    EXPECT_EQ(bench.service(config_of({"a", "b", "c", "later"}))
                  .run_once({.sources = {"a", "b", "c", "later"}}),
              0);
    EXPECT_EQ(bench.reports, 4);
    EXPECT_EQ(bench.work.writers.size(), 1U);
    EXPECT_FALSE(bench.work.writers.contains(std::this_thread::get_id()));
    EXPECT_EQ(bench.work.looks["a"], 1);
    EXPECT_EQ(bench.work.looks["later"], 3); // twice told to come back, with its progress
}

TEST(Service, EndsAPassWithOneWhenASourceFailedAndRunsTheOthers) {
    Bench bench;
    EXPECT_EQ(bench.service(config_of({"a", "down"})).run_once({.sources = {"a", "down"}}), 1);
    EXPECT_EQ(bench.reports, 2);
}

TEST(Service, LeavesOutSourcesThatWereNotNamed) {
    Bench bench;
    EXPECT_EQ(bench.service(config_of({"a", "b"})).run_once({.sources = {"b"}}), 0);
    EXPECT_EQ(bench.work.commits, std::vector<std::string>{"b"});
}

TEST(Service, EndsAPassOverNothingAtOnce) {
    Bench bench;
    EXPECT_EQ(bench.service(config_of({})).run_once({}), 0);
}

TEST(Service, StopsInTheMiddleOfATransferWithoutACommit) {
    Bench bench;
    const auto signal = signal_when(SIGTERM, [&] { return bench.work.entered.load(); });
    EXPECT_EQ(bench.service(config_of({"slow"}, "yearly")).run_schedule(), 0);
    EXPECT_TRUE(bench.work.commits.empty());
    EXPECT_EQ(bench.notify.said.back(), "stopping");
    EXPECT_EQ(bench.abandoned, -1);
    EXPECT_GT(bench.notify.alive_count, 0);
}

TEST(Service, EndsWithSeventyFourWhenStorageIsLost) {
    Bench bench;
    bench.work.lose_storage = true;
    EXPECT_EQ(bench.service(config_of({"a"}, "yearly")).run_schedule(), 74);
}

TEST(Service, EndsWhenAnInvariantIsBroken) {
    Bench bench;
    EXPECT_EQ(bench.service(config_of({"throws"})).run_once({.sources = {"throws"}}), 70);
}

TEST(Service, ReadsAGoodConfigurationAgainAndRunsItsNewSources) {
    Bench bench;
    bench.next_config = config_of({"slow"}, "yearly");
    const auto hup = signal_when(SIGHUP, [&] { return bench.reports > 0; });
    const auto term = signal_when(SIGTERM, [&] { return bench.work.entered.load(); });
    EXPECT_EQ(bench.service(config_of({"a"}, "yearly")).run_schedule(), 0);
    EXPECT_EQ(
        bench.notify.said,
        (std::vector<std::string>{
            "ready configuration read", "reloading", "ready configuration read", "stopping"}));
    EXPECT_EQ(bench.work.adopted, 2);
}

TEST(Service, LooksAtOnceAtASourceWhoseLayoutWasMended) {
    Bench bench;
    config::Config mended = config_of({"a", "b"}, "yearly");
    mended.sources.front().recipe.total_dim = "area";
    bench.next_config = std::move(mended);
    const auto hup = signal_when(SIGHUP, [&] { return bench.reports >= 2; });
    const auto term = signal_when(SIGTERM, [&] { return bench.reports >= 3; });
    EXPECT_EQ(bench.service(config_of({"a", "b"}, "yearly")).run_schedule(), 0);
    EXPECT_EQ(bench.work.looks["a"], 2);
    EXPECT_EQ(bench.work.looks["b"], 1) << "nothing of it has changed";
}

TEST(Service, KeepsTheOldConfigurationWhenTheNewOneHasProblems) {
    Bench bench;
    bench.next_config = tl::unexpected(std::vector<std::string>{"a.toml:1:1: unknown key"});
    const auto hup = signal_when(SIGHUP, [&] { return bench.reports > 0; });
    const auto term = signal_when(SIGTERM, [&] { return bench.notify.count >= 3; });
    EXPECT_EQ(bench.service(config_of({"a"}, "yearly")).run_schedule(), 0);
    EXPECT_EQ(bench.notify.said.at(2),
              "ready configuration refused, the old one is kept: see the log");
    EXPECT_FALSE(bench.work.entered);
    EXPECT_EQ(bench.work.adopted, 1);
}

TEST(Service, LooksAgainAtASourceThatADecisionNames) {
    Bench bench;
    bench.work.requests = {"a"};
    const auto term = signal_when(SIGTERM, [&] { return bench.reports >= 2; });
    EXPECT_EQ(bench.service(config_of({"a"}, "yearly")).run_schedule(), 0);
    EXPECT_EQ(bench.work.looks["a"], 2);
}

} // namespace
} // namespace tidemark

#include "daemon/service.hpp"

#include "daemon/service_room.hpp"
#include "pipeline/load/checks.hpp"
#include "pipeline/parse/parse.hpp"

#include <fmt/format.h>

#include <csignal>

namespace tidemark {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds longest_sleep{10000};
constexpr milliseconds shortest_sleep{20};
constexpr int exit_failed = 1;

} // namespace

// --- the clock ---------------------------------------------------------------------------------

int Service::Room::run_schedule() {
    catch_signals({SIGTERM, SIGINT, SIGHUP});
    watch();
    plan_schedule();
    main_.run();
    return exit_code_;
}

int Service::Room::run_once(const OncePlan& plan) {
    once_ = true;
    catch_signals({SIGTERM, SIGINT});
    for (const Source& source : current().sources) {
        if (std::ranges::find(plan.sources, source.id) != plan.sources.end()) {
            start(source, plan.force);
        }
    }
    on_main([this] { tick(); });
    main_.run();
    return exit_code_;
}

// Asks the writer for the last runs, then plans.
void Service::Room::plan_schedule() {
    planning_ = true;
    ++awaited_;
    post(writer_, [this] {
        on_main([this, health = parts_.work.health()] {
            --awaited_;
            planned(health);
        });
    });
}

void Service::Room::planned(const Result<std::vector<Health>>& health) {
    planning_ = false;
    if (!health) {
        return lose_storage(health.error());
    }
    LastRuns last_runs;
    for (const Health& one : *health) {
        if (one.last) {
            last_runs[one.source] = one.last->started;
        }
    }
    for (const auto& [source, job] : jobs_) {
        last_runs[source] = job->started;
    }
    auto planned = Scheduler::plan(current().sources, last_runs, parts_.clock.now());
    if (!planned) { // the configuration was checked with the same parser
        return broken(planned.error().to_text());
    }
    scheduler_ = std::move(*planned);
    if (!stopping_.stop_requested()) {
        parts_.log.write(
            Level::info, "ready", {{"sources", std::to_string(current().sources.size())}});
        parts_.notify.ready("configuration read");
    }
    tick();
}

// Every wake of the clock: requests, sources that are due, jobs whose wait is over.
void Service::Room::tick() {
    if (stopping_.stop_requested()) {
        return end_when_idle();
    }
    const Instant now = parts_.clock.now();
    wake_waiting(now);
    if (!once_ && !planning_) {
        settle_requests();
        start_due(now);
    }
    say_status();
    Instant until = now + longest_sleep;
    if (const auto next = scheduler_.next(); next && !once_) {
        until = std::min(until, next->at);
    }
    for (const auto& [source, job] : jobs_) {
        until = job->wake ? std::min(until, *job->wake) : until;
    }
    clock_timer_.expires_after(std::max(shortest_sleep, milliseconds(until - now)));
    clock_timer_.async_wait([this](const auto& error) {
        if (!error) {
            tick();
        }
    });
    end_when_idle();
}

void Service::Room::start_due(Instant now) {
    for (const DueRun& due : scheduler_.due(now)) {
        const auto source = std::ranges::find(current().sources, due.source, &Source::id);
        scheduler_.began(due.source, now);
        if (source == current().sources.end()) {
            continue;
        }
        if (due.missed > 0) {
            parts_.log.write(Level::info,
                             "making up for missed runs",
                             {{"source", due.source}, {"missed", std::to_string(due.missed)}});
        }
        start(*source, Force::no);
    }
}

void Service::Room::wake_waiting(Instant now) {
    for (const auto& [source, job] : jobs_) {
        if (job->wake && *job->wake <= now) {
            job->wake.reset();
            collect(*job);
        }
    }
}

void Service::Room::settle_requests() {
    if (settling_) {
        return;
    }
    settling_ = true;
    ++awaited_;
    post(writer_, [this] {
        on_main([this, settled = parts_.work.settle_requests()] {
            settling_ = false;
            --awaited_;
            if (!settled) {
                return lose_storage(settled.error());
            }
            for (const Source& source : current().sources) {
                if (std::ranges::find(*settled, source.id) != settled->end()) {
                    start(source, Force::no);
                }
            }
            end_when_idle();
        });
    });
}

void Service::Room::say_status() {
    if (once_) {
        return;
    }
    const auto next = scheduler_.next();
    const std::string running = jobs_.empty() ? "" : fmt::format("{} running; ", jobs_.size());
    parts_.notify.status(
        next ? fmt::format("{}next {} at {}", running, next->source, tidemark::to_text(next->at))
             : fmt::format("{}nothing is scheduled", running));
}

void Service::Room::watch() {
    const auto every = parts_.notify.watchdog();
    if (!every) {
        return;
    }
    parts_.notify.alive();
    watchdog_timer_.expires_after(*every / 3);
    watchdog_timer_.async_wait([this](const auto& error) {
        if (!error) {
            watch();
        }
    });
}

// --- signals -----------------------------------------------------------------------------------

void Service::Room::catch_signals(std::initializer_list<int> numbers) {
    for (const int number : numbers) {
        signals_.add(number);
    }
    listen();
}

void Service::Room::listen() {
    signals_.async_wait([this](const auto& error, int signal) {
        if (error) {
            return;
        }
        if (signal == SIGHUP) {
            reload();
        } else {
            stop(once_ ? exit_failed : 0);
        }
        listen();
    });
}

void Service::Room::reload() {
    if (stopping_.stop_requested()) {
        return;
    }
    parts_.notify.reloading();
    Reloaded reloaded = parts_.reload();
    if (!reloaded) {
        for (const std::string& problem : reloaded.error()) {
            parts_.log.write(Level::error, "configuration refused", {{"problem", problem}});
        }
        parts_.notify.ready("configuration refused, the old one is kept: see the log");
        return;
    }
    if (reloaded->settings.workers != current().settings.workers) {
        parts_.log.write(Level::warning, "workers: a new number counts after a restart");
    }
    const std::vector<Source> before = current().sources;
    configs_.push_back(std::move(*reloaded));
    parts_.work.adopt(current().settings);
    parts_.log.write(Level::info, "configuration read again");
    plan_schedule();
    read_mended(before);
}

// Kept files are read again at once where their layout, lists or checks are others now.
void Service::Room::read_mended(const std::vector<Source>& before) {
    for (const Source& source : current().sources) {
        const auto was = std::ranges::find(before, source.id, &Source::id);
        const auto reader = [](const Source& s) {
            return load::checks_digest(parse::parser_digest(s.recipe), s);
        };
        const bool mended = was != before.end() && reader(*was) != reader(source);
        if (mended && source.enabled) {
            start(source, Force::no);
        }
    }
}

void Service::Room::stop(int code) {
    exit_code_ = std::max(exit_code_, code);
    if (stopping_.stop_requested()) { // the second time: at once
        return abandon();
    }
    stopping_.request_stop();
    parts_.log.write(Level::info, "stopping", {{"running", std::to_string(jobs_.size())}});
    parts_.notify.stopping("stopping");
    clock_timer_.cancel();
    std::erase_if(jobs_, [](const auto& entry) { return entry.second->wake.has_value(); });
    grace_timer_.expires_after(parts_.grace);
    grace_timer_.async_wait([this](const auto& error) {
        if (!error) {
            parts_.log.write(Level::warning, "stopped before all work had ended");
            abandon();
        }
    });
    end_when_idle();
}

void Service::Room::abandon() {
    parts_.log.flush();
    if (parts_.abandon) {
        parts_.abandon(exit_code_);
    }
}

void Service::Room::end_when_idle() {
    const bool idle = jobs_.empty() && awaited_ == 0;
    if (!idle || (!once_ && !stopping_.stop_requested())) {
        return;
    }
    guard_.reset();
    main_.stop();
}

Service::Service(config::Config config, ServiceParts parts)
    : room_(std::make_unique<Room>(std::move(config), std::move(parts))) {}

Service::~Service() = default;

int Service::run_schedule() {
    return room_->run_schedule();
}

int Service::run_once(const OncePlan& plan) {
    return room_->run_once(plan);
}

} // namespace tidemark

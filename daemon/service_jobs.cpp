#include "daemon/service_room.hpp"

namespace tidemark {
namespace {

constexpr int exit_failed = 1;
constexpr int exit_invariant = 70; // EX_SOFTWARE
constexpr int exit_storage = 74;   // EX_IOERR

std::string_view to_text(Outcome outcome) {
    switch (outcome) {
    case Outcome::loaded:
        return "loaded";
    case Outcome::unchanged:
        return "unchanged";
    case Outcome::held:
        return "held";
    case Outcome::failed:
        return "failed";
    }
    return "failed";
}

} // namespace

// --- one job -----------------------------------------------------------------------------------

void Service::Room::start(const Source& source, Force force) {
    if (stopping_.stop_requested()) {
        return;
    }
    if (jobs_.contains(source.id)) {
        again_.insert(source.id);
        return;
    }
    auto job = std::make_unique<Job>(
        Job{.source = source, .config = &current(), .force = force, .started = parts_.clock.now()});
    parts_.log.write(Level::info, "run began", {{"source", source.id}});
    Job& running = *job;
    jobs_.emplace(source.id, std::move(job));
    ask_known(running);
}

void Service::Room::ask_known(Job& job) {
    post(writer_, [this, &job] {
        auto known = parts_.work.known(job.source.id);
        on_main([this, &job, known = std::move(known)]() mutable {
            if (!known) {
                lose_storage(known.error());
                return drop(job);
            }
            job.known = std::move(*known);
            collect(job);
        });
    });
}

void Service::Room::collect(Job& job) {
    if (stopping_.stop_requested()) {
        return drop(job);
    }
    post(workers_, [this, &job, token = stopping_.get_token()] {
        job.collected = parts_.work.collect(job.source, job.known, job.force, job.progress, token);
        on_main([this, &job] { collected(job); });
    });
}

void Service::Room::collected(Job& job) {
    if (stopping_.stop_requested()) {
        return drop(job); // a transfer that was told to stop has not failed
    }
    const auto* later = job.collected ? std::get_if<fetch::Later>(&*job.collected) : nullptr;
    if (later == nullptr) {
        return commit(job);
    }
    parts_.log.write(
        Level::info,
        "run waits",
        {{"source", job.source.id}, {"until", tidemark::to_text(later->at)}, {"why", later->why}});
    job.wake = later->at;
    tick();
}

void Service::Room::commit(Job& job) {
    post(writer_, [this, &job] {
        auto report =
            parts_.work.commit(job.source, job.config->codelists, job.collected, job.started);
        on_main([this, &job, report = std::move(report)] {
            committed(job, report);
            drop(job);
        });
    });
}

void Service::Room::committed(const Job& job, const Result<Report>& report) {
    if (!report) {
        return lose_storage(report.error());
    }
    const RunRecord& run = report->run;
    const bool well = run.outcome == Outcome::loaded || run.outcome == Outcome::unchanged;
    parts_.log.write(well ? Level::info : Level::warning,
                     "run ended",
                     {{"source", job.source.id},
                      {"outcome", std::string(to_text(run.outcome))},
                      {"lines", std::to_string(run.lines)},
                      {"detail", run.detail}});
    if (once_ && !well) {
        exit_code_ = std::max(exit_code_, exit_failed);
    }
    if (parts_.reported) {
        parts_.reported(*report);
    }
}

// The end of a job, and of a configuration that no other job was begun with.
void Service::Room::drop(const Job& job) {
    const std::string id = job.source.id;
    jobs_.erase(id);
    for (auto config = configs_.begin(); config != std::prev(configs_.end());) {
        const bool used = std::ranges::any_of(
            jobs_, [&](const auto& entry) { return entry.second->config == &*config; });
        config = used ? std::next(config) : configs_.erase(config);
    }
    const auto source = std::ranges::find(current().sources, id, &Source::id);
    if (again_.erase(id) > 0 && source != current().sources.end()) {
        start(*source, Force::no);
    }
    if (!stopping_.stop_requested()) {
        say_status();
    }
    end_when_idle();
}

// --- ends --------------------------------------------------------------------------------------

void Service::Room::lose_storage(const Error& error) {
    parts_.log.write(
        Level::error, "storage lost", {{"code", error.code}, {"error", error.to_text()}});
    if (parts_.failed) {
        parts_.failed(error);
    }
    if (!stopping_.stop_requested()) {
        stop(exit_storage);
    }
    exit_code_ = std::max(exit_code_, exit_storage);
    end_when_idle();
}

void Service::Room::broken(const std::string& what) {
    parts_.log.write(Level::error, "a fault in the program", {{"what", what}});
    parts_.log.flush();
    exit_code_ = std::max(exit_code_, exit_invariant);
    stopping_.request_stop();
    main_.stop(); // the pools are joined before the jobs they hold are destroyed
}

} // namespace tidemark

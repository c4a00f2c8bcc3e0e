#include "pipeline/parse/worker/spawn.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

namespace tidemark::parse {
namespace {

using Time = std::chrono::steady_clock::time_point;

tl::unexpected<Error> no_process(std::string_view what, int code) {
    return fail({.fault = Fault::unavailable,
                 .code = "parse.spawn",
                 .expected = std::string(what),
                 .found = std::strerror(code),
                 .next = "free memory, processes or descriptors; it is tried again"});
}

class SpawnSetup {
  public:
    SpawnSetup() {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
    }

    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;
    SpawnSetup(SpawnSetup&&) = delete;
    SpawnSetup& operator=(SpawnSetup&&) = delete;

    ~SpawnSetup() {
        posix_spawnattr_destroy(&attributes_);
        posix_spawn_file_actions_destroy(&actions_);
    }

    // Both descriptors are above 4, so that no dup2 closes the next one's source.
    void place(int job, int answer) {
        posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, 1, "/dev/null", O_WRONLY, 0);
#ifndef TIDEMARK_SANITIZED
        posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
#endif
        posix_spawn_file_actions_adddup2(&actions_, job, job_descriptor);
        posix_spawn_file_actions_adddup2(&actions_, answer, answer_descriptor);
        posix_spawn_file_actions_addclosefrom_np(&actions_, answer_descriptor + 1);
    }

    void plain_signals() {
        sigset_t none{};
        sigset_t all{};
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }

    [[nodiscard]] Result<pid_t> start(const std::string& program) const {
        std::string name = "tidemark";
        std::string command = "parse-child";
        const std::array<char*, 3> arguments{name.data(), command.data(), nullptr};
        const std::array<char*, 1> environment{nullptr};
        pid_t child = 0;
        const int failed = posix_spawn(
            &child, program.c_str(), &actions_, &attributes_, arguments.data(), environment.data());
        if (failed != 0) {
            return no_process("to start " + program, failed);
        }
        return child;
    }

  private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

// The same open file under a number that no child descriptor has.
Result<Descriptor> moved_up(int fd) {
    constexpr int above = 10;
    Descriptor moved(fcntl(fd, F_DUPFD_CLOEXEC, above));
    if (!moved) {
        return no_process("a descriptor", errno);
    }
    return moved;
}

int milliseconds_until(Time end) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1'000'000));
}

// Reads the answer until it is whole, the child ends it, or there is a reason to kill.
class Listener {
  public:
    Listener(int from, int wake, Time end)
        : from_(from)
        , wake_(wake)
        , end_(end) {}

    Ended::Why listen(AnswerReader& answer) const {
        while (true) {
            if (const auto why = wait()) {
                return *why;
            }
            const std::span<char> room = answer.room();
            const ssize_t got = ::read(from_, room.data(), room.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                return Ended::Why::closed;
            }
            if (const auto why = end_of(answer.filled(static_cast<std::size_t>(got)))) {
                return *why;
            }
        }
    }

  private:
    static std::optional<Ended::Why> end_of(AnswerReader::State state) {
        switch (state) {
        case AnswerReader::State::open:
            break;
        case AnswerReader::State::whole:
            return Ended::Why::answered;
        case AnswerReader::State::garbled:
            return Ended::Why::garbled;
        case AnswerReader::State::too_long:
            return Ended::Why::too_long;
        }
        return std::nullopt;
    }

    // Until there is something to read; or why not to wait on.
    std::optional<Ended::Why> wait() const {
        while (true) {
            std::array<pollfd, 2> watched{{{.fd = from_, .events = POLLIN, .revents = 0},
                                           {.fd = wake_, .events = POLLIN, .revents = 0}}};
            const int ready = poll(watched.data(), watched.size(), milliseconds_until(end_));
            if (watched[1].revents != 0) {
                return Ended::Why::stopped;
            }
            if (std::chrono::steady_clock::now() >= end_) { // however much there is to read
                return Ended::Why::late;
            }
            if (ready > 0) {
                return std::nullopt;
            }
        }
    }

    int from_;
    int wake_;
    Time end_;
};

// A moment for the child to end by itself, so that its own cause of death is seen.
void let_end(pid_t child) {
    constexpr int moment = 1000;
    // glibc 2.36 declares pidfd_open() without extern "C".
    const Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
    pollfd watched{.fd = process.get(), .events = POLLIN, .revents = 0};
    if (process) {
        poll(&watched, 1, moment);
    }
}

int reap(pid_t child) {
    kill(child, SIGKILL); // not reaped yet: the id is still this child's
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

} // namespace

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

Result<Descriptor> memory_file(const std::vector<std::string_view>& parts) {
    Descriptor file(memfd_create("tidemark-job", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file) {
        return no_process("a memory file", errno);
    }
    for (const std::string_view part : parts) {
        if (!write_all(file.get(), part)) {
            return no_process("room for the file in memory", errno);
        }
    }
    constexpr int seals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
    if (fcntl(file.get(), F_ADD_SEALS, seals) != 0) {
        return no_process("a sealed memory file", errno);
    }
    return moved_up(file.get());
}

Result<Ended> run_process(const std::string& program,
                          const Descriptor& job,
                          std::chrono::seconds wall,
                          AnswerReader& answer,
                          const std::stop_token& stop) {
    const Time end = std::chrono::steady_clock::now() + wall;
    const Descriptor wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    std::array<int, 2> ends{-1, -1};
    if (!wake || pipe2(ends.data(), O_CLOEXEC) != 0) {
        return no_process("a pipe", errno);
    }
    const Descriptor read_end(ends[0]);
    Descriptor written(ends[1]);
    constexpr int pipe_bytes = 1 << 20; // the most an ordinary user may have; less is only slower
    fcntl(read_end.get(), F_SETPIPE_SZ, pipe_bytes);
    auto high = moved_up(written.get());
    if (!high) {
        return propagate(high);
    }
    written.reset();
    SpawnSetup setup;
    setup.place(job.get(), high->get());
    setup.plain_signals();
    const auto child = setup.start(program);
    high->reset(); // ours; the child's end of it tells when the child is gone
    if (!child) {
        return fail(child.error());
    }
    const std::stop_callback on_stop(stop, [&] { eventfd_write(wake.get(), 1); });
    Ended ended;
    ended.why = Listener(read_end.get(), wake.get(), end).listen(answer);
    if (ended.why == Ended::Why::closed) {
        let_end(*child);
    }
    ended.status = reap(*child);
    return ended;
}

} // namespace tidemark::parse

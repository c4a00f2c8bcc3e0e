// spawn: one child process with a job on descriptor 3 and its answer on descriptor 4.
//
// posix_spawn, never fork: the parent has threads. The child starts with an empty environment, no
// other descriptor (0 and 1 read and write nothing; 2 too, but for sanitizer builds), default
// signals and its own process group. It is always reaped, and killed first when it is late, stopped
// or answers more than it may, or what is no answer. Its answer is read while it is still at it.
// Owns the process from start to end of the call.
// Fails: unavailable (parse.spawn: the system gives no process or descriptor). Thread: any.
#pragma once

#include "pipeline/base/files.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

constexpr int job_descriptor = 3;
constexpr int answer_descriptor = 4;

struct Ended {
    enum class Why {
        answered, // a whole answer came
        closed,   // the child ended its answer before it was whole
        late,     // killed at the wall-clock limit
        stopped,  // killed because the caller stops
        too_long, // killed for an answer beyond the limit
        garbled,  // killed for an answer that is not ours
    };

    Why why = Why::answered;
    int status = 0; // of waitpid
};

// A sealed memory file that holds the parts one after another.
[[nodiscard]] Result<Descriptor> memory_file(const std::vector<std::string_view>& parts);

// All of it, also when interrupted. False: nobody reads any more, or there is no room.
[[nodiscard]] bool write_all(int fd, std::string_view bytes);

[[nodiscard]] Result<Ended> run_process(const std::string& program,
                                        const Descriptor& job,
                                        std::chrono::seconds wall,
                                        AnswerReader& answer,
                                        const std::stop_token& stop);

} // namespace tidemark::parse

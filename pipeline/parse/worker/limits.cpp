#include "pipeline/parse/worker/limits.hpp"

#include "pipeline/base/files.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>

namespace tidemark::parse {
namespace {

Result<void> limit_to(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
    const rlimit limit{.rlim_cur = soft, .rlim_max = hard};
    if (setrlimit(resource, &limit) != 0) {
        return fail({.fault = Fault::unavailable,
                     .code = "parse.limits",
                     .expected = "the parse child to limit itself",
                     .found = std::strerror(errno),
                     .next = "see the limits of the service (systemctl show tidemark)"});
    }
    return {};
}

#ifndef TIDEMARK_SANITIZED
// Bytes of address space in use: proc(5), the first number of statm.
std::uint64_t address_space() {
    const Descriptor statm(open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
    std::array<char, 128> text{};
    const ssize_t size = read(statm.get(), text.data(), text.size());
    std::uint64_t pages = 0;
    std::from_chars(text.data(), text.data() + std::max<ssize_t>(size, 0), pages);
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

// A thread takes no more of it than it uses: by default 8 MiB of stack and 64 MiB for an arena.
void keep_threads_small() {
    constexpr std::size_t stack = 1 << 20;
    pthread_attr_t like{};
    pthread_attr_init(&like);
    pthread_attr_setstacksize(&like, stack);
    pthread_setattr_default_np(&like);
    pthread_attr_destroy(&like);
    mallopt(M_ARENA_MAX, 1);
}
#endif

Result<void> limit_memory([[maybe_unused]] std::uint64_t most) {
#ifdef TIDEMARK_SANITIZED
    return {};
#else
    keep_threads_small();
    const std::uint64_t memory = address_space() + most;
    return limit_to(RLIMIT_AS, memory, memory);
#endif
}

} // namespace

Result<void> limit_self(const RoomLimits& limits) {
    constexpr rlim_t descriptors = 16;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    return limit_to(RLIMIT_CORE, 0, 0)
        .and_then([&] { return limit_to(RLIMIT_FSIZE, 0, 0); })
        .and_then([&] { return limit_to(RLIMIT_NOFILE, descriptors, descriptors); })
        .and_then([&] { return limit_to(RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1); })
        .and_then([&] { return limit_memory(limits.memory); });
}

} // namespace tidemark::parse

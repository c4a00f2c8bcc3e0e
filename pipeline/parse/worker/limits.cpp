#include "pipeline/parse/worker/limits.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

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
// Bytes of address space in use.
std::uint64_t address_space() {
    std::ifstream statm("/proc/self/statm");
    std::uint64_t pages = 0;
    statm >> pages;
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}
#endif

Result<void> limit_memory([[maybe_unused]] std::uint64_t most) {
#ifdef TIDEMARK_SANITIZED
    return {};
#else
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

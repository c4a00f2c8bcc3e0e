#include "daemon/notify.hpp"

#include "pipeline/base/late_library.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace tidemark {
namespace {

LateLibrary& libsystemd() {
    static LateLibrary library("libsystemd.so.0");
    return library;
}

// Without it systemd ends a service that did start, and nobody would know why. Whether there was
// anybody to tell.
bool say_that_it_is_missing() {
    const bool missing = std::getenv("NOTIFY_SOCKET") != nullptr;
    if (missing) {
        fmt::print(stderr,
                   "tidemark: libsystemd.so.0 cannot be loaded, so systemd is not told that the "
                   "service runs; install libsystemd0\n");
    }
    return missing;
}

void send(const std::string& state) {
    if (auto* const notify = libsystemd().find<decltype(sd_notify)>("sd_notify")) {
        notify(0, state.c_str());
        return;
    }
    [[maybe_unused]] static const bool said_once = say_that_it_is_missing();
}

} // namespace

void SystemdNotify::ready(std::string_view status) {
    send(fmt::format("READY=1\nSTATUS={}", one_line(status)));
}

void SystemdNotify::reloading() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now); // what sd_notify(3) asks for
    send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}",
                     now.tv_sec * 1'000'000LL + now.tv_nsec / 1000));
}

void SystemdNotify::stopping(std::string_view status) {
    send(fmt::format("STOPPING=1\nSTATUS={}", one_line(status)));
}

void SystemdNotify::status(std::string_view status) {
    send(fmt::format("STATUS={}", one_line(status)));
}

void SystemdNotify::alive() {
    send("WATCHDOG=1");
}

std::optional<std::chrono::milliseconds> SystemdNotify::watchdog() const {
    std::uint64_t usec = 0;
    auto* const enabled = libsystemd().find<decltype(sd_watchdog_enabled)>("sd_watchdog_enabled");
    if (enabled == nullptr || enabled(0, &usec) <= 0) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(usec / 1000);
}

} // namespace tidemark

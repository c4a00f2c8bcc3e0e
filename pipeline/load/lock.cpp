#include "pipeline/load/lock.hpp"

#include "pipeline/base/text.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace tidemark::load {
namespace {

Error lock_error(Fault fault,
                 const std::filesystem::path& file,
                 std::string found,
                 std::string next) {
    return {.fault = fault,
            .code = "state.lock",
            .file = file.string(),
            .expected = "to be the only writer of the state folder",
            .found = std::move(found),
            .next = std::move(next)};
}

std::string reason(int number) {
    return std::generic_category().message(number);
}

// The owner writes its pid; a lock taken this instant may still be without one.
std::string owner(int fd) {
    std::array<char, 32> text{};
    const ssize_t length = ::pread(fd, text.data(), text.size(), 0);
    const auto pid = trim({text.data(), static_cast<std::size_t>(length > 0 ? length : 0)});
    return pid.empty() ? "another process" : fmt::format("process {}", pid);
}

} // namespace

Result<Descriptor> lock_state(const std::filesystem::path& state_dir) {
    const auto file = state_dir / "lock";
    constexpr mode_t mode = 0640;
    Descriptor fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!fd) {
        return fail(lock_error(
            Fault::storage, file, reason(errno), "create the folder and let this user write it"));
    }
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) {
            return fail(lock_error(Fault::storage,
                                   file,
                                   reason(errno),
                                   "put the state folder on a local file system"));
        }
        return fail(lock_error(
            Fault::locked, file, owner(fd.get()) + " has it", "wait for it to end, or stop it"));
    }
    const std::string pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(fd.get(), 0) != 0 ||
        ::pwrite(fd.get(), pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
        return fail(lock_error(Fault::storage, file, reason(errno), "make room on its disk"));
    }
    return fd;
}

} // namespace tidemark::load

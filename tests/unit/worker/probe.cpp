// A child that locks itself in as the parse child does and then tries one thing that is forbidden
// there. What to try stands in its job, as "HOW WHAT":
//
//   HOW   locked: all of lock_room(); files: Landlock alone; open: nothing, as a control
//
// Answers with an Error whose `found` is "done" or the name of the errno; or dies of it.
#include "pipeline/parse/worker/lock.hpp"
#include "pipeline/parse/worker/spawn.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>
#include <string>
#include <string_view>

namespace {

using namespace tidemark;
using namespace tidemark::parse;

constexpr const char* known_file = "/usr/bin/env";
constexpr const char* new_name = "/tmp/tidemark-probe-made";

// Made before the room is shut: what a hostile file could find lying about.
struct Around {
    int socket = -1;
    int folder = -1;
    pid_t parent = 0;
};

sockaddr_in loopback() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(9);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// Nobody listens there: refused is as good as connected.
long connect_anywhere(int fd) {
    const sockaddr_in address = loopback();
    const int failed = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    return failed != 0 && errno == ECONNREFUSED ? 0 : failed;
}

long start_process(long flags) {
    const long child = syscall(SYS_clone, flags | SIGCHLD, nullptr, nullptr, nullptr, nullptr);
    if (child == 0) {
        _exit(0);
    }
    return child;
}

long execute() {
    std::array<char*, 1> none{nullptr};
    const int program = static_cast<int>(execve("/bin/true", none.data(), none.data()));
    return program;
}

long executable_memory() {
    void* page =
        mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? -1 : 0;
}

long make_executable() {
    void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? -1 : mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

long raise_limit() {
    rlimit limit{};
    return syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, nullptr, &limit);
}

long send_off(int fd) {
    const sockaddr_in address = loopback();
    return sendto(fd, "x", 1, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

using Attempt = long (*)(const Around&);

const std::map<std::string_view, Attempt>& attempts() {
    static const std::map<std::string_view, Attempt> all{
        {"open", [](const Around&) -> long { return syscall(SYS_open, known_file, O_RDONLY); }},
        {"openat", [](const Around&) -> long { return open(known_file, O_RDONLY); }},
        {"open a folder kept open",
         [](const Around& a) -> long { return openat(a.folder, "bin", O_RDONLY | O_DIRECTORY); }},
        {"make a file",
         [](const Around&) -> long {
             return open(new_name, O_WRONLY | O_CREAT, 0600) < 0 ? -1 : unlink(new_name);
         }},
        {"stat",
         [](const Around&) -> long {
             struct stat about {};
             return stat(known_file, &about);
         }},
        {"readlink",
         [](const Around&) -> long {
             std::array<char, 64> to{};
             return readlink("/proc/self/exe", to.data(), to.size());
         }},
        {"unlink",
         [](const Around&) -> long { return unlink(new_name) == 0 || errno == ENOENT ? 0 : -1; }},
        {"mkdir",
         [](const Around&) -> long { return mkdir(new_name, 0700) == 0 ? rmdir(new_name) : -1; }},
        {"rename",
         [](const Around&) -> long {
             return rename(new_name, "/tmp/tidemark-probe-other") == 0 || errno == ENOENT ? 0 : -1;
         }},
        {"symlink",
         [](const Around&) -> long {
             return symlink("/etc", new_name) == 0 ? unlink(new_name) : -1;
         }},
        {"socket", [](const Around&) -> long { return socket(AF_INET, SOCK_STREAM, 0); }},
        {"socket unix", [](const Around&) -> long { return socket(AF_UNIX, SOCK_STREAM, 0); }},
        {"connect", [](const Around& a) -> long { return connect_anywhere(a.socket); }},
        {"sendto", [](const Around&) -> long { return send_off(socket(AF_INET, SOCK_DGRAM, 0)); }},
        {"fork", [](const Around&) -> long { return start_process(0); }},
        {"vfork", [](const Around&) -> long { return start_process(CLONE_VFORK); }},
        {"thread",
         [](const Around&) -> long {
             return syscall(SYS_clone3, nullptr, 0) == -1 && errno == EINVAL ? 0 : -1;
         }},
        {"execve", [](const Around&) -> long { return execute(); }},
        {"ptrace the parent",
         [](const Around& a) -> long { return ptrace(PTRACE_SEIZE, a.parent, nullptr, nullptr); }},
        {"read the parent's memory",
         [](const Around& a) -> long {
             std::array<char, 8> to{};
             const iovec here{.iov_base = to.data(), .iov_len = to.size()};
             return process_vm_readv(a.parent, &here, 1, &here, 1, 0);
         }},
        {"kill the parent", [](const Around& a) -> long { return kill(a.parent, 0); }},
        {"signal the parent's thread",
         [](const Around& a) -> long { return syscall(SYS_tgkill, a.parent, a.parent, 0); }},
        {"executable memory", [](const Around&) -> long { return executable_memory(); }},
        {"memory made executable", [](const Around&) -> long { return make_executable(); }},
        {"write to standard error", [](const Around&) -> long { return write(2, "", 0); }},
        {"write to the job",
         [](const Around&) -> long { return pwrite(job_descriptor, "", 0, 0); }},
        {"write to a socket",
         [](const Around& a) -> long {
             return write(a.socket, "", 0) == 0 || errno == ENOTCONN ? 0 : -1;
         }},
        {"read the job",
         [](const Around&) -> long {
             char byte = 0;
             return pread(job_descriptor, &byte, 1, 0);
         }},
        {"dup", [](const Around&) -> long { return dup(answer_descriptor); }},
        {"pipe",
         [](const Around&) -> long {
             std::array<int, 2> ends{};
             return pipe(ends.data());
         }},
        {"memory file", [](const Around&) -> long { return memfd_create("x", 0); }},
        {"prctl", [](const Around&) -> long { return prctl(PR_SET_DUMPABLE, 1); }},
        {"limits", [](const Around&) -> long { return raise_limit(); }},
        {"seccomp",
         [](const Around&) -> long {
             return syscall(SYS_seccomp, 2U, 0, "\0\0\0") == 0 ? 0 : errno == EOPNOTSUPP ? 0 : -1;
         }},
        {"chdir", [](const Around&) -> long { return chdir("/"); }},
        {"setuid", [](const Around&) -> long { return setuid(getuid()); }},
        {"unshare", [](const Around&) -> long { return unshare(0); }},
        {"mount",
         [](const Around&) -> long {
             return mount("x", "/no/such/place", "tmpfs", 0, nullptr) == 0 || errno == ENOENT ||
                            errno == EPERM
                        ? 0
                        : -1;
         }},
        {"uname",
         [](const Around&) -> long {
             std::array<char, 1024> names{};
             return syscall(SYS_uname, names.data());
         }},
        {"a call that is none",
         [](const Around&) -> long { return syscall(9999) == -1 && errno == ENOSYS ? 0 : -1; }},
        // What reading does: must go on.
        {"allowed: memory",
         [](const Around&) -> long {
             constexpr std::size_t size = 64U << 20U;
             void* block =
                 mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
             return block == MAP_FAILED ? -1 : munmap(block, size);
         }},
        {"allowed: abort", [](const Around&) -> long { std::abort(); }},
    };
    return all;
}

std::string job_text() {
    std::array<char, 256> text{};
    const ssize_t got = pread(job_descriptor, text.data(), text.size(), 0);
    return {text.data(), static_cast<std::size_t>(got > 0 ? got : 0)};
}

[[noreturn]] void answer(std::string found) {
    Error error;
    error.found = std::move(found);
    static_cast<void>(write_all(answer_descriptor, encode(error)));
    _exit(0);
}

} // namespace

int main() {
    const std::string job = job_text();
    const std::size_t blank = job.find(' ');
    const std::string how = job.substr(0, blank);
    const auto attempt = attempts().find(std::string_view(job).substr(blank + 1));
    if (attempt == attempts().end()) {
        answer("no such attempt");
    }
    const Around around{.socket = socket(AF_INET, SOCK_STREAM, 0),
                        .folder = open("/usr", O_RDONLY | O_DIRECTORY),
                        .parent = getppid()};
    Result<void> locked;
    if (how == "locked") {
        locked = lock_room(answer_descriptor);
    } else if (how == "files") {
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        locked = forbid_files();
    }
    if (!locked) {
        answer(locked.error().to_text());
    }
    errno = 0;
    const long result = attempt->second(around);
    const char* name = strerrorname_np(errno);
    answer(result >= 0 ? "done" : name == nullptr ? "?" : name);
}

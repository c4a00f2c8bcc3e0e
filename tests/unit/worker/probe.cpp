// A child that locks itself in as the parse child does and then tries one thing that is forbidden
// there. What to try stands in its job, as "HOW WHAT":
//
//   HOW   locked: all of lock_room(); limited: that and limit_self(); files: Landlock alone; open:
//         nothing, as a control
//
// Answers with an Error whose `found` is "done" or the name of the errno; or dies of it.
#include "pipeline/parse/worker/limits.hpp"
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
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

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

// What runs on it must not return.
long start_on_own_stack(long flags) {
    alignas(16) static std::array<char, 65536> stack{};
    return clone(
        [](void*) {
            syscall(SYS_exit, 0);
            return 0;
        },
        stack.data() + stack.size(),
        static_cast<int>(flags),
        nullptr);
}

long share_memory() {
    return start_on_own_stack(CLONE_VM | SIGCHLD);
}

// More than the memory of `limited` (main, below).
constexpr std::size_t much = 80U << 20U;

long map_much() {
    void* block = mmap(nullptr, much, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block == MAP_FAILED ? -1 : 0;
}

long fill_much() {
    constexpr std::size_t step = 100'000; // below malloc's threshold for mmap: from the heap
    std::vector<void*> blocks;
    blocks.reserve(much / step + 1);
    while (blocks.size() * step < much) {
        blocks.push_back(malloc(step));
        if (blocks.back() == nullptr) {
            break;
        }
        std::memset(blocks.back(), 1, step);
    }
    const int reason = errno;
    const bool all = blocks.back() != nullptr;
    for (void* block : blocks) { // what was found is still to be said
        free(block);
    }
    errno = reason;
    return all ? 0 : -1;
}

long work_long() {
    timespec used{};
    do {
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    } while (used.tv_sec < 2);
    return 0;
}

// Threads of the library, at once and one after another, each with memory of its own.
long use_threads() {
    std::atomic<long> sum = 0;
    for (int round = 0; round < 3; ++round) {
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                const std::vector<long> ones(1'000'000, 1);
                sum += std::accumulate(ones.begin(), ones.end(), 0L);
                std::this_thread::yield();
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    }
    return sum == 12'000'000 ? 0 : -1;
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
        {"open to write", [](const Around&) -> long { return open("/dev/null", O_WRONLY); }},
        {"open /proc", [](const Around&) -> long { return open("/proc/self/maps", O_RDONLY); }},
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
        {"process that shares memory", [](const Around&) -> long { return share_memory(); }},
        {"thread of other flags",
         [](const Around&) -> long {
             constexpr long flags = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
             return start_on_own_stack(flags);
         }},
        {"clone3",
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
        {"kill itself", [](const Around&) -> long { return kill(getpid(), 0); }},
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
        {"sendfile",
         [](const Around&) -> long {
             off_t from = 0;
             return sendfile(answer_descriptor, job_descriptor, &from, 0);
         }},
        {"splice",
         [](const Around&) -> long {
             off64_t from = 0;
             return splice(job_descriptor, &from, answer_descriptor, nullptr, 0, 0);
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
        // Beyond the limits of `limited`.
        {"map more than the memory", [](const Around&) -> long { return map_much(); }},
        {"use more than the memory", [](const Around&) -> long { return fill_much(); }},
        {"use two seconds of processor", [](const Around&) -> long { return work_long(); }},
        // What reading does: must go on.
        {"allowed: threads", [](const Around&) -> long { return use_threads(); }},
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
    } else if (how == "limited") {
        RoomLimits limits;
        limits.cpu_seconds = 1;
        limits.memory = 64U << 20U;
        locked = limit_self(limits).and_then([] { return lock_room(answer_descriptor); });
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

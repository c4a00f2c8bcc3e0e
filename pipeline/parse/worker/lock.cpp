#include "pipeline/parse/worker/lock.hpp"

#include "pipeline/base/files.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace tidemark::parse {
namespace {

tl::unexpected<Error> not_locked(std::string what, int code) {
    return fail({.fault = Fault::unavailable,
                 .code = "parse.lock",
                 .expected = "the parse child to lock itself in by " + std::move(what),
                 .found = std::strerror(code),
                 .next = "nothing is parsed without it: allow it in the service or container"});
}

// --- Landlock ----------------------------------------------------------------------------------

// As in linux/landlock.h of ABI 6; the headers of Debian 12 know ABI 2. A kernel that knows less
// takes it as long as the fields it does not know are 0.
struct Ruleset {
    std::uint64_t files = 0;
    std::uint64_t network = 0;
    std::uint64_t scoped = 0;
};

// Every right that an ABI can take away.
Ruleset everything(int abi) {
    const auto bits = [](unsigned count) { return (std::uint64_t{1} << count) - 1; };
    Ruleset ruleset;
    ruleset.files = bits(13); // execute, read, write, list, make and remove of each kind
    if (abi >= 2) {
        ruleset.files = bits(14); // refer
    }
    if (abi >= 3) {
        ruleset.files = bits(15); // truncate
    }
    if (abi >= 4) {
        ruleset.network = bits(2); // bind and connect of TCP
    }
    if (abi >= 5) {
        ruleset.files = bits(16); // ioctl on devices
    }
    if (abi >= 6) {
        ruleset.scoped = bits(2); // abstract sockets, signals
    }
    return ruleset;
}

// --- seccomp -----------------------------------------------------------------------------------

struct Rule {
    std::uint32_t action;
    int call;
    std::vector<scmp_arg_cmp> arguments;
};

scmp_arg_cmp without(unsigned argument, std::uint64_t bits) {
    return {.arg = argument, .op = SCMP_CMP_MASKED_EQ, .datum_a = bits, .datum_b = 0};
}

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) {
    return {.arg = argument, .op = SCMP_CMP_EQ, .datum_a = value, .datum_b = 0};
}

scmp_arg_cmp differs(unsigned argument, std::uint64_t value) {
    return {.arg = argument, .op = SCMP_CMP_NE, .datum_a = value, .datum_b = 0};
}

#ifdef TIDEMARK_SANITIZED
// What the sanitizers' own threads, stacks and reports take. Files stay shut by Landlock.
constexpr std::array lifted{
    SCMP_SYS(clone),
    SCMP_SYS(clone3),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(close),
    SCMP_SYS(fcntl),
    SCMP_SYS(fstat),
    SCMP_SYS(getdents64),
    SCMP_SYS(getrandom),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(mincore),
    SCMP_SYS(mprotect),
    SCMP_SYS(nanosleep),
    SCMP_SYS(newfstatat),
    SCMP_SYS(openat),
    SCMP_SYS(open),
    SCMP_SYS(pipe2),
    SCMP_SYS(prctl),
    SCMP_SYS(pread64),
    SCMP_SYS(prlimit64),
    SCMP_SYS(read),
    SCMP_SYS(readlink),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(stat),
    SCMP_SYS(wait4),
};
#else
// How glibc makes a thread (nptl/pthread_create.c), and nothing else: with other flags it might be
// a process. (clone3 has its flags in memory, where no filter sees them; without it glibc asks
// clone.)
constexpr std::uint64_t a_thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SYSVSEM |
                                   CLONE_SIGHAND | CLONE_THREAD | CLONE_SETTLS |
                                   CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
constexpr std::uint64_t this_thread = 0;
constexpr std::uint64_t setxid = 33; // the signal whose handler glibc sets before its first thread

void allow_threads(std::vector<Rule>& all) {
    constexpr std::uint32_t yes = SCMP_ACT_ALLOW;
    all.push_back({yes, SCMP_SYS(clone), {equals(0, a_thread)}});
    all.push_back({SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), {}});
    all.push_back({yes, SCMP_SYS(rt_sigaction), {equals(0, setxid)}});
    all.push_back({yes, SCMP_SYS(set_robust_list), {}});
    all.push_back({yes, SCMP_SYS(rseq), {}});
    all.push_back({yes, SCMP_SYS(sched_yield), {}});
    all.push_back(
        {yes, SCMP_SYS(sched_getaffinity), {equals(0, this_thread)}}); // malloc: how many cores
}
#endif

std::vector<Rule> rules(int answer) {
    constexpr std::uint32_t yes = SCMP_ACT_ALLOW;
    const auto answer_only = static_cast<std::uint64_t>(answer);
    const auto self = static_cast<std::uint64_t>(getpid());
    std::vector<Rule> all{
        // Memory, none of it executable.
        {yes, SCMP_SYS(brk), {}},
        {yes, SCMP_SYS(mmap), {without(2, PROT_EXEC)}},
        {yes, SCMP_SYS(mprotect), {without(2, PROT_EXEC)}},
        {yes, SCMP_SYS(mremap), {}},
        {yes, SCMP_SYS(munmap), {}},
        {yes, SCMP_SYS(madvise), {}},
        // Locks within the process, and the time where it is not read from memory.
        {yes, SCMP_SYS(futex), {}},
        {yes, SCMP_SYS(clock_gettime), {}},
        {yes, SCMP_SYS(restart_syscall), {}},
        // The answer; the end.
        {yes, SCMP_SYS(write), {equals(0, answer_only)}},
        {yes, SCMP_SYS(exit), {}},
        {yes, SCMP_SYS(exit_group), {}},
        // abort(), so that its signal is seen and not ours; the message it writes is not.
        {yes, SCMP_SYS(getpid), {}},
        {yes, SCMP_SYS(gettid), {}},
        {yes, SCMP_SYS(rt_sigprocmask), {}},
        {yes, SCMP_SYS(tgkill), {equals(0, self)}},
        {SCMP_ACT_ERRNO(EPERM), SCMP_SYS(writev), {}},
    };
#ifdef TIDEMARK_SANITIZED
    for (const int call : lifted) {
        all.push_back({yes, call, {}});
    }
    // Reports, and the pipe by which the sanitizers ask whether memory can be read.
    all.push_back({yes, SCMP_SYS(write), {differs(0, answer_only)}});
#else
    allow_threads(all);
    all.push_back({SCMP_ACT_ERRNO(EPERM), SCMP_SYS(write), {differs(0, answer_only)}});
#endif
    return all;
}

struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
};

} // namespace

int landlock_abi() {
    constexpr unsigned ask_version = 1;
    const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, ask_version);
    return abi > 0 ? static_cast<int>(abi) : 0;
}

Result<void> forbid_files() {
    const int abi = landlock_abi();
    if (abi == 0) {
        return {};
    }
    const Ruleset ruleset = everything(abi);
    const Descriptor rules_of_none(
        static_cast<int>(syscall(SYS_landlock_create_ruleset, &ruleset, sizeof ruleset, 0)));
    if (!rules_of_none || syscall(SYS_landlock_restrict_self, rules_of_none.get(), 0) != 0) {
        return not_locked("Landlock", errno);
    }
    return {};
}

Result<void> forbid_calls(int answer) {
    const std::unique_ptr<void, Release> filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
    if (!filter) {
        return not_locked("seccomp", ENOMEM);
    }
    int failed = seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    for (const Rule& rule : rules(answer)) {
        if (failed == 0) {
            failed = seccomp_rule_add_array(filter.get(),
                                            rule.action,
                                            rule.call,
                                            static_cast<unsigned>(rule.arguments.size()),
                                            rule.arguments.data());
        }
    }
    if (failed == 0) {
        failed = seccomp_load(filter.get());
    }
    return failed == 0 ? Result<void>() : not_locked("seccomp", -failed);
}

Result<void> lock_room(int answer) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return not_locked("no_new_privs", errno);
    }
    return forbid_files().and_then([&] { return forbid_calls(answer); });
}

} // namespace tidemark::parse

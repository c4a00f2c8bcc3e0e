// What the locked room forbids, shown by a child that tries (probe.cpp).
#include "pipeline/parse/worker/lock.hpp"
#include "pipeline/parse/worker/spawn.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <csignal>
#include <string>

namespace tidemark::parse {
namespace {

using testing::AnyOf;
using testing::Eq;

// What came of an attempt: "done", the name of an errno, or the signal it died of.
std::string outcome(const std::string& how, const std::string& attempt) {
    const std::string text = how + ' ' + attempt;
    const auto job = memory_file({text});
    if (!job) {
        return job.error().to_text();
    }
    AnswerReader heard(1U << 20U);
    const auto ended = run_process(ROOM_PROBE, *job, std::chrono::seconds(20), heard, {});
    if (!ended) {
        return ended.error().to_text();
    }
    if (ended->why == Ended::Why::answered) {
        const auto answer = heard.take();
        const auto* error = answer ? std::get_if<Error>(&*answer) : nullptr;
        return error == nullptr ? "an answer that is none" : error->found;
    }
    if (WIFSIGNALED(ended->status)) {
        return fmt::format("killed, SIG{}", sigabbrev_np(WTERMSIG(ended->status)));
    }
    // Only a program that took the probe's place ends without an answer.
    return attempt == "execve" ? "done" : fmt::format("ended {}", ended->status);
}

#ifdef TIDEMARK_SANITIZED
// The sanitizers' own calls are lifted; what would do harm is not.
constexpr std::array forbidden{"unlink",
                               "mkdir",
                               "rename",
                               "symlink",
                               "openat",
                               "make a file",
                               "socket",
                               "connect",
                               "execve",
                               "ptrace the parent",
                               "kill the parent"};
const auto is_forbidden = [] { return AnyOf(Eq("killed, SIGSYS"), Eq("EACCES")); };
#else
constexpr std::array forbidden{"open",
                               "openat",
                               "open to write",
                               "open /proc",
                               "open a folder kept open",
                               "make a file",
                               "stat",
                               "readlink",
                               "unlink",
                               "mkdir",
                               "rename",
                               "symlink",
                               "mount",
                               "chdir",
                               "socket",
                               "socket unix",
                               "connect",
                               "sendto",
                               "fork",
                               "vfork",
                               "process that shares memory",
                               "thread of other flags",
                               "execve",
                               "unshare",
                               "ptrace the parent",
                               "read the parent's memory",
                               "kill the parent",
                               "kill itself",
                               "signal the parent's thread",
                               "executable memory",
                               "memory made executable",
                               "memory file",
                               "read the job",
                               "write to the job",
                               "dup",
                               "pipe",
                               "sendfile",
                               "splice",
                               "prctl",
                               "limits",
                               "seccomp",
                               "setuid",
                               "uname",
                               "a call that is none"};
const auto is_forbidden = [] { return Eq("killed, SIGSYS"); };
#endif

// Else the attempt shows nothing. What other rules of the kernel may forbid is left out.
bool must_work_outside(std::string_view attempt) {
    return attempt.find("the parent") == std::string_view::npos;
}

TEST(LockedRoom, ForbidsAllThatReadingDoesNotTake) {
    fmt::print("{:<28} {:<12} {}\n", "ATTEMPT", "UNLOCKED", "IN THE ROOM");
    for (const char* attempt : forbidden) {
        const std::string before = outcome("open", attempt);
        const std::string after = outcome("locked", attempt);
        fmt::print("{:<28} {:<12} {}\n", attempt, before, after);
        EXPECT_THAT(after, is_forbidden()) << attempt;
        if (must_work_outside(attempt)) {
            EXPECT_EQ(before, "done") << attempt;
        }
    }
}

#ifndef TIDEMARK_SANITIZED
// abort() writes a message first: a soft answer, so that it comes to its end.
TEST(LockedRoom, RefusesToWriteAnythingButTheAnswer) {
    for (const char* attempt : {"write to standard error", "write to a socket"}) {
        EXPECT_EQ(outcome("locked", attempt), "EPERM") << attempt;
    }
}

// Its flags lie in memory, where no filter sees them: glibc then asks clone().
TEST(LockedRoom, KnowsNoClone3) {
    EXPECT_EQ(outcome("open", "clone3"), "done");
    EXPECT_EQ(outcome("locked", "clone3"), "ENOSYS");
}

TEST(LockedRoom, HoldsToItsLimits) {
    fmt::print("{:<28} {:<12} {}\n", "ATTEMPT", "UNLIMITED", "IN THE ROOM");
    const auto shown = [](const char* attempt) {
        const std::string before = outcome("open", attempt);
        std::string after = outcome("limited", attempt);
        fmt::print("{:<28} {:<12} {}\n", attempt, before, after);
        EXPECT_EQ(before, "done");
        return after;
    };
    EXPECT_EQ(shown("map more than the memory"), "ENOMEM");
    EXPECT_EQ(shown("use more than the memory"), "ENOMEM");
    EXPECT_EQ(shown("use two seconds of processor"), "killed, SIGXCPU");
}
#endif

TEST(LockedRoom, LeavesWhatReadingTakes) {
    EXPECT_EQ(outcome("locked", "allowed: memory"), "done");
    EXPECT_EQ(outcome("locked", "allowed: threads"), "done");
    EXPECT_EQ(outcome("limited", "allowed: threads"), "done");
    EXPECT_EQ(outcome("locked", "allowed: abort"), "killed, SIGABRT");
}

// The second lock, should the first one fail.
TEST(LockedRoom, ShutsFilesByLandlockAlone) {
    if (landlock_abi() == 0) {
        GTEST_SKIP() << "this kernel has no Landlock";
    }
    for (const char* attempt :
         {"openat", "make a file", "open a folder kept open", "mkdir", "symlink", "execve"}) {
        EXPECT_EQ(outcome("files", attempt), "EACCES") << attempt;
    }
    if (landlock_abi() >= 4) {
        EXPECT_EQ(outcome("files", "connect"), "EACCES");
    }
    if (landlock_abi() >= 6) {
        EXPECT_EQ(outcome("files", "kill the parent"), "EPERM");
    }
}

} // namespace
} // namespace tidemark::parse

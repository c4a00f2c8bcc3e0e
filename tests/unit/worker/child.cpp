// A parse child that behaves as its job's bytes say: well, unless one of the words below stands in
// them. What hostile bytes could make of the real one.
#include "pipeline/parse/worker/wire_records.hpp"
#include "pipeline/parse/worker/worker.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

namespace {

constexpr int job = 3;
constexpr int answer = 4;

std::string whole_job() {
    std::string all;
    std::array<char, 4096> chunk{};
    ssize_t got = 0;
    while ((got = pread(job, chunk.data(), chunk.size(), static_cast<off_t>(all.size()))) > 0) {
        all.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return all;
}

void say(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = write(answer, bytes.data(), bytes.size());
        if (put <= 0) {
            std::_Exit(9);
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

[[noreturn]] void hang() {
    while (true) {
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

[[noreturn]] void spin() {
    const rlimit second{.rlim_cur = 1, .rlim_max = 2};
    setrlimit(RLIMIT_CPU, &second);
    volatile unsigned turns = 0;
    while (true) {
        turns = turns + 1;
    }
}

// What the parent must not have left open, or set, for a child of its own.
int surroundings(int arguments, char** words) {
    for (int fd = 5; fd < 1024; ++fd) {
        if (fcntl(fd, F_GETFD) != -1) {
            return 10;
        }
    }
    char byte = 0;
    const bool quiet = read(0, &byte, 1) == 0;
    const bool sealed = pwrite(job, "x", 1, 0) == -1;
    const bool named = arguments == 2 && std::string_view(words[0]) == "tidemark" &&
                       std::string_view(words[1]) == "parse-child";
    sigset_t blocked{};
    sigprocmask(SIG_SETMASK, nullptr, &blocked);
    const bool plain = sigismember(&blocked, SIGTERM) == 0 && getpgrp() == getpid();
    return environ[0] == nullptr && quiet && sealed && named && plain ? 42 : 11;
}

// A true answer that has no end: a list piece by piece, more of it every few milliseconds.
[[noreturn]] void chatter() {
    tidemark::parse::AnswerWriter out([](std::string_view bytes) {
        say(bytes);
        return true;
    });
    tidemark::parse::FileWriter file(out);
    tidemark::ParsedFile parsed;
    parsed.sheets = {"Table"};
    parsed.series.emplace_back();
    tidemark::Observation seen;
    seen.value = 1;
    parsed.observations.assign(100'000, seen); // more than waits to be sent
    while (true) {
        file.piece(parsed);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

void misbehave(std::string_view how, int arguments, char** words) {
    const auto told = [&](std::string_view word) { return how.find(word) != how.npos; };
    if (told("CRASH")) {
        std::raise(SIGSEGV);
    } else if (told("ABORT")) {
        std::abort();
    } else if (told("HANG")) {
        hang();
    } else if (told("CHATTER")) {
        chatter();
    } else if (told("SPIN")) {
        spin();
    } else if (told("SILENT")) {
        std::_Exit(7);
    } else if (told("CLOSE AND STAY")) {
        close(answer);
        hang();
    } else if (told("GARBAGE")) {
        say(std::string(100'000, 'g'));
        hang();
    } else if (told("ENDLESS")) {
        const std::string head = tidemark::parse::encode(tidemark::Error{});
        const std::string lying = head.substr(0, 12) + "\xff\xff\xff\x7f"; // 2 GiB to come
        say(lying);
        while (true) {
            say(std::string(65536, 'e'));
        }
    } else if (told("HALF")) {
        const std::string whole = tidemark::parse::encode(tidemark::Error{});
        say(std::string_view(whole).substr(0, whole.size() / 2));
        std::_Exit(0);
    } else if (told("OTHER QUESTION")) {
        say(tidemark::parse::encode(tidemark::Workbook{}));
        std::_Exit(0);
    } else if (told("ANSWER AND STAY")) {
        tidemark::ParsedFile parsed;
        parsed.layout = "stayed";
        say(tidemark::parse::encode(parsed));
        hang();
    } else if (told("SURROUNDINGS")) {
        std::_Exit(surroundings(arguments, words));
    }
}

} // namespace

#ifdef TIDEMARK_SANITIZED
// It dies as it is told to, of the signal itself.
extern "C" const char* __asan_default_options(); // NOLINT(bugprone-reserved-identifier)

extern "C" const char* __asan_default_options() { // NOLINT(bugprone-reserved-identifier)
    return "handle_segv=0:handle_abort=0";
}
#endif

int main(int arguments, char** words) {
    misbehave(whole_job(), arguments, words);
    return tidemark::parse::run_child(job, answer);
}

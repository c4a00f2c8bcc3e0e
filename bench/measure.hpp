// measure: how long work takes, next to other work in the same minutes.
//
// On a machine that others use too a median shows their noise; the least of several rounds does
// not. Work that is to be compared is done in turns, so that a slow minute hits both.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <limits>

namespace tidemark::bench {

struct Took {
    double clock = std::numeric_limits<double>::infinity();     // milliseconds
    double processor = std::numeric_limits<double>::infinity(); // of all threads
};

inline double processor_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <typename Work>
void least(Took& took, Work&& work) {
    const auto begun = std::chrono::steady_clock::now();
    const double used = processor_milliseconds();
    work();
    took.processor = std::min(took.processor, processor_milliseconds() - used);
    took.clock =
        std::min(took.clock,
                 std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun)
                     .count());
}

// All of them in turns, `rounds` times.
template <typename... Works>
std::array<Took, sizeof...(Works)> in_turns(int rounds, Works&&... works) {
    std::array<Took, sizeof...(Works)> took;
    for (int i = 0; i < rounds; ++i) {
        std::size_t at = 0;
        (least(took[at++], works), ...);
    }
    return took;
}

} // namespace tidemark::bench

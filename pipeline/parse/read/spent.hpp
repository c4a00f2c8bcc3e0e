// Spent: what one file has used of its budgets so far, by all who read it.
#pragma once

#include <atomic>
#include <cstdint>

namespace tidemark::parse {

struct Spent {
    std::atomic<std::uint64_t> inflated = 0; // bytes
    std::atomic<std::uint64_t> cells = 0;
};

} // namespace tidemark::parse

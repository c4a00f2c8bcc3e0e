// Spent: what one file has used of its budgets so far.
#pragma once

#include <cstdint>

namespace tidemark::parse {

struct Spent {
    std::uint64_t inflated = 0; // bytes
    std::uint64_t cells = 0;
};

} // namespace tidemark::parse

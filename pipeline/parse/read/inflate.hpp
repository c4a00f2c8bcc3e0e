// Inflater: raw DEFLATE (RFC 1951), a step at a time, by isa-l or zlib (chosen by CMake).
//
// Does not own the input, which must outlive it.
// Fails: malformed (not DEFLATE, cut short).
#pragma once

#include "pipeline/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace tidemark::parse {

class Inflater {
  public:
    explicit Inflater(std::string_view deflated);
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater();

    // Fills `to` as far as there is something; fewer than `room` bytes only at the end.
    [[nodiscard]] Result<std::size_t> step(char* to, std::size_t room);

    [[nodiscard]] std::size_t consumed() const; // bytes of the input

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// CRC-32 as ZIP has it, continued from `crc` (0 at the start).
[[nodiscard]] std::uint32_t crc32_of(std::uint32_t crc, const char* bytes, std::size_t size);

} // namespace tidemark::parse

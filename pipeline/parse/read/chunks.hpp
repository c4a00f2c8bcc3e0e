// Chunks: bytes that come piece by piece, into a buffer that the reader keeps and reuses.
#pragma once

#include "pipeline/base/result.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tidemark::parse {

inline constexpr std::size_t chunk_size = 64U << 10U; // stays in the processor's cache

class Chunks {
  public:
    Chunks() = default;
    Chunks(const Chunks&) = delete;
    Chunks& operator=(const Chunks&) = delete;
    virtual ~Chunks() = default;

    // Writes at most `room` bytes to `to`; 0 only at the end. Fails: malformed, limit.
    [[nodiscard]] virtual Result<std::size_t> read(char* to, std::size_t room) = 0;

    // How much of the whole has been read, 0 to 1: to foresee sizes, never to trust them.
    [[nodiscard]] virtual double progress() const = 0;
};

// Bytes in memory, handed out at most `step` at a time. Does not own them.
class MemoryChunks : public Chunks {
  public:
    explicit MemoryChunks(std::string_view bytes, std::size_t step = chunk_size)
        : bytes_(bytes)
        , step_(step) {}

    [[nodiscard]] Result<std::size_t> read(char* to, std::size_t room) override {
        const std::size_t size = std::min({room, step_, bytes_.size() - at_});
        std::ranges::copy(bytes_.substr(at_, size), to);
        at_ += size;
        return size;
    }

    [[nodiscard]] double progress() const override {
        return bytes_.empty() ? 1 : static_cast<double>(at_) / static_cast<double>(bytes_.size());
    }

  private:
    std::string_view bytes_;
    std::size_t step_;
    std::size_t at_ = 0;
};

} // namespace tidemark::parse
